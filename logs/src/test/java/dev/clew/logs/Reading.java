package dev.clew.logs;

import dev.clew.logs.framing.Limits;
import dev.clew.logs.rules.Rules;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Reads whole texts, for tests.
final class Reading {
  private Reading() {}

  static List<LogRecord> of(String text) {
    return of(text, Rules.builtIn());
  }

  static List<LogRecord> of(String text, Rules rules) {
    return of(text.getBytes(StandardCharsets.UTF_8), rules, Limits.DEFAULT);
  }

  static List<LogRecord> of(byte[] bytes, Rules rules, Limits limits) {
    List<LogRecord> records = new ArrayList<>();
    LogReader reader = new LogReader("stderr", rules, ZoneOffset.UTC, limits, records::add);
    reader.take(bytes, 0, bytes.length);
    reader.end();
    return records;
  }

  /// The one record that the text is.
  static LogRecord one(String text) {
    List<LogRecord> records = of(text);
    if (records.size() != 1) {
      throw new AssertionError(records.size() + " records: " + records);
    }
    return records.getFirst();
  }
}
