package dev.clew.execution;

import dev.clew.core.fact.part.Missing;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.runs.RunSource;
import dev.clew.runs.file.RunFileNames;
import dev.clew.runs.recording.Reports;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/// The `.output` file of a workflow.
public final class WorkflowOutput {
  private WorkflowOutput() {}

  /// The bytes of an `.output` file.
  public static byte[] bytes(Json.Obj output) {
    Json.Builder values = Json.object();
    output.members().forEach((name, value) -> values.put(name, inLedgerOrder(value)));
    return (JsonWriter.pretty(values.build()) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// A ledger does not keep the order of members: what is written while the run is going on is to
  /// be what is written from its ledger later.
  private static Json inLedgerOrder(Json value) {
    return switch (Json.interoperable(value)) {
      case Json.Obj object -> {
        Json.Builder sorted = Json.object();
        new TreeMap<>(object.members())
            .forEach((name, member) -> sorted.put(name, inLedgerOrder(member)));
        yield sorted.build();
      }
      case Json.Arr array ->
          new Json.Arr(array.items().stream().map(WorkflowOutput::inLedgerOrder).toList());
      case Json scalar -> scalar;
    };
  }

  /// Writes the output of a run that is read back, as `clew run` wrote it. Nothing when the run
  /// gave none, or when the ledger does not have all of it: then the file that is there is better.
  public static void write(
      RunSource.Contents contents, RunFileNames names, OutputForm form, Reports reports) {
    Json.Builder values = Json.object();
    for (NamedValue value : contents.view().attempt().output()) {
      Missing missing = value.missing();
      if (missing != null && missing.code().equals(Missing.OVER_LIMIT)) {
        return;
      }
      values.put(value.name(), value.value());
    }
    if (!values.isEmpty()) {
      byte[] bytes = bytes(form.of(values.build(), true));
      reports.file("output", names.output(), out -> out.write(bytes));
    }
  }
}
