package dev.clew.redaction.text;

/// Why something was redacted. The strongest comes first.
public record Rule(Kind kind, String detail) implements Comparable<Rule> {
  enum Kind {
    VALUE,
    NAME,
    HEADER,
    URL,
    PATTERN,
    DEPTH
  }

  public static final Rule VALUE = new Rule(Kind.VALUE, "value");
  public static final Rule NAME = new Rule(Kind.NAME, "name");
  public static final Rule HEADER = new Rule(Kind.HEADER, "header-allowlist");
  public static final Rule URL = new Rule(Kind.URL, "url");
  public static final Rule DEPTH = new Rule(Kind.DEPTH, "depth");

  public static Rule pattern(String name) {
    return new Rule(Kind.PATTERN, "pattern:" + name);
  }

  public String wire() {
    return detail;
  }

  @Override
  public int compareTo(Rule other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : detail.compareTo(other.detail);
  }
}
