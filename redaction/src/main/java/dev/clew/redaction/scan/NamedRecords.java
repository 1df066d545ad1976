package dev.clew.redaction.scan;

import dev.clew.redaction.text.Characters;
import java.util.Set;

/// A name that is itself a value, with its secret beside it: `name="csrf" … value="…"`, in either
/// order, `"key": "API_KEY", "value": "…"`, `- name: DB_PASSWORD` over `value: …`.
public final class NamedRecords {
  private static final int MAX_GAP_CHARS = 200;
  private static final int MAX_LABEL_CHARS = 20;

  private static final Set<String> NAME_LABELS =
      Set.of(
          "name",
          "key",
          "id",
          "variable",
          "var",
          "envname",
          "parameterkey",
          "parametername",
          "field",
          "header");
  private static final Set<String> VALUE_LABELS =
      Set.of("value", "content", "val", "parametervalue", "secretvalue", "stringvalue", "default");

  private NamedRecords() {}

  public static boolean isNameLabel(String label) {
    return NAME_LABELS.contains(bare(label));
  }

  public static boolean isValueLabel(String label) {
    return VALUE_LABELS.contains(bare(label));
  }

  private static String bare(String label) {
    return Characters.lower(label).replace("_", "").replace("-", "");
  }

  /// Where the label of a name begins that stands at `start`, as in `name="`; -1 when none does.
  static int labelBefore(String text, int start) {
    int at = start;
    while (at > 0 && start - at < MAX_LABEL_CHARS && "\"'\\".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    int sign = at;
    while (sign > 0 && at - sign < MAX_LABEL_CHARS && text.charAt(sign - 1) == ' ') {
      sign--;
    }
    if (sign == 0 || ":=".indexOf(text.charAt(sign - 1)) < 0) {
      return -1;
    }
    int end = sign - 1;
    while (end > 0 && sign - end < MAX_LABEL_CHARS && " \"'\\".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int begin = end;
    while (begin > 0
        && end - begin < MAX_LABEL_CHARS
        && (Characters.isLetterOrDigit(text.charAt(begin - 1))
            || "_-".indexOf(text.charAt(begin - 1)) >= 0)) {
      begin--;
    }
    int word = begin;
    while (word < end && text.charAt(word) == '-') {
      word++;
    }
    return isNameLabel(text.substring(word, end)) ? word : -1;
  }

  /// Where the value begins that stands behind the name; -1 when there is none in this record.
  static int valueAfter(String text, int end) {
    int limit = Math.min(text.length(), end + MAX_GAP_CHARS);
    for (int at = end; at < limit && "<>{}\n\r".indexOf(text.charAt(at)) < 0; at++) {
      int value = valueAt(text, at, limit);
      if (value >= 0) {
        return value;
      }
    }
    return -1;
  }

  /// The same, before the label of the name; the nearest.
  static int valueBefore(String text, int label) {
    int limit = Math.max(0, label - MAX_GAP_CHARS);
    for (int at = label - 1; at >= limit && "<>{}\n\r".indexOf(text.charAt(at)) < 0; at--) {
      int value = valueAt(text, at, label);
      if (value >= 0) {
        return value;
      }
    }
    return -1;
  }

  private static int valueAt(String text, int at, int limit) {
    char first = Characters.lower(text.charAt(at));
    if ((first != 'v' && first != 'c' && first != 'p' && first != 's')
        || (at > 0 && Characters.isLetterOrDigit(text.charAt(at - 1)))) {
      return -1;
    }
    int end = at;
    while (end < limit
        && (Characters.isLetterOrDigit(text.charAt(end)) || "_-".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    if (!isValueLabel(text.substring(at, end))) {
      return -1;
    }
    int sign = end;
    while (sign < limit && " \"'\\".indexOf(text.charAt(sign)) >= 0) {
      sign++;
    }
    if (sign >= limit || ":=".indexOf(text.charAt(sign)) < 0) {
      return -1;
    }
    int value = sign + 1;
    while (value < limit && text.charAt(value) == ' ') {
      value++;
    }
    return value < limit ? value : -1;
  }
}
