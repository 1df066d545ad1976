package dev.clew.core.source;

import dev.clew.core.source.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong, so that one pass reports every mistake. Not thread-safe; lives for one
/// reading or planning.
public final class Diagnostics {
  /// More mistakes than this are counted and not shown: nobody reads them, and finding their places
  /// takes time.
  public static final int MAX_SHOWN = 200;

  private final List<Diagnostic> found = new ArrayList<>();
  private int left;

  /// The same mistakes, to which others can be added.
  public Diagnostics copy() {
    Diagnostics copy = new Diagnostics();
    copy.found.addAll(found);
    copy.left = left;
    return copy;
  }

  public void add(Rule rule, String file, Position at, String message) {
    add(rule, file, at, message, null);
  }

  public void add(
      Rule rule, String file, Position at, String message, @Nullable String suggestion) {
    if (found.size() >= MAX_SHOWN) {
      left++;
      return;
    }
    found.add(
        new Diagnostic(
            rule,
            rule.severity(),
            file,
            at.line(),
            at.column(),
            oneLine(message),
            suggestion == null ? null : oneLine(suggestion)));
  }

  /// As the others; the place is computed only when the mistake is shown.
  public void add(Rule rule, Place place, int offset, String message, @Nullable String suggestion) {
    Position at = found.size() >= MAX_SHOWN ? Position.NONE : place.at(offset);
    add(rule, place.file(), at, message, suggestion);
  }

  public boolean hasErrors() {
    if (left > 0) {
      return true;
    }
    for (Diagnostic diagnostic : found) {
      if (diagnostic.isError()) {
        return true;
      }
    }
    return false;
  }

  /// How many were found so far; a caller compares two counts to know whether a step found
  /// something.
  public int size() {
    return found.size() + left;
  }

  /// Sorted by place; files in the order in which they were first complained about.
  public List<Diagnostic> inOrder() {
    if (found.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> files = new LinkedHashMap<>();
    for (Diagnostic diagnostic : found) {
      files.putIfAbsent(diagnostic.file(), files.size());
    }
    List<Diagnostic> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.<Diagnostic>comparingInt(each -> files.getOrDefault(each.file(), 0))
            .thenComparingInt(Diagnostic::line)
            .thenComparingInt(Diagnostic::column));
    if (left > 0) {
      String message = left + " more mistakes are not shown";
      Diagnostic last = sorted.getLast();
      sorted.add(
          new Diagnostic(
              FileRule.TOO_MANY_MISTAKES, Severity.ERROR, last.file(), 0, 0, message, null));
    }
    return List.copyOf(sorted);
  }

  private static String oneLine(String message) {
    StringBuilder out = new StringBuilder(message.length());
    for (int at = 0; at < message.length(); at++) {
      char unit = message.charAt(at);
      out.append(Character.isISOControl(unit) ? ' ' : unit);
    }
    return out.toString();
  }
}
