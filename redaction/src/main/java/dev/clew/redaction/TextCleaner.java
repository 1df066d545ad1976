package dev.clew.redaction;

import dev.clew.redaction.scan.Captures;
import dev.clew.redaction.scan.TextScan;
import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.text.Pointer;
import dev.clew.redaction.text.RedactionReason;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.Spans;
import java.util.List;

/// Takes the secrets out of one text. Returns the same instance when there are none.
final class TextCleaner {
  /// What a placeholder leaves beside it may look like a secret for the first time. Again until
  /// nothing is found, so that redacting twice is redacting once; bounded against the unforeseen.
  private static final int MAX_ROUNDS = 6;

  private final KnownValues known;
  private final boolean onlyValues;
  private final Captures captures;
  private final Findings findings;

  /// @param onlyValues whether only known values are to go, and nothing by its looks
  TextCleaner(KnownValues known, boolean onlyValues, Captures captures, Findings findings) {
    this.known = known;
    this.onlyValues = onlyValues;
    this.captures = captures;
    this.findings = findings;
  }

  /// Looks for what only the format of a text shows: the parameters of a form, the parts of a
  /// multipart body.
  @FunctionalInterface
  interface Finder {
    Finder NONE = (text, captures, spans) -> {};

    void find(String text, Captures captures, Spans spans);
  }

  String clean(String text, Pointer where) {
    if (onlyValues) {
      return clean(text, where, Finder.NONE);
    }
    if (known.isHarmless(text)) {
      return text;
    }
    String cleaned = clean(text, where, Finder.NONE);
    if (cleaned.equals(text)) {
      known.remember(text);
    }
    return cleaned;
  }

  String clean(String text, Pointer where, Finder format) {
    String cleaned = text;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Spans spans = new Spans();
      known.find(cleaned, spans);
      if (!onlyValues) {
        format.find(cleaned, captures, spans);
        findLooks(cleaned, spans);
      }
      if (spans.isEmpty()) {
        return cleaned;
      }
      cleaned = replace(cleaned, spans.merged(), where);
    }
    return cleaned;
  }

  /// As [#clean], but nothing is recorded or captured.
  String quietly(String text) {
    return new TextCleaner(known, onlyValues, Captures.NONE, new Findings())
        .clean(text, Pointer.of(""));
  }

  /// Takes parts out of a text that somebody else has found.
  String cut(String text, Spans found, Pointer where) {
    return replace(text, found.merged(), where);
  }

  /// By value only: names of stages and members, ids.
  String cleanValues(String text, Pointer where) {
    Spans spans = new Spans();
    known.find(text, spans);
    return spans.isEmpty() ? text : replace(text, spans.merged(), where);
  }

  /// Records that a whole value went, and returns what stands for it.
  String replaced(String name, int length, RedactionReason rule, Pointer where) {
    String shown = safeName(name, length);
    findings.add(new Finding(safePlace(where), shown, rule, length));
    return Placeholder.of(shown, length);
  }

  private void findLooks(String text, Spans spans) {
    Spans found = new Spans();
    TextScan.find(text, captures, found);
    if (found.isEmpty()) {
      return;
    }
    for (Span span : found.all()) {
      if (!Placeholder.covers(text, span.from())) {
        spans.add(span);
      }
    }
  }

  private String replace(String text, List<Span> spans, Pointer where) {
    StringBuilder out = new StringBuilder(text.length());
    int kept = 0;
    for (Span span : spans) {
      out.append(text, kept, span.from());
      out.append(replaced(span.name(), span.length(), span.rule(), where));
      kept = span.to();
    }
    return out.append(text, kept, text.length()).toString();
  }

  /// Names of members that are harmless one by one may be a secret when they are joined by `/`.
  private String safePlace(Pointer where) {
    String place = where.toString();
    Spans spans = new Spans();
    known.find(place, spans);
    return spans.isEmpty() ? place : anonymous(place, spans.merged());
  }

  private static String anonymous(String text, List<Span> spans) {
    StringBuilder out = new StringBuilder();
    int kept = 0;
    for (Span span : spans) {
      out.append(text, kept, span.from()).append(Placeholder.of("", span.length()));
      kept = span.to();
    }
    return out.append(text, kept, text.length()).toString();
  }

  /// A name can hold the secret itself: a key such as `hunter2_token`.
  private String safeName(String name, int length) {
    String shown = Placeholder.nameOf(name);
    return known.occursIn(Placeholder.of(shown, length)) ? Placeholder.ANONYMOUS : shown;
  }
}
