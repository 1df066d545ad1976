package dev.clew.logs.framing;

import java.util.ArrayList;
import java.util.List;

/// The places of lines in a stream; lines that follow each other become one range. Not thread-safe.
final class LineSpans {
  /// @param next where the line after it begins
  private record Span(long from, long to, long next) {}

  private final List<Span> spans = new ArrayList<>();

  public void add(long from, long to, long next) {
    Span last = spans.isEmpty() ? null : spans.getLast();
    if (last != null && last.next() == from) {
      spans.set(spans.size() - 1, new Span(last.from(), to, next));
    } else {
      spans.add(new Span(from, to, next));
    }
  }

  void move(LineSpans more) {
    for (Span span : more.spans) {
      add(span.from(), span.to(), span.next());
    }
    more.spans.clear();
  }

  int size() {
    return spans.size();
  }

  List<Range> take() {
    List<Range> ranges = new ArrayList<>(spans.size());
    for (Span span : spans) {
      ranges.add(new Range(span.from(), span.to() - span.from()));
    }
    spans.clear();
    return List.copyOf(ranges);
  }
}
