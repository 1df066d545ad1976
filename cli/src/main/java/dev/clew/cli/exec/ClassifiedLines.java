package dev.clew.cli.exec;

import dev.clew.cli.CliException;
import dev.clew.cli.run.SourceText;
import dev.clew.core.ClewException;
import dev.clew.logs.LogReader;
import dev.clew.logs.LogRecord;
import dev.clew.logs.rules.Rule;
import dev.clew.logs.rules.RuleFile;
import dev.clew.logs.rules.Rules;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The records of a stream, by clew's rules and the user's. Begins with the first byte, because to
/// read the rules takes longer than many a command that prints nothing.
final class ClassifiedLines implements OutputClassifier {
  private final String stream;
  private final List<Rule> own;
  private final Consumer<Line> sink;
  private @Nullable LogReader reader;

  private ClassifiedLines(String stream, List<Rule> own, Consumer<Line> sink) {
    this.stream = stream;
    this.own = own;
    this.sink = sink;
  }

  /// @param rules of the user; null for none
  /// @throws CliException when they cannot be used
  static Factory with(@Nullable Path rules) {
    List<Rule> own = rules == null ? List.of() : read(rules);
    return (stream, sink) -> new ClassifiedLines(stream, own, sink);
  }

  private static List<Rule> read(Path path) {
    String text = SourceText.text(path);
    try {
      List<Rule> own = RuleFile.read(path.toString(), text);
      Rules.builtIn().with(own);
      return own;
    } catch (ClewException e) {
      throw CliException.usage(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void take(byte[] bytes, int from, int to) {
    if (from == to) {
      return;
    }
    LogReader known = reader;
    if (known == null) {
      Rules rules = own.isEmpty() ? Rules.builtIn() : Rules.builtIn().with(own);
      known = new LogReader(stream, rules, this::line);
      reader = known;
    }
    known.take(bytes, from, to);
  }

  private void line(LogRecord record) {
    sink.accept(
        new Line(
            record.offset(),
            record.kind(),
            record.summary(),
            record.severity(),
            record.attributes()));
  }

  @Override
  public void flush() {
    LogReader known = reader;
    if (known != null) {
      known.flush();
    }
  }

  @Override
  public void end() {
    LogReader known = reader;
    if (known != null) {
      known.end();
    }
  }
}
