package dev.clew.redaction;

import dev.clew.redaction.scan.Captures;
import dev.clew.redaction.scan.SecretBlock;
import dev.clew.redaction.scan.TextScan;
import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.Spans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of one text is to go, as places in the text as it came: the same places that [TextCleaner]
/// replaces.
final class TextCuts {
  private static final int MAX_ROUNDS = 6;

  private final KnownValues known;
  private final Captures captures;
  private final @Nullable SecretBlock before;
  private @Nullable SecretBlock after;

  TextCuts(KnownValues known, Captures captures) {
    this(known, null, captures);
  }

  /// @param before what the text before has begun and not ended; null when nothing
  TextCuts(KnownValues known, @Nullable SecretBlock before, Captures captures) {
    this.known = known;
    this.before = before;
    this.captures = captures;
  }

  /// What the text has begun and not ended; null when nothing.
  @Nullable SecretBlock after() {
    return after;
  }

  /// In order, without overlap. Again until nothing is found, because what a placeholder leaves
  /// beside it may look like a secret for the first time.
  List<Span> of(String text) {
    if (before == null && known.isHarmless(text)) {
      return List.of();
    }
    List<Span> cuts = List.of();
    String shown = text;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Spans found = find(shown, round == 0);
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
    if (cuts.isEmpty() && before == null && after == null) {
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

  private Spans find(String text, boolean isOriginal) {
    Spans spans = new Spans();
    known.find(text, spans);
    Spans looks = new Spans();
    SecretBlock goesOn = TextScan.find(text, before, captures, looks);
    after = isOriginal ? goesOn : after;
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
