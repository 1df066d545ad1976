package dev.clew.yaml;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/// The engine's messages as one sentence without snippets and marks.
final class YamlErrors {
  private YamlErrors() {}

  static String sentence(MarkedYamlEngineException e) {
    String problem = clean(e.getProblem());
    String context = clean(e.getContext());
    if (problem.contains("'\\t'") || problem.contains("\\t(TAB)")) {
      return "a tab cannot start a token or be indentation; use spaces";
    }
    if (problem.isEmpty()) {
      return context.isEmpty() ? "the file is not valid YAML" : context;
    }
    return context.isEmpty() ? problem : problem + " (" + context + ")";
  }

  static String sentence(ReaderException e) {
    return "the character U+"
        + Integer.toHexString(0x10000 | e.getCodePoint()).substring(1).toUpperCase(Locale.ROOT)
        + " is not allowed in YAML";
  }

  private static String clean(@Nullable String text) {
    if (text == null) {
      return "";
    }
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    return line.strip();
  }
}
