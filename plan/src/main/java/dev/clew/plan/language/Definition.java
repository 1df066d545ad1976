package dev.clew.plan.language;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.SourceFile;
import dev.clew.plan.Plan;
import dev.clew.plan.input.InputSpec;
import dev.clew.plan.input.InputsFile;
import dev.clew.plan.source.WorkflowFiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A workflow as its language has read it, with the mistakes that were found while reading.
/// Immutable.
public interface Definition {
  SourceFile source();

  /// Whether the file is a workflow at all; else there are no inputs and no plan.
  boolean isWorkflow();

  /// The inputs that it declares, in their order.
  List<InputSpec> inputs();

  /// The values that a file of [Language#inputsEnding] gives for an environment, whoever declares
  /// them.
  default InputsFile given(SourceFile file, String environment) {
    return new InputsFile(Map.of(), List.of());
  }

  /// The environments that one of its catalogs names; empty when it cannot be read.
  default Set<String> environments(SourceFile catalog) {
    return Set.of();
  }

  /// What the catalog calls the API that stages call so.
  default String catalogName(String api) {
    return api;
  }

  /// A plan for one environment, or everything that is wrong, the mistakes of reading among it.
  Planning plan(PlanRequest request);

  /// Looks into the files that stages name literally and that only a run reads, such as the data of
  /// loops and the answers of mocks.
  ///
  /// @param plan of this definition; null when there is none, and then the children are left out
  /// @param files the disk
  default NamedFiles look(@Nullable Plan plan, WorkflowFiles files) {
    return new NamedFiles(List.of(), List.of());
  }

  /// What was found in them.
  ///
  /// @param data those of loops that could be read, each once
  record NamedFiles(List<SourceFile> data, List<Diagnostic> diagnostics) {
    public NamedFiles {
      data = List.copyOf(data);
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
