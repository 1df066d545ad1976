package dev.clew.yaml;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.Scanner;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads everything that there is in YAML with the engine, and finds what is wrong. Apart from
/// [YamlText], so that a process loads the engine only when a file needs it.
final class EngineYaml {
  /// Code points that the engine looks at as one piece; its own default is refilled too often.
  private static final int WINDOW = 16 * 1024;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setUseMarks(true)
          .setParseComments(false)
          .setBufferSize(WINDOW)
          .setCodePointLimit(YamlLimits.MAX_CODE_POINTS + 1)
          .build();

  private EngineYaml() {}

  /// As [YamlText#read], of a text that is not too large.
  static @Nullable YamlNode read(SourceFile source, Diagnostics diagnostics) {
    try {
      Scanner scanner = new ScannerImpl(SETTINGS, new StreamReader(SETTINGS, source.text()));
      ParserImpl events = new ParserImpl(SETTINGS, new LookAhead(scanner));
      return new YamlComposer(source, events, diagnostics).document();
    } catch (YamlRefused refused) {
      diagnostics.add(refused.rule(), source.logicalName(), refused.at(), refused.message());
    } catch (MarkedYamlEngineException e) {
      diagnostics.add(YamlRule.YAML_SYNTAX, source.logicalName(), place(e), YamlErrors.sentence(e));
    } catch (ReaderException e) {
      diagnostics.add(
          YamlRule.YAML_SYNTAX,
          source.logicalName(),
          Lines.ofCodePoint(source.text(), e.getPosition()),
          YamlErrors.sentence(e));
    } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // The engine lets a few of the Java library's own exceptions out, e.g. for the escape
      // \UFFFFFFFF.
      diagnostics.add(
          YamlRule.YAML_SYNTAX, source.logicalName(), Position.START, "the file is not valid YAML");
    }
    return null;
  }

  private static Position place(MarkedYamlEngineException e) {
    var mark = e.getProblemMark().or(e::getContextMark);
    return mark.isPresent()
        ? new Position(mark.get().getLine() + 1, mark.get().getColumn() + 1)
        : Position.START;
  }
}
