package dev.clew.redaction;

import dev.clew.core.ledger.RedactedPart;
import dev.clew.core.ledger.StreamRedaction;
import dev.clew.redaction.scan.Captures;
import dev.clew.redaction.scan.SecretBlock;
import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.StreamText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the secrets out of a stream line by line. A line ends with a line feed or with a carriage
/// return; each is looked at whole, so that no secret is cut by how the bytes arrived.
///
/// A line of more than [#BLOCK_BYTES] is looked at in blocks that see [#OVERLAP_BYTES] of their
/// neighbours. A private key over several lines is recognised by its first line.
final class SecretStream extends StreamRedaction {
  /// `stream.block_bytes`: of a longer line, so much is looked at in one piece.
  static final int BLOCK_BYTES = 256 << 10;

  /// `stream.overlap_bytes`: how much of its neighbours such a piece sees. A secret that is longer
  /// as it is written may be missed in part, in a line that long.
  static final int OVERLAP_BYTES = 64 << 10;

  /// `stream.key_bytes`: a private key that has not ended by then is none.
  static final int KEY_BYTES = 64 << 10;

  private static final String KEY = "private-key";
  private static final String KEY_BEGIN = "-----BEGIN";
  private static final String KEY_WORDS = "PRIVATE KEY";
  private static final String KEY_END = "-----END";
  private static final String BINARY = "binary";

  /// `stream.screen_after`: so much is looked at line by line before a screen is made, for the
  /// secrets that are known then, and again after so much when there are more.
  private static final int SCREEN_AFTER_BYTES = 512 << 10;

  private final KnownSecrets secrets;
  private @Nullable LineScreen screen;
  private final long screenAfter;
  private long screenAt;
  private long taken;
  private byte[] held = new byte[64 << 10];

  /// `held` has what was seen already, for the looks of what follows it, up to `from`, and what was
  /// not up to `to`.
  private int from;

  private int to;
  private int scanned;
  private int keyBytes = -1;

  /// What a line has begun and not ended; null when nothing.
  private @Nullable SecretBlock open;

  SecretStream(KnownSecrets secrets) {
    this(secrets, SCREEN_AFTER_BYTES);
  }

  /// @param screenAfter bytes
  SecretStream(KnownSecrets secrets, long screenAfter) {
    this.secrets = secrets;
    this.screenAfter = screenAfter;
    screenAt = screenAfter;
  }

  @Override
  public void take(byte[] bytes, int start, int end) {
    int length = end - start;
    if (held.length - to < length) {
      held = Arrays.copyOf(held, Math.max(held.length * 2, to + length));
    }
    System.arraycopy(bytes, start, held, to, length);
    to += length;
    taken += length;
  }

  @Override
  public int heldBytes() {
    return to - from;
  }

  @Override
  public List<RedactedPart> ready() {
    return parts(false);
  }

  @Override
  public List<RedactedPart> end() {
    return parts(true);
  }

  private List<RedactedPart> parts(boolean atEnd) {
    List<RedactedPart> parts = new ArrayList<>();
    PartBytes part = new PartBytes();
    int context = 0;
    int plainTo = from;
    int suspect = -1;
    while (from < to) {
      if (plainTo <= from && context == from && from != suspect) {
        plainTo = mayScreen() ? plainTo() : from;
        suspect = plainTo;
      }
      if (plainTo > from) {
        keepPlain(plainTo, part);
        context = from;
      } else {
        int next = lineOrBlock(context, atEnd, part);
        if (next < 0) {
          break;
        }
        context = next;
      }
      if (part.isFull()) {
        parts.add(part(part.bytes(), part.originalLength(), part.replacements()));
        part = new PartBytes();
      }
    }
    if (!part.isEmpty()) {
      parts.add(part(part.bytes(), part.originalLength(), part.replacements()));
    }
    forget(context);
    return parts;
  }

  /// Looks at the line that begins at `from`, or at a block of one that is too long.
  ///
  /// @return from where what follows sees it; -1 when the line has not ended
  private int lineOrBlock(int context, boolean atEnd, PartBytes part) {
    int end = lineEnd(atEnd);
    if ((end < 0 ? to : end) - from > BLOCK_BYTES + OVERLAP_BYTES) {
      block(context, part);
      return Math.max(context, from - OVERLAP_BYTES);
    }
    if (end < 0) {
      return -1;
    }
    line(context, end, part);
    return from;
  }

  /// Whether lines can be screened: nothing goes on from the line before, and the screen knows all
  /// secrets.
  private boolean mayScreen() {
    if (keyBytes >= 0 || open != null) {
      return false;
    }
    KnownValues known = secrets.known();
    if (screen != null && screen.isFor(known)) {
      return true;
    }
    if (taken < screenAt) {
      return false;
    }
    screen = LineScreen.of(known);
    screenAt = taken + screenAfter;
    return screen != null;
  }

  /// Where the first line begins that is suspect or has not ended.
  private int plainTo() {
    int end = lineStart(to);
    int suspect = end > from && screen != null ? screen.suspect(held, from, end) : -1;
    return suspect < 0 ? Math.max(from, end) : lineStart(suspect);
  }

