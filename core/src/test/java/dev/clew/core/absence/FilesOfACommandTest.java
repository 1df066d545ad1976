package dev.clew.core.absence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.json.Json;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the look at the end of a command says of its files.
class FilesOfACommandTest {
  private static final Json EXPECTS =
      Json.object().put("final_artifacts", List.of(Json.of("out/*.html"))).build();

  private static TestRun run() {
    return new TestRun("run_1")
        .event(1, "run_created", "expects", EXPECTS)
        .event(2, "run_claimed")
        .event(3, "run_started", "attempt", 1)
        .event(4, "tool_call_started", "tool_call_id", "t1", "wraps", true);
  }

  private static TestRun file(TestRun run, int time, String kind, String path, Object... more) {
    Object[] facts = new Object[6 + more.length];
    List<Object> known = List.of("artifact", path, "path", path, "artifact_kind", "intermediate");
    for (int at = 0; at < facts.length; at++) {
      facts[at] = at < known.size() ? known.get(at) : more[at - known.size()];
    }
    return run.event(time, kind, facts);
  }

  private static RunView ended(TestRun run, Json... missing) {
    return run.event(
            7, "workspace_snapshotted", "when", "end", "missing", new Json.Arr(List.of(missing)))
        .event(8, "tool_call_completed", "tool_call_id", "t1", "exit_code", 0)
        .event(9, "run_finished", "status", "succeeded")
        .view();
  }

  private static Json missing(String path, boolean removed) {
    return Json.object()
        .put("artifact_id", path)
        .put("path", path)
        .put("removed", removed ? Json.TRUE : null)
        .build();
  }

  private static List<Absence.Code> codes(RunView view) {
    return Absences.of(view, view.attempt(), Timing.of(view.attempt())).stream()
        .map(Absence::code)
        .toList();
  }

  @Test
  void of_fileThatTheCommandRemovedAgain_isGoneAndNotOwed() {
    TestRun run = file(run(), 5, "artifact_written", "out/a.html");
    file(run, 6, "artifact_written", "out/temp.txt");
    RunView view = ended(run, missing("out/temp.txt", true));
    assertThat(view.attempt().artifacts().getLast().state()).isEqualTo(ArtifactView.State.NO_FILE);
    assertThat(codes(view)).isEmpty();
  }

  @Test
  void of_fileThatWasPromised_isOwed() {
    TestRun run = file(run(), 5, "artifact_written", "out/a.html");
    RunView view = ended(run, missing("out/a.html", false));
    assertThat(codes(view)).containsExactly(Absence.Code.NO_FINAL_ARTIFACT, Absence.Code.NO_FILE);
  }

  @Test
  void of_finalThatAReplayKeeps_isThere() {
    TestRun kept = file(run(), 5, "artifact_declared", "out/a.html", "reused_from", "attempt_0");
    assertThat(codes(ended(kept))).isEmpty();
    TestRun declared = file(run(), 5, "artifact_declared", "out/a.html");
    assertThat(codes(ended(declared))).containsExactly(Absence.Code.NO_FINAL_ARTIFACT);
  }
}
