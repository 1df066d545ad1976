package dev.clew.redaction;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks for secrets by their looks: one pass of an automaton over the text finds the words that a
/// secret can begin with, and only there is anything more looked at.
final class TextScan implements Automaton.Hits {
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
  private final Captures captures;

  /// Null until there is a hit that they are for: in most texts there is none.
  private @Nullable Assignments assignments;

  private @Nullable Urls urls;
  private int @Nullable [] matchedTo;

  private TextScan(String text, Captures captures, Spans spans) {
    this.text = text;
    this.spans = spans;
    this.captures = captures;
  }

  /// @param captures is told of values in URLs and below quoted names
  static void find(String text, Captures captures, Spans spans) {
    char[] units = text.toCharArray();
    AUTOMATON.scan(units, units.length, new TextScan(text, captures, spans));
    CardNumbers.find(text, spans);
  }

  @Override
  public void hit(int index, int end) {
    String keyword = KEYWORDS.get(index);
    if (index < PATTERNS.size()) {
      pattern(index, end - keyword.length());
      return;
    }
    switch (keyword) {
      case SCHEME_END -> urls().userInfoAt(end);
      case QUERY, FRAGMENT -> urls().parametersAt(end);
      default -> assignments().at(end - 1);
    }
  }

  private void pattern(int index, int start) {
    if (matchedTo == null) {
      matchedTo = new int[PATTERNS.size()];
    }
    if (start >= matchedTo[index]) {
      matchedTo[index] = PATTERNS.get(index).findAt(text, start, spans);
    }
  }

  private Urls urls() {
    if (urls == null) {
      urls = new Urls(text, captures, spans);
    }
    return urls;
  }

  private Assignments assignments() {
    if (assignments == null) {
      assignments = new Assignments(text, captures, spans);
    }
    return assignments;
  }
}
