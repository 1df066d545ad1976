package dev.clew.core.absence;

import static dev.clew.core.Detail.all;
import static dev.clew.core.Detail.artifact;
import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.expects;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.Detail;
import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.Expects;
import dev.clew.core.fact.run.MissingFile;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the look at the end of a command says of its files.
class FilesOfACommandTest {
  private static TestLedger run() {
    return new TestLedger()
        .runCreated(at(1), expects(Expects.FINAL_ARTIFACTS, List.of("out/*.html")))
        .runClaimed(at(2))
        .runStarted(at(3), with(AttemptStarted.ATTEMPT, 1))
        .toolCallStarted("t1", at(4), with(ToolCallStarted.WRAPS, true));
  }

  private static Detail seen(String path) {
    return all(artifact(path), file("intermediate", path));
  }

  private static RunView ended(TestLedger run, MissingFile... missing) {
    return run.event(
            Kind.WORKSPACE_SNAPSHOTTED,
            at(7),
            with(WorkspaceSnapshotted.WHEN, "end"),
            with(WorkspaceSnapshotted.MISSING, List.of(missing)))
        .toolCallCompleted("t1", at(8), with(ToolCallEnded.EXIT_CODE, 0))
        .runFinished("succeeded", at(9))
        .view();
  }

  private static MissingFile missing(String path, boolean removed) {
    return new MissingFile(
        new Attributes()
            .with(MissingFile.ARTIFACT_ID, path)
            .with(MissingFile.PATH, path)
            .with(MissingFile.REMOVED, removed ? true : null)
            .build());
  }

  private static List<Absence.Code> codes(RunView view) {
    return Absences.of(view, view.attempt(), Timing.of(view.attempt())).stream()
        .map(Absence::code)
        .toList();
  }

  @Test
  void of_fileThatTheCommandRemovedAgain_isGoneAndNotOwed() {
    TestLedger run =
        run()
            .event(Kind.ARTIFACT_WRITTEN, at(5), seen("out/a.html"))
            .event(Kind.ARTIFACT_WRITTEN, at(6), seen("out/temp.txt"));
    RunView view = ended(run, missing("out/temp.txt", true));
    assertThat(view.attempt().artifacts().getLast().state()).isEqualTo(ArtifactView.State.NO_FILE);
    assertThat(codes(view)).isEmpty();
  }

  @Test
  void of_fileThatWasPromised_isOwed() {
    TestLedger run = run().event(Kind.ARTIFACT_WRITTEN, at(5), seen("out/a.html"));
    RunView view = ended(run, missing("out/a.html", false));
    assertThat(codes(view)).containsExactly(Absence.Code.NO_FINAL_ARTIFACT, Absence.Code.NO_FILE);
  }

  @Test
  void of_finalThatAReplayKeeps_isThere() {
    Detail reused = with(AnyEvent.REUSED_FROM, "attempt_0");
    TestLedger kept = run().event(Kind.ARTIFACT_DECLARED, at(5), seen("out/a.html"), reused);
    assertThat(codes(ended(kept))).isEmpty();
    TestLedger declared = run().event(Kind.ARTIFACT_DECLARED, at(5), seen("out/a.html"));
    assertThat(codes(ended(declared))).containsExactly(Absence.Code.NO_FINAL_ARTIFACT);
  }
}