  /// Of the line in which that place is; `from` when it is the first.
  private int lineStart(int place) {
    int at = place;
    while (at > from && held[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  /// Keeps whole lines, up to where the part is full.
  private void keepPlain(int end, PartBytes part) {
    int at = from + Math.max(part.room(), 1) - 1;
    while (at < end && held[at] != '\n') {
      at++;
    }
    int keptTo = Math.min(end, at + 1);
    part.keep(held, from, keptTo);
    from = keptTo;
    scanned = Math.max(scanned, from);
  }

  private void forget(int context) {
    System.arraycopy(held, context, held, 0, to - context);
    from -= context;
    to -= context;
    scanned = Math.max(from, scanned - context);
  }

  /// Behind the terminator of the line that begins at `from`; -1 when it has not ended.
  private int lineEnd(boolean atEnd) {
    for (int at = Math.max(from, scanned); at < to; at++) {
      if (held[at] == '\n') {
        scanned = at;
        return at + 1;
      }
      if (held[at] == '\r') {
        scanned = at;
        if (at + 1 < to) {
          return held[at + 1] == '\n' ? at + 2 : at + 1;
        }
        return atEnd ? to : -1;
      }
    }
    scanned = to;
    return atEnd ? to : -1;
  }

  private void line(int context, int end, PartBytes part) {
    int textEnd = end;
    while (textEnd > from && (held[textEnd - 1] == '\n' || held[textEnd - 1] == '\r')) {
      textEnd--;
    }
    StreamText text = StreamText.of(held, context, textEnd);
    if (!wasKey(text.text(), textEnd, part)) {
      int done = copy(text, context, textEnd, part);
      from = done;
    }
    part.keep(held, from, end);
    from = end;
    scanned = Math.max(scanned, from);
  }

  /// Whether the line belongs to a private key that began before it.
  private boolean wasKey(String text, int textEnd, PartBytes part) {
    if (keyBytes < 0) {
      int begin = text.lastIndexOf(KEY_BEGIN);
      if (begin >= 0 && text.indexOf(KEY_WORDS, begin) > 0 && text.indexOf(KEY_END, begin) < 0) {
        keyBytes = 0;
      }
      return false;
    }
    keyBytes += textEnd - from;
    if (textEnd > from) {
      part.replace(Placeholder.of(KEY, textEnd - from), textEnd - from, KEY, "pattern:" + KEY);
    }
    from = textEnd;
    if (text.contains(KEY_END) || keyBytes > KEY_BYTES) {
      keyBytes = -1;
    }
    return true;
  }

  private void block(int context, PartBytes part) {
    int end = from + BLOCK_BYTES;
    while (end > from + BLOCK_BYTES - 3 && (held[end] & 0xC0) == 0x80) {
      end--;
    }
    StreamText text = StreamText.of(held, context, end + OVERLAP_BYTES);
    open = null;
    from = copy(text, context, end, part);
    scanned = Math.max(scanned, from);
  }

  /// Takes what is between `from` and `end` without its secrets, and a secret that goes on to where
  /// it ends.
  ///
  /// @param text what is held from `context`
  /// @return where what was taken ends
  private int copy(StreamText text, int context, int end, PartBytes part) {
    if (text.isBinary()) {
      part.replace(Placeholder.of(BINARY, end - from), end - from, BINARY, BINARY);
      return end;
    }
    int kept = from;
    int first = text.charAt(from - context);
    int counted = first;
    int place = from;
    TextCuts finder = new TextCuts(secrets.known(), Captures.NONE);
    for (Span cut : cuts(text.text())) {
      int start = Math.max(cut.from(), first);
      if (cut.to() <= first) {
        continue;
      }
      place += text.bytes(counted, start);
      if (place >= end) {
        break;
      }
      part.keep(held, kept, place);
      int length = text.bytes(start, cut.to());
      part.replace(finder.placeholder(cut), length, cut.name(), cut.rule().wire());
      place += length;
      kept = place;
      counted = cut.to();
    }
    part.keep(held, kept, Math.max(kept, end));
    return Math.max(kept, end);
  }

  /// Twice when the text itself names a secret that was not known.
  private List<Span> cuts(String text) {
    Learning learning = new Learning(secrets);
    TextCuts finder = new TextCuts(secrets.known(), open, learning);
    List<Span> cuts = finder.of(text);
    if (learning.hasLearned()) {
      finder = new TextCuts(secrets.known(), open, new Learning(secrets));
      cuts = finder.of(text);
    }
    open = finder.after();
    return few(cuts);
  }

  /// Of more cuts than an event can list, neighbours become one, with what is between them.
  private static List<Span> few(List<Span> cuts) {
    int size = cuts.size() / PartBytes.FULL_REPLACEMENTS + 1;
    if (size == 1) {
      return cuts;
    }
    List<Span> few = new ArrayList<>();
    for (int at = 0; at < cuts.size(); at += size) {
      Span first = cuts.get(at);
      Span last = cuts.get(Math.min(at + size, cuts.size()) - 1);
      int length = last.to() - first.from();
      few.add(new Span(first.from(), last.to(), first.name(), length, first.rule()));
    }
    return few;
  }
}
