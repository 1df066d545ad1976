package dev.clew.execution;

import dev.clew.core.ClewException;
import dev.clew.core.source.SourceFile;
import dev.clew.plan.language.Definition;
import dev.clew.plan.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The languages on the class path.
public final class Languages {
  /// A file whose name says nothing is read as one of these.
  private static final String DEFAULT_ENDING = ".workflow";

  private static @Nullable List<Language> found;

  private Languages() {}

  /// The language of a workflow, by the longest ending that the name of its file has.
  ///
  /// @throws ClewException when no language is on the class path
  public static Language of(String fileName) {
    Language best = null;
    Language byDefault = null;
    for (Language language : all()) {
      String ending = language.ending();
      if (fileName.endsWith(ending) && (best == null || ending.length() > best.ending().length())) {
        best = language;
      }
      byDefault = ending.equals(DEFAULT_ENDING) ? language : byDefault;
    }
    if (best == null && byDefault == null) {
      throw new ClewException("no language on the class path reads " + DEFAULT_ENDING);
    }
    return best == null ? Objects.requireNonNull(byDefault) : best;
  }

  /// Reads a workflow in its language; plug-ins are looked for only when it has a kind of stage
  /// that is none of the language's own.
  public static Definition read(SourceFile workflow) {
    return read(workflow, workflow.logicalName());
  }

  /// @param fileName says the language, in the place of the workflow's own name
  public static Definition read(SourceFile workflow, String fileName) {
    return of(fileName).read(workflow, () -> StagePlugins.all().kinds());
  }

  /// The class path is searched once.
  private static synchronized List<Language> all() {
    List<Language> languages = found;
    if (languages == null) {
      languages = new ArrayList<>();
      try {
        ServiceLoader.load(Language.class).forEach(languages::add);
      } catch (ServiceConfigurationError e) {
        throw new ClewException(
            "a language on the class path cannot be used: " + e.getMessage(), e);
      }
      found = List.copyOf(languages);
    }
    return languages;
  }
}
