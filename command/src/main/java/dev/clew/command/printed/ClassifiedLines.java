package dev.clew.command.printed;

import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.logs.LogReader;
import dev.clew.logs.LogSink;
import dev.clew.logs.rules.LogRule;
import dev.clew.logs.rules.RuleFile;
import dev.clew.logs.rules.Rules;
import dev.clew.runs.file.TextFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records of a stream, by clew's rules and the user's. Begins with the first byte, because to
/// read the rules takes longer than many a command that prints nothing. Not thread-safe; one for
/// each stream.
public final class ClassifiedLines {
  private final String stream;
  private final List<LogRule> own;
  private final LogSink sink;
  private @Nullable LogReader reader;

  /// Makes one for a stream.
  @FunctionalInterface
  public interface Factory {
    ClassifiedLines of(String stream, LogSink sink);
  }

  private ClassifiedLines(String stream, List<LogRule> own, LogSink sink) {
    this.stream = stream;
    this.own = own;
    this.sink = sink;
  }

  /// @param rules of the user; null for none
  /// @throws Refusal when they cannot be used
  public static Factory with(@Nullable Path rules) {
    List<LogRule> own = rules == null ? List.of() : read(rules);
    return (stream, sink) -> new ClassifiedLines(stream, own, sink);
  }

  private static List<LogRule> read(Path path) {
    String text = TextFile.read(path);
    try {
      List<LogRule> own = RuleFile.read(path.toString(), text);
      Rules.builtIn().with(own);
      return own;
    } catch (ClewException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    }
  }

  void take(byte[] bytes, int from, int to) {
    if (from == to) {
      return;
    }
    reader().take(bytes, from, to);
  }

  private LogReader reader() {
    LogReader known = reader;
    if (known == null) {
      Rules rules = own.isEmpty() ? Rules.builtIn() : Rules.builtIn().with(own);
      known = new LogReader(stream, rules, sink);
      reader = known;
    }
    return known;
  }

  /// Passes over whole lines that are no log.
  void skip(int count) {
    reader().skip(count);
  }

  void flush() {
    LogReader known = reader;
    if (known != null) {
      known.flush();
    }
  }

  void end() {
    LogReader known = reader;
    if (known != null) {
      known.end();
    }
  }
}
