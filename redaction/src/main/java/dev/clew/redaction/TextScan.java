package dev.clew.redaction;

import java.util.ArrayList;
import java.util.List;

/// Looks for secrets by their looks: one pass of an automaton over the text finds the words that a
/// secret can begin with, and only there is anything more looked at.
final class TextScan {
  private static final List<String> PARTS_OF_NAMES =
      List.of(
          "pass",
          "pwd",
          "secret",
          "token",
          "key",
          "credential",
          "authorization",
          "cookie",
          "jwt",
          "sess",
          "csrf",
          "xsrf",
          "otp",
          "pin",
          "ssn",
          "cvv",
          "cvc",
          "csc",
          "pan",
          "bearer",
          "auth",
          "card",
          "security",
          "code",
          "connection",
          "assertion");

  private static final String SCHEME_END = "://";
  private static final String QUERY = "?";
  private static final String FRAGMENT = "#";

  private static final List<String> KEYWORDS = new ArrayList<>();
  private static final List<TokenPattern> PATTERNS = new ArrayList<>();
  private static final Automaton AUTOMATON;

  static {
    for (TokenPattern pattern : TokenPattern.ALL) {
      for (String keyword : pattern.keywords()) {
        KEYWORDS.add(keyword);
        PATTERNS.add(pattern);
      }
    }
    KEYWORDS.addAll(PARTS_OF_NAMES);
    KEYWORDS.addAll(List.of(SCHEME_END, QUERY, FRAGMENT));
    AUTOMATON = new Automaton(KEYWORDS);
  }

  private final String text;
  private final Spans spans;
  private final Assignments assignments;
  private final Urls urls;
  private final int[] matchedTo = new int[PATTERNS.size()];

  private TextScan(String text, Captures captures, Spans spans) {
    this.text = text;
    this.spans = spans;
    this.assignments = new Assignments(text, captures, spans);
    this.urls = new Urls(text, captures, spans);
  }

  /// @param captures is told of values in URLs and below quoted names
  static void find(String text, Captures captures, Spans spans) {
    TextScan scan = new TextScan(text, captures, spans);
    char[] units = text.toCharArray();
    AUTOMATON.scan(units, units.length, scan::hit);
    CardNumbers.find(text, spans);
  }

  private void hit(int index, int end) {
    String keyword = KEYWORDS.get(index);
    if (index < PATTERNS.size()) {
      int start = end - keyword.length();
      if (start >= matchedTo[index]) {
        matchedTo[index] = PATTERNS.get(index).findAt(text, start, spans);
      }
      return;
    }
    switch (keyword) {
      case SCHEME_END -> urls.userInfoAt(end);
      case QUERY, FRAGMENT -> urls.parametersAt(end);
      default -> assignments.at(end - 1);
    }
  }
}
