package dev.clew.cli.command;

import dev.clew.cli.process.Terminal;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor;
import dev.clew.report.VisibleText;
import dev.clew.workflow.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is wrong with a definition, on stderr or as JSON.
final class Complaints {
  private Complaints() {}

  static void print(Terminal terminal, List<Diagnostic> diagnostics, Redactor redactor) {
    for (Diagnostic diagnostic : diagnostics) {
      String word = diagnostic.isError() ? "" : "warning: ";
      terminal.error(
          VisibleText.line(word + redactor.redact(diagnostic.render()))
              + "  ["
              + diagnostic.id()
              + "]");
    }
  }

  static List<Json> json(List<Diagnostic> diagnostics, Redactor redactor) {
    List<Json> out = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics) {
      out.add(
          Json.object()
              .put("id", diagnostic.id())
              .put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT))
              .put("file", diagnostic.file())
              .put("line", diagnostic.line())
              .put("column", diagnostic.column())
              .put("message", redactor.redact(diagnostic.message()))
              .put("suggestion", diagnostic.suggestion())
              .build());
    }
    return out;
  }

  /// `1 mistake`, `7 mistakes`.
  static String count(List<Diagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    return errors == 1 ? "1 mistake" : errors + " mistakes";
  }
}
