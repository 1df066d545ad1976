package dev.clew.report.sih;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.CheckResult;
import dev.clew.report.sih.SihReportWriter.Pascal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The assertions of a run, by the stage that they are about.
final class SihAssertions {
  private final List<Json> ofEndStage = new ArrayList<>();
  private final Map<StagePath, List<Json>> ofStages = new HashMap<>();

  SihAssertions(String workflow, List<Row> rows) {
    for (Row row : rows) {
      Event event = row.event();
      if (event.is(Kind.ASSERTION_EVALUATED)) {
        StagePath path = event.path();
        List<Json> home =
            path == null ? ofEndStage : ofStages.computeIfAbsent(path, stage -> new ArrayList<>());
        home.add(record(workflow, event));
      }
    }
  }

  List<Json> ofEndStage() {
    return ofEndStage;
  }

  List<Json> of(StagePath path) {
    return ofStages.getOrDefault(path, List.of());
  }

  private static Json.Obj record(String workflow, Event event) {
    StagePath path = event.path();
    CheckMade check = CheckMade.from(event);
    boolean passed = CheckResult.of(event) == CheckResult.PASSED;
    boolean blocking = check.get(CheckMade.BLOCKING, false);
    String message = check.message();
    return new Pascal()
        .put("Scope", Json.of(path == null ? "EndStage" : "Stage"))
        .put("WorkflowName", Json.of(workflow))
        .text("StageName", path == null ? null : path.name())
        .text("Name", check.name())
        .put("Status", Json.of(passed ? "Passed" : "Failed"))
        .text("Operator", check.operator())
        .text("Expression", check.expression())
        .put("Expected", SihReportWriter.orNull(check.expected()))
        .put("Actual", SihReportWriter.orNull(check.actual()))
        .put("Blocking", Json.of(blocking))
        .put("Message", Json.of(message == null ? "" : message))
        .text("WarningMessage", passed || blocking ? null : message)
        .build();
  }
}
