package dev.clew.execution;

import dev.clew.core.source.SourceFile;
import dev.clew.plan.language.Definition;
import dev.clew.plan.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The languages on the class path.
public final class Languages {
  /// A file whose name says nothing is read as one of these.
  private static final String DEFAULT_ENDING = ".workflow";

  private static @Nullable List<Language> found;

  private Languages() {}

  /// The language of a workflow, by the name of its file.
  ///
  /// @throws IllegalStateException when no language is on the class path
  public static Language of(String fileName) {
    Language byDefault = null;
    for (Language language : all()) {
      if (fileName.endsWith(language.ending())) {
        return language;
      }
      byDefault = language.ending().equals(DEFAULT_ENDING) ? language : byDefault;
    }
    if (byDefault == null) {
      throw new IllegalStateException("no language on the class path reads " + DEFAULT_ENDING);
    }
    return byDefault;
  }

  /// Reads a workflow in its language; plug-ins are looked for only when it has a kind of stage
  /// that is none of the language's own.
  public static Definition read(SourceFile workflow) {
    return of(workflow.logicalName()).read(workflow, () -> StagePlugins.all().kinds());
  }

  /// The class path is searched once.
  private static synchronized List<Language> all() {
    List<Language> languages = found;
    if (languages == null) {
      languages = new ArrayList<>();
      ServiceLoader.load(Language.class).forEach(languages::add);
      found = List.copyOf(languages);
    }
    return languages;
  }
}
