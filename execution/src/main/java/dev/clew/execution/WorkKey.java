package dev.clew.execution;

import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.DefinitionName;
import dev.clew.core.json.Json;
import dev.clew.core.source.SourceFile;
import dev.clew.plan.Plan;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.input.BoundInput;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The execution key of a plan.
public final class WorkKey {
  private WorkKey() {}

  /// @param dataFiles those that no source of the plan is, because only the run reads them
  public static ExecutionKey of(Plan plan, List<SourceFile> dataFiles, @Nullable String seed) {
    SortedMap<String, Digest> definitions = new TreeMap<>();
    SortedMap<String, Digest> files = new TreeMap<>();
    for (Plan.Source source : plan.sources()) {
      String name = DefinitionName.from(plan.workflow().file(), source.file().logicalName());
      Digest digest = new Digest(source.file().sha256());
      switch (source.role()) {
        case WORKFLOW, CHILD_WORKFLOW -> definitions.put(name, digest);
        case FILE -> files.put(name, digest);
        // What is used of a catalog enters by its entries, and of values by the inputs. A digest of
        // a file that may hold secrets enters nowhere.
        case CATALOG, ENVIRONMENT_FILE, VARS_FILE -> {}
      }
    }
    for (SourceFile file : dataFiles) {
      String name = DefinitionName.from(plan.workflow().file(), file.logicalName());
      files.put(name, new Digest(file.sha256()));
    }
    SortedMap<String, Json> inputs = new TreeMap<>();
    SortedMap<String, String> secrets = new TreeMap<>();
    for (BoundInput input : plan.inputs().all()) {
      Json value = input.value();
      if (value != null && input.isSecret()) {
        secrets.put(input.spec().name(), "given");
      } else if (value != null) {
        inputs.put(input.spec().name(), value);
      }
    }
    List<Json> entries = new ArrayList<>();
    for (ResolvedApi api : plan.apis()) {
      entries.add(api.written());
    }
    return ExecutionKey.of(
        new ExecutionKey.Work(
            definitions, plan.environment(), inputs, secrets, files, entries, seed));
  }
}
