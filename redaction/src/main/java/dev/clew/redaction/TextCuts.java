package dev.clew.redaction;

import java.util.List;

/// What of one text is to go, as places in the text as it came: the same places that [TextCleaner]
/// replaces.
final class TextCuts {
  private static final int MAX_ROUNDS = 6;

  private final KnownValues known;
  private final Captures captures;

  TextCuts(KnownValues known, Captures captures) {
    this.known = known;
    this.captures = captures;
  }

  /// In order, without overlap. Again until nothing is found, because what a placeholder leaves
  /// beside it may look like a secret for the first time.
  List<Span> of(String text) {
    if (known.isHarmless(text)) {
      return List.of();
    }
    List<Span> cuts = List.of();
    String shown = text;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Spans found = find(shown);
      if (found.isEmpty()) {
        break;
      }
      Spans all = new Spans();
      all.addAll(cuts);
      for (Span span : found.all()) {
        all.add(inOriginal(span, cuts));
      }
      List<Span> merged = all.merged();
      if (merged.equals(cuts)) {
        break;
      }
      cuts = merged;
      shown = shown(text, cuts);
    }
    if (cuts.isEmpty()) {
      known.remember(text);
    }
    return cuts;
  }

  /// What stands for a cut. A name can hold the secret itself.
  String placeholder(Span cut) {
    String shown = Placeholder.nameOf(cut.name());
    String placeholder = Placeholder.of(shown, cut.length());
    return known.occursIn(placeholder)
        ? Placeholder.of(Placeholder.ANONYMOUS, cut.length())
        : placeholder;
  }

  private Spans find(String text) {
    Spans spans = new Spans();
    known.find(text, spans);
    Spans looks = new Spans();
    TextScan.find(text, captures, looks);
    for (Span span : looks.all()) {
      if (!Placeholder.covers(text, span.from())) {
        spans.add(span);
      }
    }
    return spans;
  }

  private String shown(String text, List<Span> cuts) {
    StringBuilder out = new StringBuilder(text.length());
    int kept = 0;
    for (Span cut : cuts) {
      out.append(text, kept, cut.from()).append(placeholder(cut));
      kept = cut.to();
    }
    return out.append(text, kept, text.length()).toString();
  }

  /// A place in what is shown, as the place in the text that it stands for. One within a
  /// placeholder takes the whole cut.
  private Span inOriginal(Span span, List<Span> cuts) {
    int from = span.from();
    int to = span.to();
    int shift = 0;
    for (Span cut : cuts) {
      int start = cut.from() - shift;
      int length = placeholder(cut).length();
      int grown = cut.to() - cut.from() - length;
      if (span.from() >= start + length) {
        from += grown;
      } else if (span.from() > start) {
        from = cut.from();
      }
      if (span.to() >= start + length) {
        to += grown;
      } else if (span.to() > start) {
        to = cut.to();
      }
      shift += grown;
    }
    return new Span(from, to, span.name(), span.length(), span.rule());
  }
}
