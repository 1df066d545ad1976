package dev.clew.cli.workflow;

import dev.clew.cli.check.PlanLines;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.source.Diagnostic;
import dev.clew.engine.preflight.Preflight;
import dev.clew.engine.preflight.Preflight.Operation;
import dev.clew.execution.PlanJson;
import dev.clew.execution.PreRunCheck;
import dev.clew.execution.Preparation;
import dev.clew.execution.Preparation.Prepared;
import dev.clew.execution.RunRequest;
import dev.clew.plan.Plan;
import dev.clew.plan.language.Planning;
import dev.clew.redaction.SecretRedactor;
import dev.clew.report.VisibleText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that a run does before its first request, for somebody who wants to know what is
/// wrong.
///
/// @param network whether a connection may be opened
public record WorkflowCheck(Terminal terminal, RunRequest request, boolean network) {

  /// What is printed.
  public enum Form {
    CHECKS,
    PLAN_TEXT,
    PLAN_VERBOSE,
    PLAN_JSON,
    JSON;

    public static Form plan(boolean verbose) {
      return verbose ? PLAN_VERBOSE : PLAN_TEXT;
    }

    boolean forPeople() {
      return this == CHECKS || this == PLAN_TEXT || this == PLAN_VERBOSE;
    }
  }

  /// @return the exit code
  public int report(Form form) {
    Redactor redactor = new SecretRedactor();
    Prepared prepared = Preparation.forCheck(request);
    prepared.secrets().teach(redactor);
    List<Diagnostic> diagnostics = new ArrayList<>(prepared.diagnostics());
    Plan plan = prepared.planning() instanceof Planning.Ready ready ? ready.plan() : null;
    PreRunCheck check = PreRunCheck.NONE;
    if (plan != null) {
      check =
          PreRunCheck.of(request, prepared, plan, network, line -> progress(form, redactor, line));
      diagnostics.addAll(check.failures(plan));
      diagnostics.addAll(check.diagnostics());
    }
    boolean wrong = diagnostics.stream().anyMatch(Diagnostic::isError);
    Json.Obj shown = plan == null || form == Form.CHECKS ? null : new PlanJson(redactor).of(plan);
    switch (form) {
      case CHECKS, PLAN_TEXT, PLAN_VERBOSE -> {
        checks(prepared, plan, check, redactor);
        Complaints.print(terminal, diagnostics, redactor);
        if (shown != null) {
          terminal.line("");
          new PlanLines(terminal.palette(), form == Form.PLAN_VERBOSE)
              .of(shown)
              .forEach(terminal::line);
        }
        terminal.line("");
        terminal.line(verdict(diagnostics, plan));
      }
      case PLAN_JSON -> {
        Complaints.print(terminal, diagnostics, redactor);
        terminal.line(JsonWriter.pretty(shown == null ? Json.NULL : shown));
      }
      case JSON ->
          terminal.line(JsonWriter.pretty(json(diagnostics, shown, prepared, check, redactor)));
    }
    return wrong ? ExitCode.USAGE.code() : ExitCode.OK.code();
  }

  private void progress(Form form, Redactor redactor, String line) {
    if (form.forPeople()) {
      terminal.error("clew: " + VisibleText.line(redactor.redact(line)));
    }
  }

  private void checks(
      Prepared prepared, @Nullable Plan plan, PreRunCheck check, Redactor redactor) {
    if (plan == null) {
      line("✖", "workflow", request.workflow() + ": no plan can be made of it", redactor);
    } else {
      int stages = plan.stages().size();
      line(
          "✔",
          "workflow",
          request.workflow() + ", " + stages + (stages == 1 ? " stage" : " stages"),
          redactor);
      line(
          "✔",
          "catalog",
          (prepared.catalogFile() == null ? "none" : prepared.catalogFile().toString())
              + ", environment "
              + plan.environment(),
          redactor);
    }
    if (request.needs().config().file() != null) {
      List<String> unused = request.needs().config().unused();
      line(
          "✔",
          "config",
          request.needs().config().file()
              + (unused.isEmpty() ? "" : ", not used by clew: " + String.join(", ", unused)),
          redactor);
    }
    for (Operation operation : check.preflight().operations()) {
      String sign =
          switch (operation.status()) {
            case PASSED -> "✔";
            case FAILED -> "✖";
            case NOT_CHECKED -> "·";
          };
      String what = operation.type() == Preflight.Type.HEALTH_CHECK ? "health" : "contract";
      line(sign, what, operation.message(), redactor);
    }
    if (check.compared() > 0) {
      line(
          check.hasErrors() ? "✖" : "✔",
          "stages",
          check.compared() + " compared with their contracts",
          redactor);
    }
    for (String note : notes(prepared, check)) {
      line("·", "note", note, redactor);
    }
  }

  private static List<String> notes(Prepared prepared, PreRunCheck check) {
    List<String> notes = new ArrayList<>(prepared.notes());
    notes.addAll(check.notes());
    return notes;
  }

  private void line(String sign, String what, String text, Redactor redactor) {
    terminal.line(
        sign
            + " "
            + terminal.palette().dim(what + " ".repeat(Math.max(1, 9 - what.length())))
            + VisibleText.line(redactor.redact(text)));
  }

  private String verdict(List<Diagnostic> diagnostics, @Nullable Plan plan) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    long warnings = diagnostics.size() - errors;
    String count =
        errors == 0 ? "nothing is wrong" : errors == 1 ? "1 mistake" : errors + " mistakes";
    String more =
        warnings == 0 ? "" : warnings == 1 ? ", 1 warning" : ", " + warnings + " warnings";
    String unchecked = plan == null ? "; its APIs were not looked at" : "";
    return terminal.palette().bold(count) + more + unchecked;
  }

  private Json.Obj json(
      List<Diagnostic> diagnostics,
      Json.@Nullable Obj plan,
      Prepared prepared,
      PreRunCheck check,
      Redactor redactor) {
    List<Json> operations = new ArrayList<>();
    check
        .preflight()
        .operations()
        .forEach(one -> operations.add(redactor.redact(Preflight.json(one))));
    List<Json> notes = new ArrayList<>();
    notes(prepared, check).forEach(note -> notes.add(Json.of(redactor.redact(note))));
    return Json.object()
        .put("ok", diagnostics.stream().noneMatch(Diagnostic::isError))
        .put("diagnostics", Complaints.json(diagnostics, redactor))
        .put("preflight", operations)
        .put("stages_compared", check.compared())
        .put("notes", notes)
        .put("unused_config", Json.strings(request.needs().config().unused()))
        .put("plan", plan)
        .build();
  }
}
