package dev.clew.cli.workflow;

import dev.clew.cli.process.Terminal;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.source.Diagnostic;
import dev.clew.plan.language.PlanRequest;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.RemedyWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is wrong with a definition, on stderr or as JSON.
final class Complaints {
  private Complaints() {}

  static void print(Terminal terminal, List<Diagnostic> diagnostics, Redactor redactor) {
    for (Diagnostic diagnostic : diagnostics) {
      String word = diagnostic.isError() ? "" : "warning: ";
      String complaint = RemedyWords.told(inOptions(diagnostic).render(), diagnostic.remedy());
      terminal.error(
          VisibleText.line(word + redactor.redact(complaint)) + "  [" + diagnostic.id() + "]");
    }
  }

  static List<Json> json(List<Diagnostic> diagnostics, Redactor redactor) {
    List<Json> out = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics) {
      out.add(
          Json.object()
              .put("id", diagnostic.id())
              .put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT))
              .put("file", inOptions(diagnostic).file())
              .put("line", diagnostic.line())
              .put("column", diagnostic.column())
              .put(
                  "message",
                  redactor.redact(RemedyWords.told(diagnostic.message(), diagnostic.remedy())))
              .put("suggestion", diagnostic.suggestion())
              .build());
    }
    return out;
  }

  /// With the option in the place of a file, where that is at fault.
  private static Diagnostic inOptions(Diagnostic said) {
    return said.file().equals(PlanRequest.GIVEN)
        ? new Diagnostic(
            said.rule(),
            said.severity(),
            "--base-url",
            said.line(),
            said.column(),
            said.message(),
            said.suggestion())
        : said;
  }

  /// `1 mistake`, `7 mistakes`.
  static String count(List<Diagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    return errors == 1 ? "1 mistake" : errors + " mistakes";
  }
}
