package dev.clew.acceptance;

import java.util.ArrayList;
import java.util.List;

/// A key or fact of SIH, and how it is tried. `input` has `\n` for line breaks.
record SihRow(String section, String key, String kind, String input, String expected, String note) {
  /// What no test of this class tries; the note says why, or which does.
  static final String UNTRIED = "none";

  static List<SihRow> all() {
    List<SihRow> rows = new ArrayList<>();
    for (String line : SihFolder.resource("sih-compatibility.tsv").lines().toList()) {
      if (!line.startsWith("#")) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 6) {
          throw new AssertionError("not six cells: " + line);
        }
        rows.add(
            new SihRow(
                cells[0], cells[1], cells[2], cells[3].replace("\\n", "\n"), cells[4], cells[5]));
      }
    }
    return rows;
  }

  /// Whether something is expected to be refused.
  boolean isRefused() {
    return expected.startsWith("✖");
  }

  /// What stands behind the mark of what is expected.
  String said() {
    return expected.substring(1).strip();
  }

  String name() {
    return section + ": " + key;
  }
}
