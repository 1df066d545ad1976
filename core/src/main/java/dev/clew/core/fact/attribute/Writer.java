package dev.clew.core.fact.attribute;

/// Who writes an attribute, as far as clew's own producers are concerned. Anybody may.
public enum Writer {
  RUN("a workflow run"),
  EXEC("a recorded command"),
  IMPORT("an import"),
  OTLP("OpenTelemetry"),
  LINEAGE("OpenLineage"),
  CI_LOG("a log of CI"),
  SERVER("the server"),
  OTHERS("others");

  private final String shown;

  Writer(String shown) {
    this.shown = shown;
  }

  /// As the documentation names it.
  public String shown() {
    return shown;
  }
}
