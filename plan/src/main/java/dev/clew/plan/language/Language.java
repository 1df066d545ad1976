package dev.clew.plan.language;

import dev.clew.core.source.SourceFile;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A language in which workflows are written. Whoever runs workflows finds languages with
/// `java.util.ServiceLoader`. Stateless and thread-safe.
public interface Language {
  /// How the name of a workflow's file ends, such as `.workflow`.
  String ending();

  /// Reads a workflow, once: the definition is planned as often as need be.
  ///
  /// @param pluginKinds the kinds of stages that plug-ins execute; asked when a kind is none of the
  ///   language's own
  Definition read(SourceFile workflow, Supplier<Set<String>> pluginKinds);

  /// How the name of a file ends that gives inputs, and that is looked for beside a workflow; null
  /// when there are no such files.
  default @Nullable String inputsEnding() {
    return null;
  }
}
