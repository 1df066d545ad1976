package dev.clew.redaction;

import dev.clew.redaction.text.Automaton;
import dev.clew.redaction.text.Characters;
import dev.clew.redaction.text.Decoded;
import dev.clew.redaction.text.Escape;
import dev.clew.redaction.text.HexDigest;
import dev.clew.redaction.text.RedactionReason;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.Spans;
import dev.clew.redaction.value.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The values that were secret at one moment, ready to be looked for. Thread-safe; the values do
/// not change.
final class KnownValues {
  static final KnownValues NONE = new KnownValues(List.of());

  /// One escape inside another, the first of them of this many characters a character: `%26%23x41;`
  /// is an `A`.
  private static final int MAX_ESCAPED_CHARS = 12;

  private static final int MAX_ESCAPES = 2;
  private static final int HARMLESS_CHARS = 128;
  private static final int HARMLESS_TEXTS = 4_096;
  private static final int CHUNK_CHARS = 1 << 20;

  /// How much may be compared beyond anchors, for each character of text. What is over it counts as
  /// found: a text that is made to be slow is redacted too much, not too little.
  private static final int COMPARISONS_PER_CHAR = 32;

  private final List<Tier> tiers;
  private final int longest;
  private final boolean spaces;
  private final int size;

  /// Short texts in which nothing was found, by these values or by their looks: the events of a run
  /// say the same words again and again.
  private final Set<String> harmless = ConcurrentHashMap.newKeySet();

  private KnownValues(List<Tier> tiers) {
    this.tiers = tiers;
    this.longest = tiers.stream().mapToInt(Tier::longest).max().orElse(0);
    this.spaces = tiers.stream().anyMatch(Tier::spaces);
    this.size = tiers.stream().mapToInt(tier -> tier.forms().size()).sum();
  }

  private record Tier(List<Form> forms, Automaton automaton, int longest, boolean spaces) {
    static Tier of(List<Form> forms) {
      List<String> anchors = new ArrayList<>(forms.size());
      int longest = 0;
      boolean spaces = false;
      for (Form form : forms) {
        anchors.add(form.text().substring(0, form.anchorLength()));
        longest = Math.max(longest, form.text().length());
        spaces |= form.text().indexOf(' ') >= 0;
      }
      return new Tier(List.copyOf(forms), new Automaton(anchors), longest, spaces);
    }
  }

  /// With these too. Small automata are merged into larger ones, so that learning one secret after
  /// the other builds each of them again only a logarithmic number of times.
  KnownValues plus(List<Form> forms) {
    if (forms.isEmpty()) {
      return this;
    }
    List<Tier> grown = new ArrayList<>(tiers);
    List<Form> added = new ArrayList<>(forms);
    while (!grown.isEmpty() && grown.getLast().forms().size() <= 2 * added.size()) {
      added.addAll(0, grown.removeLast().forms());
    }
    grown.add(Tier.of(added));
    return new KnownValues(List.copyOf(grown));
  }

  boolean isHarmless(String text) {
    return text.length() <= HARMLESS_CHARS && harmless.contains(text);
  }

  /// That nothing was found in that text, by these values or by its looks.
  void remember(String text) {
    if (text.length() <= HARMLESS_CHARS && harmless.size() < HARMLESS_TEXTS) {
      harmless.add(text);
    }
  }

  int size() {
    return size;
  }

  /// How the values begin, as they are looked for.
  List<String> anchors() {
    List<String> anchors = new ArrayList<>(size);
    for (Tier tier : tiers) {
      for (Form form : tier.forms()) {
        anchors.add(form.text().substring(0, form.anchorLength()));
      }
    }
    return anchors;
  }

  /// Whether one has a space, which a `+` may stand for.
  boolean hasSpaces() {
    return spaces;
  }

  boolean isEmpty() {
    return tiers.isEmpty();
  }

  boolean occursIn(String text) {
    if (isHarmless(text)) {
      return false;
    }
    Spans spans = new Spans();
    find(text, spans);
    return !spans.isEmpty();
  }

  void find(String text, Spans spans) {
    if (isEmpty() || text.length() < SecretRedactor.MIN_VALUE_CHARS) {
      return;
    }
    long overlap = Math.min((long) longest * MAX_ESCAPED_CHARS, text.length());
    int chunk = (int) Math.max(CHUNK_CHARS, 4 * overlap);
    int from = 0;
    while (true) {
      int to = (int) Math.min((long) from + chunk, text.length());
      find(text, Decoded.plain(text, from, to), 0, spans);
      if (to == text.length()) {
        return;
      }
      from = to - (int) overlap;
    }
  }

  private void find(String text, Decoded view, int undone, Spans spans) {
    for (Tier tier : tiers) {
      new Search(text, view, tier, spans).run();
    }
    if (undone == MAX_ESCAPES || !Escape.mayOccurIn(view)) {
      return;
    }
    for (Escape escape : Escape.ALL) {
      if (escape == Escape.FORM && !spaces) {
        continue;
      }
      Decoded inner = escape.undo(view);
      if (inner != null) {
        find(text, inner, undone + 1, spans);
      }
    }
  }

  /// One automaton over one view of a text.
  private static final class Search {
    private final String text;
    private final Decoded view;
    private final Tier tier;
    private final Spans spans;
    private long comparisons;

    Search(String text, Decoded view, Tier tier, Spans spans) {
      this.text = text;
      this.view = view;
      this.tier = tier;
      this.spans = spans;
      this.comparisons = COMPARISONS_PER_CHAR * (long) view.length();
    }

    void run() {
      tier.automaton().scan(view.units(), view.length(), this::hit);
    }

    private void hit(int index, int anchorEnd) {
      Form form = tier.forms().get(index);
      int first = anchorEnd - form.anchorLength();
      int end = end(form, first, anchorEnd);
      if (end < 0) {
        return;
      }
      int from = view.start(form.left() ? mixedBefore(first) : first);
      int to = form.right() ? paddedEnd(view.start(end)) : view.start(end);
      if (!HexDigest.hides(text, from, to)) {
        spans.add(
            new Span(
                from, to, form.secret().name(), form.secret().length(), RedactionReason.VALUE));
      }
    }

    /// Where the form ends in the view. A long one counts also when only its first half is there,
    /// as in a message that was cut. -1 when it does not.
    private int end(Form form, int first, int anchorEnd) {
      int length = form.text().length();
      int end = anchorEnd;
      while (end - first < length && end < view.length()) {
        if (--comparisons < 0) {
          return Math.min(first + length, view.length());
        }
        if (Characters.lower(view.units()[end]) != form.text().charAt(end - first)) {
          break;
        }
        end++;
      }
      return end - first >= length || end == view.length() || end - first >= length / 2 ? end : -1;
    }

    private int mixedBefore(int first) {
      return first > 0 && Characters.isBase64(view.units()[first - 1]) ? first - 1 : first;
    }

    private int paddedEnd(int end) {
      int at = end;
      if (at < text.length() && Characters.isBase64(text.charAt(at))) {
        at++;
      }
      while (at < text.length() && text.charAt(at) == '=') {
        at++;
      }
      return at;
    }
  }
}
