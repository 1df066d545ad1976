package dev.clew.cli.offline;

import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.execution.offline.Drift;
import dev.clew.execution.offline.Obstacle;

/// What a playback came upon.
final class TestValues {
  static final Drift OF_THE_RUN = new Drift("", 0, "row 3 run_finished status", "failed", "lost");
  static final Drift OF_A_CALL = new Drift("create", 2, "body/email", "ada\n", "bob");

  static final Obstacle NO_BODY =
      new Obstacle(
          "body_not_captured",
          "create",
          "the answer is not in the ledger; record the run",
          new Remedy.Give(Setting.CAPTURE_BODIES));

  static final Obstacle OTHER_PRODUCER =
      new Obstacle("other_producer", "row 0", "it was not written by a workflow run", null);

  private TestValues() {}
}
