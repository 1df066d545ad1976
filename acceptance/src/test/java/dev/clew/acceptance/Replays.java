package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.KillTest.Said;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Plans, retries and replays of the runs in a folder, in this process.
final class Replays {
  private Replays() {}

  /// `clew run` of the workflow with every API at that URL.
  static Said run(Path workflow, String url, String... more) {
    List<String> words = new ArrayList<>(List.of("run", workflow.toString(), "--quiet"));
    words.addAll(List.of("--input", "email=ada@example.com", "--input", "planId=plan_premium"));
    for (String api : List.of("accounts", "auth", "payment", "notifications")) {
      words.addAll(List.of("--base-url", api + "=" + url));
    }
    words.addAll(List.of(more));
    return clew(words.toArray(String[]::new));
  }

  static Said clew(String... words) {
    return KillTest.inThisProcess(words);
  }

  static Json.Obj json(Said said) {
    try {
      return (Json.Obj) JsonText.parse(said.out());
    } catch (JsonText.Malformed e) {
      throw new AssertionError("not JSON: " + said, e);
    }
  }

  static Json.Obj plan(Path ledger, String... more) {
    List<String> words = new ArrayList<>(List.of("plan", ledger.toString(), "--json"));
    words.addAll(List.of(more));
    return json(clew(words.toArray(String[]::new)));
  }

  static List<String> texts(Json.Obj plan, String list, String member) {
    List<String> texts = new ArrayList<>();
    plan.objects(list).forEach(one -> texts.add(one.text(member, "")));
    return texts;
  }

  /// The stages with that action.
  static List<String> stages(Json.Obj plan, String action) {
    List<String> stages = new ArrayList<>();
    for (Json.Obj step : plan.objects("steps")) {
      if (step.text("action", "").equals(action)) {
        stages.add(step.text("stage", ""));
      }
    }
    return stages;
  }

  /// Fails with what the command said when it did not end so.
  static void ended(Said said, int code) {
    assertThat(said.code()).as(said.toString()).isEqualTo(code);
  }
}
