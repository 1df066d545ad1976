package dev.clew.yaml;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import org.jspecify.annotations.Nullable;

/// Reads one YAML document. Hostile text is refused, not followed: see [YamlLimits].
public final class YamlText {
  private YamlText() {}

  /// The document's root. Null when the text is not one YAML document; then one diagnostic says
  /// why. A tag is reported and left out, so that the rest of the file can be checked too; of a key
  /// that is given twice the last one counts, with a warning.
  public static @Nullable YamlNode read(SourceFile source, Diagnostics diagnostics) {
    if (isTooLarge(source.text())) {
      diagnostics.add(
          YamlRule.YAML_TOO_LARGE,
          source.logicalName(),
          Position.START,
          "the file has more than " + YamlLimits.MAX_CODE_POINTS + " characters");
      return null;
    }
    YamlNode common = CommonYaml.read(source);
    return common == null ? EngineYaml.read(source, diagnostics) : common;
  }

  private static boolean isTooLarge(String text) {
    return text.length() > YamlLimits.MAX_CODE_POINTS
        && (text.length() > 2 * YamlLimits.MAX_CODE_POINTS
            || text.codePointCount(0, text.length()) > YamlLimits.MAX_CODE_POINTS);
  }
}
