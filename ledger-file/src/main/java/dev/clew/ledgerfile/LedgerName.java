package dev.clew.ledgerfile;

import dev.clew.core.digest.ExecutionKey;

/// The name of a ledger file, `NAME.KEY[-n].workflow.ledger`, which says what ran and, by the eight
/// digits of the execution key, which runs are comparable.
final class LedgerName {
  static final String SUFFIX = ".workflow.ledger";
  private static final int MAX_NAME_CHARS = 80;

  private LedgerName() {}

  /// @param number 1 for the first file of that name and key
  static String of(String name, ExecutionKey key, int number) {
    return safe(name) + '.' + key.shown() + (number == 1 ? "" : "-" + number) + SUFFIX;
  }

  /// What every file system and every shell takes without a thought.
  private static String safe(String name) {
    StringBuilder safe = new StringBuilder();
    for (int at = 0; at < name.length() && safe.length() < MAX_NAME_CHARS; at++) {
      char unit = name.charAt(at);
      boolean plain =
          (unit >= 'a' && unit <= 'z')
              || (unit >= 'A' && unit <= 'Z')
              || (unit >= '0' && unit <= '9')
              || unit == '_'
              || unit == '-'
              || (unit == '.' && !safe.isEmpty());
      safe.append(plain ? unit : '-');
    }
    return safe.isEmpty() ? "run" : safe.toString();
  }
}
