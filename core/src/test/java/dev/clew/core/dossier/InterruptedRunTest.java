package dev.clew.core.dossier;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.error;
import static dev.clew.core.Detail.expects;
import static dev.clew.core.Detail.with;
import static dev.clew.core.dossier.CommandRuns.dossier;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.absence.Absence;
import dev.clew.core.absence.Absences;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.run.Expects;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs that nobody ended: the process that ran them is gone.
class InterruptedRunTest {
  /// The ledger of clew's own engine ends early: it was run by who wrote it.
  @Test
  void interrupted_whileItWasSetUp_saysTheLastThatItWrote() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1), with(RunCreated.NAME, "order"))
            .configCaptured("workflow", "order.workflow", at(2))
            .stagePlanned("pay", at(3));
    Dossier dossier = dossier(run);
    assertThat(dossier.failure()).isEqualTo("interrupted");
    assertThat(dossier.isA()).containsExactly("pre_work_failure");
    assertThat(dossier.phase()).isEqualTo(Phase.BOOT);
    assertThat(dossier.blocker())
        .isEqualTo(
            "it was interrupted: the process that ran it is gone, and the last it wrote is"
                + " stage_planned at 2026-11-22T00:00:03Z");
    assertThat(codes(run))
        .containsExactly(Absence.Code.NO_FIRST_WORK_EVENT, Absence.Code.NO_TERMINAL_EVENT);
  }

  @Test
  void interrupted_rightAfterItWasAskedFor_didNothing() {
    TestLedger run = new TestLedger().runCreated(at(1), with(RunCreated.NAME, "order"));
    Dossier dossier = dossier(run);
    assertThat(dossier.blocker()).isEqualTo("the process that ran it ended before it did anything");
    assertThat(dossier.phase()).isEqualTo(Phase.BOOT);
    assertThat(codes(run)).containsExactly(Absence.Code.NO_TERMINAL_EVENT);
  }

  /// A claim that was promised and is not there is absent, whoever is gone.
  @Test
  void interrupted_withAClaimPromised_hasNoClaim() {
    TestLedger run = new TestLedger().runCreated(at(1), expects(Expects.CLAIM, true));
    assertThat(codes(run)).containsExactly(Absence.Code.NO_CLAIM);
    assertThat(dossier(run).phase()).isEqualTo(Phase.PRE_CLAIM);
  }

  /// A worker that is gone before it told of any work is gone: that is the news.
  @Test
  void lost_beforeAnyWork_isLost() {
    Dossier dossier =
        dossier(new TestLedger().runCreated(at(1)).runClaimed(at(2)).event(Kind.RUN_LOST, at(100)));

    assertThat(dossier.failure()).isEqualTo("lost");
    assertThat(dossier.cause()).isEqualTo(Cause.INFRA);
    assertThat(dossier.blocker())
        .isEqualTo("its lease ran out; the last sign of it is run_claimed at 2026-11-22T00:00:02Z");
  }

  @Test
  void heartbeat_afterItWasLost_bringsItBack_andAnEndStands() {
    TestLedger run = new TestLedger().runCreated().runClaimed().event(Kind.RUN_LOST);
    assertThat(run.view().status()).isEqualTo(RunStatus.LOST);

    run.event(Kind.LOG);
    assertThat(run.view().status()).isEqualTo(RunStatus.LOST);
    run.event(Kind.HEARTBEAT);
    assertThat(run.view(RunView.Writer.PRESENT).status()).isEqualTo(RunStatus.RUNNING);
    run.event(Kind.RUN_LOST).runFinished("succeeded").event(Kind.HEARTBEAT);
    assertThat(run.view().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  /// Of many jobs that is all that anybody tells: that there was one, and why it failed.
  @Test
  void failed_withNothingButTheErrorOfItsEnd_saysThat() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .runStarted(at(2))
            .runFinished("failed", at(9), error("disk_full", "disk full on /data"));
    assertThat(dossier(run).blocker()).isEqualTo("disk full on /data");

    TestLedger silent =
        new TestLedger()
            .runCreated(at(1))
            .runStarted(at(2))
            .runFinished("failed", at(9), error("exit_7", "exit 7"));
    assertThat(dossier(silent).blocker()).isNotEqualTo("exit 7");
  }

  private static List<Absence.Code> codes(TestLedger run) {
    RunView view = run.view();
    return Absences.of(view, view.attempt(), Timing.of(view.attempt())).stream()
        .map(Absence::code)
        .toList();
  }
}
