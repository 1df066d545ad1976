package dev.clew.acceptance;

import java.util.List;

/// docs/sih-compatibility.md.
final class SihPage {
  /// What stays as it is in clew, whoever calls it, each with its reason.
  private static final String DIFFERENCES =
      """
      ## Where clew differs

      Kept on purpose, also when it is called as `sih`:

      - **Unknown keys are refused**, with a suggestion. SIH ignores them, and a mistyped `expectedStatus` or `connectonRef` then changes what a run
        does without a word. The configuration of an LLM stage is held to the same.
      - **Nothing is sent in a mocked run unless it is asked for.** SIH uses the mocks that are there and calls the rest; a test that was to send
        nothing then charges a card. `clew run --mocked` refuses a stage without a mock and names it; `--call-unmocked` has it called, as SIH does.
      - **Redaction.** Secrets are taken out by value wherever they turn up (URLs, bodies, messages, children), and before anything is written;
        SIH masks named headers and members. `--no-redact` turns it off for one run, and its report says so.
      - **Numbers are read as written.** `3.10` is not `3.1` and `007` not `7`, because versions and identifiers are written like numbers.
      - **A stage without a connection is not sent.** SIH says so when the stage is reached, clew before the first request.

      When the launcher is called by a link of the name `sih`, the values of a `.workflow.output` are text as SIH writes them, and objects and lists
      as such; `clew` keeps their types. A snapshot is one of SIH's, and `report` makes the page alone. The rest of this page holds for both.
      """;

  private SihPage() {}

  static String of(List<SihRow> rows) {
    long untried = rows.stream().filter(row -> row.kind().equals(SihRow.UNTRIED)).count();
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # What clew does with files of SIH

        Made by `SihCompatibilityTest` of its table, every row of which is executed, over real HTTP where something is sent.
        %d keys and facts of SphereIntegrationHub: %d are tried, %d are not and say why or which test does. ✖ is what clew refuses, with that
        diagnostic; the words say whether SIH does. Every proof is what was observed. [workflow-language.md](workflow-language.md) is the language itself.

        %s\
        """
            .formatted(rows.size(), rows.size() - untried, untried, DIFFERENCES));
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
      case SihObserved.REPORT -> cell("run, report: `" + row.expected() + "`");
      case SihObserved.PRINTS -> cell("run, prints `" + row.expected() + "`");
      case SihObserved.CHECKS -> cell("`clew check`: `" + row.expected() + "`");
      case SihObserved.SENT -> cell("the model is sent `" + row.expected() + "`");
      default -> cell("`clew check` " + row.expected());
    };
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
