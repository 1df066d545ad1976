package dev.clew.logs.rules;

import com.google.re2j.Pattern;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A pattern of RE2's syntax in which `^` and `$` are of a line. It is compiled when it is first
/// needed: a run that prints little pays for few. Thread-safe.
public final class LinePattern {
  private final String text;
  private volatile @Nullable Pattern compiled;

  LinePattern(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /// @throws com.google.re2j.PatternSyntaxException when it is none
  Pattern compiled() {
    Pattern pattern = compiled;
    if (pattern == null) {
      pattern = Pattern.compile(text, Pattern.MULTILINE);
      compiled = pattern;
    }
    return pattern;
  }

  boolean isIn(String subject) {
    return compiled().matcher(subject).find();
  }

  /// The named groups that took part; null when the pattern does not fit.
  @Nullable SortedMap<String, String> find(String subject) {
    Pattern pattern = compiled();
    var matcher = pattern.matcher(subject);
    if (!matcher.find()) {
      return null;
    }
    SortedMap<String, String> captures = new TreeMap<>();
    for (String name : pattern.namedGroups().keySet()) {
      String value = matcher.group(name);
      if (value != null) {
        captures.put(name, value);
      }
    }
    return Collections.unmodifiableSortedMap(captures);
  }
}
