package dev.clew.runs.recording;

/// Which reports are written.
public enum ReportFormat {
  JSON,
  HTML,
  BOTH,
  NONE;

  public boolean json() {
    return this == JSON || this == BOTH;
  }

  public boolean html() {
    return this == HTML || this == BOTH;
  }
}
