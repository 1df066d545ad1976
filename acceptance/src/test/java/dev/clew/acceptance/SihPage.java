package dev.clew.acceptance;

import java.util.List;

/// docs/sih-compatibility.md.
final class SihPage {
  private SihPage() {}

  static String of(List<SihRow> rows) {
    long untried = rows.stream().filter(row -> row.kind().equals(SihRow.UNTRIED)).count();
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # What clew does with files of SIH

        Made by `SihCompatibilityTest` of its table, every row of which is executed, over real HTTP where something is sent.
        %d keys and facts of SphereIntegrationHub: %d are tried, %d are not and say why. ✖ is what clew refuses, with that diagnostic; the
        words say whether SIH does. [workflow-language.md](workflow-language.md) is the language itself.
        """
            .formatted(rows.size(), rows.size() - untried, untried));
    String section = "";
    for (SihRow row : rows) {
      if (!row.section().equals(section)) {
        section = row.section();
        out.append("\n## ")
            .append(section)
            .append("\n\n| key | what clew does | proof |\n|---|---|---|\n");
      }
      out.append("| ").append(cell(row.key())).append(" | ");
      out.append(row.note().isEmpty() ? "As in SIH." : row.note().replace("|", "\\|"));
      out.append(" | ").append(proof(row)).append(" |\n");
    }
    return out.toString();
  }

  private static String proof(SihRow row) {
    return switch (row.kind()) {
      case SihRow.UNTRIED -> "–";
      case SihProbe.TEMPLATE, SihProbe.CONDITION ->
          cell("`" + row.input() + "` → `" + row.expected() + "`");
      case "report" -> cell("`" + row.input() + "` is written");
      case "cli" -> cell("`clew " + row.input() + "` → " + row.expected());
      case "run", "mocked", "run-catalog" ->
          row.isRefused() ? cell("run, " + row.expected()) : cell("run → `" + row.expected() + "`");
      default ->
          row.expected().isEmpty()
              ? "accepted without a word"
              : cell("`clew check` " + row.expected());
    };
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
