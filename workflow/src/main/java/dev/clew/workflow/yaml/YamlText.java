package dev.clew.workflow.yaml;

import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.source.SourceFile;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.Scanner;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads one YAML document. Hostile text is refused, not followed: see [YamlLimits].
public final class YamlText {
  /// Code points that the engine looks at as one piece; its own default is refilled too often.
  private static final int WINDOW = 16 * 1024;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setUseMarks(true)
          .setParseComments(false)
          .setBufferSize(WINDOW)
          .setCodePointLimit(YamlLimits.MAX_CODE_POINTS + 1)
          .build();

  private YamlText() {}

  /// The document's root. Null when the text is not one YAML document; then one diagnostic says
  /// why. Duplicate keys and tags are reported and left out, so that the rest of the file can be
  /// checked too.
  public static @Nullable YamlNode read(SourceFile source, Diagnostics diagnostics) {
    if (isTooLarge(source.text())) {
      diagnostics.add(
          Rule.YAML_TOO_LARGE,
          source.logicalName(),
          Position.START,
          "the file has more than " + YamlLimits.MAX_CODE_POINTS + " characters");
      return null;
    }
    YamlNode common = CommonYaml.read(source);
    if (common != null) {
      return common;
    }
    return byEngine(source, diagnostics);
  }

  /// Reads everything that there is in YAML, and finds what is wrong.
  static @Nullable YamlNode byEngine(SourceFile source, Diagnostics diagnostics) {
    try {
      Scanner scanner = new ScannerImpl(SETTINGS, new StreamReader(SETTINGS, source.text()));
      ParserImpl events = new ParserImpl(SETTINGS, new LookAhead(scanner));
      return new YamlComposer(source, events, diagnostics).document();
    } catch (YamlRefused refused) {
      diagnostics.add(refused.rule(), source.logicalName(), refused.at(), refused.message());
    } catch (MarkedYamlEngineException e) {
      diagnostics.add(Rule.YAML_SYNTAX, source.logicalName(), place(e), YamlErrors.sentence(e));
    } catch (ReaderException e) {
      diagnostics.add(
          Rule.YAML_SYNTAX,
          source.logicalName(),
          Lines.ofCodePoint(source.text(), e.getPosition()),
          YamlErrors.sentence(e));
    } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // The engine lets a few of the Java library's own exceptions out, e.g. for the escape
      // \UFFFFFFFF.
      diagnostics.add(
          Rule.YAML_SYNTAX, source.logicalName(), Position.START, "the file is not valid YAML");
    }
    return null;
  }

  private static boolean isTooLarge(String text) {
    return text.length() > YamlLimits.MAX_CODE_POINTS
        && (text.length() > 2 * YamlLimits.MAX_CODE_POINTS
            || text.codePointCount(0, text.length()) > YamlLimits.MAX_CODE_POINTS);
  }

  private static Position place(MarkedYamlEngineException e) {
    var mark = e.getProblemMark().or(e::getContextMark);
    return mark.isPresent()
        ? new Position(mark.get().getLine() + 1, mark.get().getColumn() + 1)
        : Position.START;
  }
}
