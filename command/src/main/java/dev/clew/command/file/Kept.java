package dev.clew.command.file;

import dev.clew.command.journal.Journal;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import java.nio.file.Path;
import java.util.List;

/// What a replay takes over of an earlier attempt: stages that are not done again, and the files
/// that they left.
public record Kept(List<Stage> stages, List<KeptFile> files) {
  public static final Kept NONE = new Kept(List.of(), List.of());

  /// What is taken over was no work of this attempt.
  private static final String GROUP = "boundary";

  public Kept {
    stages = List.copyOf(stages);
    files = List.copyOf(files);
  }

  /// @param attemptId of the attempt that did it
  public record Stage(StageView stage, String attemptId) {
    private static String word(StageView stage) {
      StageStatus status = stage.status();
      return status == null ? "" : status.wire().replace('_', ' ');
    }

    Recorder.Draft row(Journal journal) {
      boolean skipped = stage.status() == StageStatus.SKIPPED;
      boolean tolerated = stage.status() == StageStatus.TOLERATED;
      return journal
          .event(skipped ? Kind.STAGE_SKIPPED : Kind.STAGE_COMPLETED, "kept: " + word(stage))
          .stage(stage.path())
          .with(AnyEvent.GROUP, GROUP)
          .with(AnyEvent.REUSED_FROM, attemptId)
          .with(
              StageEnded.OUTCOME,
              skipped ? null : tolerated ? StageEnded.TOLERATED : StageEnded.SUCCEEDED)
          .with(StageEnded.REASON, stage.reason());
    }
  }

  public void write(Path folder, Journal journal) {
    stages.forEach(stage -> journal.write(stage.row(journal)));
    for (KeptFile file : files) {
      Recorder.Draft row = file.row(folder, journal);
      if (row != null) {
        journal.write(row);
      }
    }
  }
}
