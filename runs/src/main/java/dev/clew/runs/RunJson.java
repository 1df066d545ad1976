package dev.clew.runs;

import dev.clew.core.json.Json;
import dev.clew.core.replay.ActionWords;
import dev.clew.document.ReportDocument;
import java.util.ArrayList;
import java.util.List;

/// A run in short, for `--json`: the members of the report document that say how it ended, without
/// its events and files.
public final class RunJson {
  private RunJson() {}

  /// @param words in which it says what can be done
  public static Json.Obj of(RunSource.Contents contents, ActionWords words) {
    Json.Obj document =
        ReportDocument.of(contents.rows(), contents.ledger(), contents.writer(), words);
    List<Json> stages = new ArrayList<>();
    for (Json.Obj stage : document.objects("stages")) {
      stages.add(
          Json.object()
              .put("path", stage.get("path"))
              .put("status", stage.get("status"))
              .put("headline", stage.get("headline"))
              .put("http_status", stage.get("http_status"))
              .put("duration_ms", stage.get("duration_ms"))
              .build());
    }
    Json.Builder out = Json.object().putAll(document.object("run"));
    return out.put("dossier", document.get("dossier"))
        .put("blocker", document.get("blocker"))
        .put("timing", document.get("timing"))
        .put("absences", document.get("absences"))
        .put("stages", stages)
        .put("output", new Json.Arr(document.list("output")))
        .put("effects", new Json.Arr(document.list("effects")))
        .put("damage", contents.damage())
        .put("content_root", document.object("ledger").text("content_root"))
        .build();
  }
}
