package dev.clew.engine.evidence;

/// How much of an exchange is kept. An answer that is unsuccessful or only tolerated keeps its
/// body, up to [#UNSUCCESSFUL_BODY_BYTES], with every mode but [#NONE].
public enum Capture {
  /// Method, URL, status, sizes and times.
  NONE,
  /// And headers.
  HEADERS,
  /// And bodies.
  BODIES;

  /// `capture.unsuccessful_body_bytes`: bytes of the redacted body.
  public static final int UNSUCCESSFUL_BODY_BYTES = 64 << 10;

  public boolean keepsHeaders() {
    return this != NONE;
  }
}
