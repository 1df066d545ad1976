package dev.clew.redaction;

import dev.clew.redaction.name.SecretNames;
import dev.clew.redaction.scan.Assignments;
import dev.clew.redaction.scan.CardNumbers;
import dev.clew.redaction.scan.TextScan;
import dev.clew.redaction.scan.Urls;
import dev.clew.redaction.text.Automaton;
import dev.clew.redaction.text.Characters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells which lines of output need not be looked at for secrets: one step of a table a byte finds
/// the words that a secret can begin with, the secrets that are known, long numbers, and whatever
/// is not ASCII. A line without any is as it was; of every other [TextCuts] decides. Says too much
/// and never too little. Not thread-safe.
final class LineScreen {
  /// A larger table costs more than it saves.
  private static final int MAX_ENTRIES = 1 << 20;

  private static final int MAX_NAME_CHARS = Assignments.MAX_NAME_CHARS;
  private static final int NAMES_KNOWN = 1 << 12;
  private static final int ENDS = 1 << 31;
  private static final int ASCII = 128;

  /// A run of digits with this many may be a payment card's.
  private static final int CARD_DIGITS = CardNumbers.MIN_DIGITS;

  private final KnownValues known;
  private final Automaton words;
  private final List<String> texts;
  private final int firstAnchor;
  private final byte[] classOf = new byte[256];
  private final int width;
  private final int[] table;

  /// By digits in the run, twice, and whether a separator came last; then by class.
  private final byte[] runs;

  private final byte[][] harmlessNames = new byte[NAMES_KNOWN][];
  private boolean isSuspect;
  private byte[] bytes = {};
  private int to;

  private LineScreen(
      KnownValues known, Automaton words, List<String> texts, int firstAnchor, String letters) {
    this.known = known;
    this.words = words;
    this.texts = texts;
    this.firstAnchor = firstAnchor;
    String all = withCardUnits(letters);
    int bad = all.length() + 1;
    width = bad + 1;
    for (int at = 0; at < all.length(); at++) {
      classOf[all.charAt(at)] = (byte) (at + 1);
    }
    for (char unit = 'A'; unit <= 'Z'; unit++) {
      classOf[unit] = classOf[Characters.lower(unit)];
    }
    classOf[0] = (byte) bad;
    Arrays.fill(classOf, ASCII, classOf.length, (byte) bad);
    table = table(all, bad);
    runs = runs();
  }

  /// Null when there are more secrets than a table is worth, or some that are not ASCII.
  static @Nullable LineScreen of(KnownValues known) {
    List<String> texts = new ArrayList<>(TextScan.words());
    int firstAnchor = texts.size();
    if (!known.isEmpty()) {
      texts.addAll(List.of("\\", "%", "&"));
      if (known.hasSpaces()) {
        texts.add("+");
      }
      texts.addAll(known.anchors());
    }
    Automaton words = new Automaton(texts);
    String letters = words.letters();
    boolean fits = (long) words.nodes() * (letters.length() + 16) <= MAX_ENTRIES;
    boolean isAscii = letters.chars().allMatch(unit -> unit > 0 && unit < ASCII);
    return fits && isAscii ? new LineScreen(known, words, texts, firstAnchor, letters) : null;
  }

  private static String withCardUnits(String letters) {
    StringBuilder all = new StringBuilder(letters);
    for (char unit : "0123456789 -".toCharArray()) {
      if (letters.indexOf(unit) < 0) {
        all.append(unit);
      }
    }
    return all.toString();
  }

  private int[] table(String letters, int bad) {
    int[] steps = new int[words.nodes() * width];
    for (int node = 0; node < words.nodes(); node++) {
      for (int at = 0; at < letters.length(); at++) {
        int next = words.next(node, letters.charAt(at));
        steps[node * width + at + 1] = next * width | (words.ends(next) ? ENDS : 0);
      }
      steps[node * width + bad] = ENDS;
    }
    return steps;
  }

