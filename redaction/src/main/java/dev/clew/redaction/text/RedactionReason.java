package dev.clew.redaction.text;

/// Why something was redacted. The strongest comes first.
public record RedactionReason(Kind kind, String detail) implements Comparable<RedactionReason> {
  enum Kind {
    VALUE,
    NAME,
    HEADER,
    URL,
    PATTERN,
    DEPTH
  }

  public static final RedactionReason VALUE = new RedactionReason(Kind.VALUE, "value");
  public static final RedactionReason NAME = new RedactionReason(Kind.NAME, "name");
  public static final RedactionReason HEADER = new RedactionReason(Kind.HEADER, "header-allowlist");
  public static final RedactionReason URL = new RedactionReason(Kind.URL, "url");
  public static final RedactionReason DEPTH = new RedactionReason(Kind.DEPTH, "depth");

  public static RedactionReason pattern(String name) {
    return new RedactionReason(Kind.PATTERN, "pattern:" + name);
  }

  public String wire() {
    return detail;
  }

  @Override
  public int compareTo(RedactionReason other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : detail.compareTo(other.detail);
  }
}
