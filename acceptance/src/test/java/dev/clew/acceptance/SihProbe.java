package dev.clew.acceptance;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One run in which every template of the table is an output of one stage, and every condition is
/// an assertion of it; and its report in the shape of SIH.
record SihProbe(Map<String, Json> outputs, Map<String, Boolean> conditions) {
  static final String TEMPLATE = "render";
  static final String CONDITION = "condition";

  static SihProbe of(SihFolder folder, SihService service, List<SihRow> rows) {
    StringBuilder outputs = new StringBuilder();
    StringBuilder assertions = new StringBuilder();
    for (int at = 0; at < rows.size(); at++) {
      SihRow row = rows.get(at);
      if (row.kind().equals(TEMPLATE) && !row.isRefused()) {
        outputs.append("      r").append(at).append(": ").append(quoted(row.input())).append('\n');
      } else if (row.kind().equals(CONDITION)) {
        assertions
            .append("      - { name: c")
            .append(at)
            .append(", blocking: false, expression: ")
            .append(quoted(row.input()))
            .append(" }\n");
      }
    }
    folder.write(
        "w.workflow",
        SihFolder.resource("probe.workflow")
            .replace("@OUTPUTS@\n", outputs)
            .replace("@ASSERTIONS@\n", assertions));
    SihFolder.Ran ran =
        folder.run(
            service,
            "--input",
            "text=hello",
            "--input",
            "quote=say \"hi\"",
            "--input",
            "number=5",
            "--input",
            "object={\"a\":[1,2]}",
            "--input",
            "list=[\"x\",\"y\"]",
            "--input",
            "jsonText={\"k\":[\"x\",\"y\"]}");
    if (ran.code() != 0) {
      throw new AssertionError(ran.err() + ran.out());
    }
    return read(sihReport(folder));
  }

  static Json.Obj sihReport(SihFolder folder) {
    String ledger = Onboarding.only(folder.path().resolve("out"), ".ledger").toString();
    SihFolder.Ran ran =
        folder.clew("report", ledger, "--format", "sih", "--out", folder.file("sih"));
    if (ran.code() != 0) {
      throw new AssertionError(ran.err() + ran.out());
    }
    return SihFolder.json(Onboarding.only(folder.path().resolve("sih"), ".sih.json"));
  }

  private static SihProbe read(Json.Obj report) {
    Map<String, Json> outputs = new LinkedHashMap<>();
    Map<String, Boolean> conditions = new LinkedHashMap<>();
    for (Json.Obj stage : report.objects("Stages")) {
      if (stage.text("StageName", "").equals("probe")) {
        outputs.putAll(((Json.Obj) Objects.requireNonNull(stage.get("Output"))).members());
        for (Json.Obj assertion : stage.objects("Assertions")) {
          conditions.put(assertion.text("Name", ""), assertion.text("Status", "").equals("Passed"));
        }
      }
    }
    return new SihProbe(outputs, conditions);
  }

  /// As a YAML scalar.
  private static String quoted(String text) {
    return JsonWriter.compact(Json.of(text));
  }
}
