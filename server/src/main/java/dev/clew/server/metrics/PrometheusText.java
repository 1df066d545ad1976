package dev.clew.server.metrics;

/// The text format of Prometheus, version 0.0.4.
final class PrometheusText {
  private final StringBuilder out = new StringBuilder(4_096);

  /// Begins a family. Its samples follow it.
  void family(String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  /// @param labels name, value, name, value
  void sample(String name, long value, String... labels) {
    begin(name, labels);
    out.append(value).append('\n');
  }

  void fraction(String name, double value) {
    begin(name);
    out.append(value).append('\n');
  }

  private void begin(String name, String... labels) {
    out.append(name);
    for (int at = 0; at < labels.length; at += 2) {
      out.append(at == 0 ? '{' : ',').append(labels[at]).append("=\"");
      escape(labels[at + 1]);
      out.append('"');
    }
    out.append(labels.length == 0 ? " " : "} ");
  }

  private void escape(String value) {
    for (int at = 0; at < value.length(); at++) {
      char unit = value.charAt(at);
      switch (unit) {
        case '\\' -> out.append("\\\\");
        case '"' -> out.append("\\\"");
        case '\n' -> out.append("\\n");
        default -> out.append(unit);
      }
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
