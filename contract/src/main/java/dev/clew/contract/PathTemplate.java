package dev.clew.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A path by its segments. A segment with a `{name}` matches every segment that is not empty.
///
/// @param text as written, starts with `/`
record PathTemplate(String text, List<Segment> segments) {
  /// @param literal null for a segment that holds a parameter or a token
  record Segment(@Nullable String literal) {}

  PathTemplate {
    segments = List.copyOf(segments);
  }

  /// @param path of a contract, of an endpoint, or of a request; what follows `?` is left out
  static PathTemplate of(String path) {
    int query = queryStart(path);
    String text = query < 0 ? path : path.substring(0, query);
    String trimmed = text.startsWith("/") ? text.substring(1) : text;
    if (trimmed.endsWith("/")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    List<Segment> segments = new ArrayList<>();
    if (!trimmed.isEmpty()) {
      for (String part : split(trimmed)) {
        segments.add(new Segment(part.contains("{") ? null : part));
      }
    }
    return new PathTemplate("/" + trimmed, segments);
  }

  /// A `/` or a `?` inside of a token is not one of the path.
  private static List<String> split(String path) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int at = 0; at < path.length(); at++) {
      switch (path.charAt(at)) {
        case '{' -> depth++;
        case '}' -> depth = Math.max(0, depth - 1);
        case '/' -> {
          if (depth == 0) {
            parts.add(path.substring(start, at));
            start = at + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(path.substring(start));
    return parts;
  }

  private static int queryStart(String path) {
    int depth = 0;
    for (int at = 0; at < path.length(); at++) {
      switch (path.charAt(at)) {
        case '{' -> depth++;
        case '}' -> depth = Math.max(0, depth - 1);
        case '?' -> {
          if (depth == 0) {
            return at;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  /// How many segments are the same text; -1 when the paths cannot be the same.
  int likeness(PathTemplate other) {
    if (segments.size() != other.segments.size()) {
      return -1;
    }
    int same = 0;
    for (int index = 0; index < segments.size(); index++) {
      String here = segments.get(index).literal();
      String there = other.segments.get(index).literal();
      if (here != null && there != null) {
        if (!here.equals(there)) {
          return -1;
        }
        same++;
      } else if ((here != null && here.isEmpty()) || (there != null && there.isEmpty())) {
        return -1;
      }
    }
    return same;
  }

  /// How many segments are text.
  long literals() {
    return segments.stream().filter(segment -> segment.literal() != null).count();
  }

  boolean isLiteral() {
    return literals() == segments.size();
  }

  /// This behind that prefix; the prefix is not put in front of a path that starts with it.
  PathTemplate behind(String prefix) {
    return of(prefix + text);
  }

  /// Without that prefix; null when it does not start with it.
  @Nullable PathTemplate without(String prefix) {
    if (prefix.isEmpty() || !text.startsWith(prefix)) {
      return null;
    }
    String rest = text.substring(prefix.length());
    return rest.isEmpty() || rest.startsWith("/") ? of(rest) : null;
  }
}
