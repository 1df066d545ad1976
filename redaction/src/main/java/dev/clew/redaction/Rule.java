package dev.clew.redaction;

/// Why something was redacted. The strongest comes first.
record Rule(Kind kind, String detail) implements Comparable<Rule> {
  enum Kind {
    VALUE,
    NAME,
    HEADER,
    URL,
    PATTERN,
    DEPTH
  }

  static final Rule VALUE = new Rule(Kind.VALUE, "value");
  static final Rule NAME = new Rule(Kind.NAME, "name");
  static final Rule HEADER = new Rule(Kind.HEADER, "header-allowlist");
  static final Rule URL = new Rule(Kind.URL, "url");
  static final Rule DEPTH = new Rule(Kind.DEPTH, "depth");

  static Rule pattern(String name) {
    return new Rule(Kind.PATTERN, "pattern:" + name);
  }

  String wire() {
    return detail;
  }

  @Override
  public int compareTo(Rule other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : detail.compareTo(other.detail);
  }
}
