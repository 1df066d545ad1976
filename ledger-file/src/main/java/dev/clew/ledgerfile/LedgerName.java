package dev.clew.ledgerfile;

import dev.clew.core.digest.ExecutionKey;
import java.text.Normalizer;

/// The name of a ledger file, `NAME.KEY[-n].workflow.ledger`, which says what ran and, by the eight
/// digits of the execution key, which runs are comparable.
final class LedgerName {
  static final String SUFFIX = ".workflow.ledger";

  /// File systems allow 255 bytes for a name, and a run's other files have longer ones.
  private static final int MAX_NAME_BYTES = 80;

  /// Letters that cannot be seen: the fillers of Hangul.
  private static final String INVISIBLE = "\u115f\u1160\u3164\uffa0";

  private LedgerName() {}

  /// @param number 1 for the first file of that name and key
  static String of(String name, ExecutionKey key, int number) {
    return of(safe(name), key.shown(), number);
  }

  /// The same where the names of files can only have letters of ASCII.
  static String plain(String name, ExecutionKey key, int number) {
    String plain = withoutDashes(safe(name).replaceAll("[^\\x00-\\x7f]", "-"));
    return of(plain.isEmpty() ? "run" : plain, key.shown(), number);
  }

  private static String of(String name, String key, int number) {
    return name + '.' + key + (number == 1 ? "" : "-" + number) + SUFFIX;
  }

  /// What every file system and every shell takes without a thought: letters and digits of all
  /// scripts, and nothing that a command would take for an option.
  private static String safe(String name) {
    StringBuilder safe = new StringBuilder();
    int[] points = Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().toArray();
    int bytes = 0;
    for (int point : points) {
      int kept = isPlain(point, safe.isEmpty()) ? point : '-';
      bytes += bytes(kept);
      if (bytes > MAX_NAME_BYTES) {
        break;
      }
      if (!safe.isEmpty() || kept != '-') {
        safe.appendCodePoint(kept);
      } else {
        bytes = 0;
      }
    }
    return safe.isEmpty() ? "run" : safe.toString();
  }

  private static boolean isPlain(int point, boolean isFirst) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> !isFirst;
      default ->
          (Character.isLetterOrDigit(point) && INVISIBLE.indexOf(point) < 0)
              || point == '_'
              || (!isFirst && (point == '-' || point == '.'));
    };
  }

  private static String withoutDashes(String name) {
    int from = 0;
    while (from < name.length() && name.charAt(from) == '-') {
      from++;
    }
    return name.substring(from);
  }

  /// In UTF-8.
  private static int bytes(int point) {
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
}
