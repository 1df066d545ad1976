package dev.clew.redaction.text;

import java.util.ArrayList;
import java.util.List;

/// The parts of one text that are to go.
public final class Spans {
  private final List<Span> spans = new ArrayList<>();

  public void add(Span span) {
    spans.add(span);
  }

  public boolean isEmpty() {
    return spans.isEmpty();
  }

  public void addAll(List<Span> others) {
    spans.addAll(others);
  }

  public List<Span> all() {
    return spans;
  }

  /// In order, without overlap: of several that overlap, the strongest names what they cover
  /// together.
  public List<Span> merged() {
    spans.sort(Span.BY_PLACE);
    List<Span> merged = new ArrayList<>();
    for (Span span : spans) {
      if (!merged.isEmpty() && merged.getLast().touches(span)) {
        merged.add(union(merged.removeLast(), span));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  private static Span union(Span left, Span right) {
    Span name = Span.BY_WEIGHT.compare(left, right) <= 0 ? left : right;
    int from = Math.min(left.from(), right.from());
    int to = Math.max(left.to(), right.to());
    return new Span(from, to, name.name(), name.length(), name.rule());
  }
}
