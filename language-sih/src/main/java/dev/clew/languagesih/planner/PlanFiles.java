package dev.clew.languagesih.planner;

import dev.clew.core.source.SourceFile;
import dev.clew.plan.Plan;
import dev.clew.plan.source.WorkflowFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The files that a plan has read: each once, and in the order in which they were needed.
final class PlanFiles {
  /// More files would not be a workflow but a mistake, or an attack.
  static final int MAX_FILES = 1_000;

  private final WorkflowFiles files;
  private final Map<String, WorkflowFiles.Read> reads = new HashMap<>();
  private final List<Plan.Source> sources = new ArrayList<>();
  private final Set<String> names = new TreeSet<>();

  PlanFiles(WorkflowFiles files) {
    this.files = files;
  }

  /// @param from the file in which the path stands
  WorkflowFiles.Read read(SourceFile from, String path) {
    String key = from.logicalName() + "\n" + path;
    WorkflowFiles.Read known = reads.get(key);
    if (known != null) {
      return known;
    }
    WorkflowFiles.Read read =
        reads.size() < MAX_FILES
            ? files.read(from.logicalName(), path)
            : new WorkflowFiles.Read.Failed(
                path + ": the workflow names more than " + MAX_FILES + " files");
    reads.put(key, read);
    return read;
  }

  /// As [#read]; null when it is not there.
  WorkflowFiles.@Nullable Read readIfThere(SourceFile from, String path) {
    return reads.size() < MAX_FILES ? files.readIfThere(from.logicalName(), path) : null;
  }

  /// Says that the file is a part of the plan.
  void use(Plan.Role role, SourceFile file) {
    if (names.add(role + "\n" + file.logicalName())) {
      sources.add(new Plan.Source(role, file, role == Plan.Role.FILE ? null : "application/yaml"));
    }
  }

  List<Plan.Source> sources() {
    return List.copyOf(sources);
  }
}
