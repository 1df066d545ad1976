package dev.clew.plan.language;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.SourceFile;
import dev.clew.plan.Plan;
import dev.clew.plan.input.InputSpec;
import dev.clew.plan.input.InputsFile;
import dev.clew.plan.source.WorkflowFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A workflow as its language has read it, with the mistakes that were found while reading.
/// Immutable.
public interface Definition {
  SourceFile source();

  /// Whether the file is a workflow at all; else there are no inputs and no plan.
  boolean isWorkflow();

  /// The inputs that it declares, in their order.
  List<InputSpec> inputs();

  /// The inputs that a file of them gives for an environment, whoever declares them.
  InputsFile inputs(SourceFile file, String environment);

  /// The definition in the catalog that the name of an API stands for; the name itself when the
  /// workflow says nothing else.
  String definitionOf(String api);

  /// A plan for one environment, or everything that is wrong, the mistakes of reading among it.
  Planning plan(PlanRequest request);

  /// Looks into the files that stages name literally and that only a run reads, such as the data of
  /// loops and the answers of mocks.
  ///
  /// @param plan of this definition; null when there is none, and then the children are left out
  /// @param files the disk
  NamedFiles look(@Nullable Plan plan, WorkflowFiles files);

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
