package dev.clew.core.event;

import java.util.Locale;

/// How bad an event is, by the short names of OpenTelemetry's severity numbers (logs data model,
/// "Severity Fields").
public enum Severity {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when it is none of ours
  public static Severity parse(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