  private byte[] runs() {
    byte[] next = new byte[2 * CARD_DIGITS * 256];
    for (int state = 0; state < 2 * CARD_DIGITS; state++) {
      for (int unit = 0; unit < 256; unit++) {
        boolean isDigit = unit < ASCII && Characters.isDigit((char) unit);
        boolean separates = (unit == ' ' || unit == '-') && state >= 2 && (state & 1) == 0;
        int digits = state >> 1;
        int after = isDigit ? 2 * (digits + 1) : separates ? state + 1 : 0;
        next[state << 8 | unit] = after >= 2 * CARD_DIGITS ? -1 : (byte) after;
      }
    }
    return next;
  }

  /// Whether it is for those values, which may have become more.
  boolean isFor(KnownValues values) {
    return known == values;
  }

  /// Where the first word ends that makes its line suspect; -1 when there is none.
  int suspect(byte[] text, int from, int end) {
    bytes = text;
    to = end;
    int row = 0;
    int run = 0;
    for (int at = from; at < end; at++) {
      int unit = text[at] & 0xFF;
      row = table[row + classOf[unit]];
      run = runs[run << 8 | unit];
      if ((row | run) < 0) {
        if (run < 0 || isSuspect(row & ~ENDS, at + 1)) {
          return at + 1;
        }
        row &= ~ENDS;
      }
    }
    return -1;
  }

  private boolean isSuspect(int row, int end) {
    if (row == 0) {
      return true;
    }
    isSuspect = false;
    words.tell(row / width, end, this::judge);
    return isSuspect;
  }

  private void judge(int word, int end) {
    if (isSuspect) {
      return;
    }
    int start = end - texts.get(word).length();
    isSuspect =
        word >= firstAnchor
            ? isEscapeOrKnown(texts.get(word), end)
            : switch (TextScan.kind(word)) {
              case TOKEN_ALONE -> !follows(start);
              case NAME -> isSecretName(end - 1);
              case QUERY -> comesBeforeUrlEnds('=', end, "");
              case AUTHORITY -> comesBeforeUrlEnds('@', end, "/?#");
              case COMMAND -> start == 0 || TextScan.mayPrecedeCommand((char) bytes[start - 1]);
              case OTHER -> true;
            };
  }

  /// An escape needs what comes after its mark.
  private boolean isEscapeOrKnown(String word, int end) {
    if (word.length() != 1) {
      return true;
    }
    int next = end < to ? bytes[end] & 0xFF : 0;
    return switch (word.charAt(0)) {
      case '%' -> next == 'u' || Character.digit(next, 16) >= 0;
      case '&' -> next == '#' || "alqg".indexOf(next) >= 0;
      default -> true;
    };
  }

  /// Whether it is part of a longer name, and no escape stands before it.
  private boolean follows(int start) {
    return start > 2
        && isName((char) bytes[start - 1])
        && bytes[start - 1] != '.'
        && bytes[start - 2] != '\\'
        && bytes[start - 2] != '%'
        && bytes[start - 3] != '%';
  }

  private boolean comesBeforeUrlEnds(char wanted, int from, String ends) {
    for (int at = from; at < to; at++) {
      char unit = (char) (bytes[at] & 0xFF);
      if (unit == wanted) {
        return true;
      }
      if (Urls.endsUrl(unit) || ends.indexOf(unit) >= 0) {
        return false;
      }
    }
    return false;
  }

  /// As [Assignments#at] takes the name.
  private boolean isSecretName(int hit) {
    int start = hit;
    while (start > 0 && hit - start < MAX_NAME_CHARS && isName((char) bytes[start - 1])) {
      start--;
    }
    int end = hit;
    while (end < to && end - hit < MAX_NAME_CHARS && isName((char) bytes[end])) {
      end++;
    }
    if (end - start > MAX_NAME_CHARS) {
      return false;
    }
    int hash = 0;
    for (int at = start; at < end; at++) {
      hash = 31 * hash + bytes[at];
    }
    int slot = (hash ^ hash >>> 12) & NAMES_KNOWN - 1;
    byte[] harmless = harmlessNames[slot];
    if (harmless != null && Arrays.equals(harmless, 0, harmless.length, bytes, start, end)) {
      return false;
    }
    boolean isSecret =
        SecretNames.isSecret(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
    if (!isSecret) {
      harmlessNames[slot] = Arrays.copyOfRange(bytes, start, end);
    }
    return isSecret;
  }

  private static boolean isName(char unit) {
    return Assignments.isName(unit);
  }
}
