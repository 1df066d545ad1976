package dev.clew.execution.offline;

import dev.clew.core.Nearest;
import dev.clew.core.Refusal;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageView;
import dev.clew.plan.Plan;
import dev.clew.plan.input.Supplied;
import dev.clew.runs.file.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is to be other than it was: inputs, and answers.
///
/// @param inputs by name; each is read as its type says
public record Supposition(Map<String, Supplied.Text> inputs, List<SupposedAnswer> answers) {
  private static final int MIN_STATUS = 100;
  private static final int MAX_STATUS = 599;

  public Supposition {
    inputs = Map.copyOf(inputs);
    answers = List.copyOf(answers);
  }

  /// @param answers by stage: a status, or a file with a body
  /// @throws Refusal when a file cannot be read, or a number is no status
  public static Supposition of(Map<String, Supplied.Text> inputs, Map<String, String> answers) {
    List<SupposedAnswer> read = new ArrayList<>();
    answers.forEach((stage, said) -> read.add(answer(stage, said)));
    return new Supposition(inputs, read);
  }

  private static SupposedAnswer answer(String stage, String said) {
    if (!isNumber(said)) {
      return new SupposedAnswer(stage, null, TextFile.read(Path.of(said)), said);
    }
    int status = said.length() > 3 ? 0 : Integer.parseInt(said);
    if (status < MIN_STATUS || status > MAX_STATUS) {
      throw Refusal.invalid(
          stage + ": " + said + " is no HTTP status, which is 100 to 599 (a file: ./" + said + ")");
    }
    return new SupposedAnswer(stage, status, null, said);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(unit -> unit >= '0' && unit <= '9');
  }

  /// Null for a stage that is answered from the recording.
  @Nullable SupposedAnswer answer(StagePath path) {
    SupposedAnswer found = null;
    for (SupposedAnswer answer : answers) {
      if (answer.isOf(path) && (found == null || answer.stage().equals(path.toString()))) {
        found = answer;
      }
    }
    return found;
  }

  /// The inputs by the names that the run has for them.
  ///
  /// @throws Refusal when it has none of such a name
  Map<String, Supplied> supplied(RunView run) {
    Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (NamedValue input : run.inputs()) {
      known.put(input.name(), input.name());
    }
    Map<String, Supplied> supplied = new LinkedHashMap<>();
    inputs.forEach((name, value) -> {
      String own = known.get(name);
      if (own == null) {
        throw unknown("input", name, known.keySet());
      }
      supplied.put(own, value);
    });
    return supplied;
  }

  /// @throws Refusal when an answer is for a stage that there is not
  void requireStages(Recording recording, Plan plan) {
    Set<String> plain = new LinkedHashSet<>();
    Set<String> exact = new LinkedHashSet<>();
    plan.stages().forEach(stage -> plain.add(stage.name()));
    for (StageView stage : recording.attempt().stages()) {
      plain.add(SupposedAnswer.plain(stage.path()));
      exact.add(stage.path().toString());
    }
    for (SupposedAnswer answer : answers) {
      if (!plain.contains(answer.stage()) && !exact.contains(answer.stage())) {
        throw unknown("stage", answer.stage(), plain);
      }
    }
  }

  private static Refusal unknown(String what, String name, Set<String> known) {
    String nearest = Nearest.to(name, known);
    return Refusal.invalid(
        "the run has no "
            + what
            + " '"
            + name
            + "'"
            + (nearest != null
                ? "; did you mean '" + nearest + "'?"
                : known.isEmpty() ? "" : ", only " + String.join(", ", known)));
  }

  Json.Obj toJson() {
    List<Json> given = new ArrayList<>();
    answers.forEach(answer -> given.add(answer.toJson()));
    return Json.object()
        .put("inputs", Json.strings(inputs.keySet().stream().sorted().toList()))
        .put("answers", given)
        .build();
  }
}
