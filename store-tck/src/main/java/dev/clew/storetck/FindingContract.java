package dev.clew.storetck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.Phase;
import dev.clew.core.event.Timestamp;
import dev.clew.core.run.RunStatus;
import dev.clew.store.Finding;
import dev.clew.store.FindingQuery;
import dev.clew.store.Found;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.Words;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store of runs does with what was found of them. A kind of store has a test that
/// extends this beside one that extends [RunStoreContract].
public abstract class FindingContract extends OpenedStoreContract {
  private static final int ALL = 100_000;
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final RunKey OTHER = new RunKey("default", "run_2");
  private static final Timestamp STARTED = Timestamp.parse("2026-11-30T03:00:01.250Z");
  private static final Instant STUCK = Instant.parse("2026-11-30T04:00:00.000001Z");

  private void append(RunKey run, RunStatus status) {
    store().append(TestEvents.wholeRun(run, "nightly", status, 1));
  }

  private static Finding timedOut(long size) {
    return new Finding(
        size,
        STARTED,
        new Finding.Failure("upload_timeout", Phase.SAVE, Cause.TIMEOUT, "upload: timed out"),
        null);
  }

  private static Found found(RunKey run, Finding finding, String words) {
    return new Found(run, finding, new Words().add(words));
  }

  private RunEntry entry(RunKey run) {
    return store().find(RunQuery.of(run.runId()), 1).getFirst();
  }

  private List<String> ids(FindingQuery query) {
    return store().find(RunQuery.ALL.finding(query), ALL).stream().map(RunEntry::runId).toList();
  }

  @Test
  void keep_atTheNewestRow_isInTheEntry() {
    append(RUN, RunStatus.FAILED);
    append(OTHER, RunStatus.SUCCEEDED);
    assertThat(store().unexamined(ALL)).containsEntry(RUN, 9L).containsEntry(OTHER, 9L).hasSize(2);

    store().keep(List.of(found(RUN, timedOut(9), "")));

    assertThat(entry(RUN).finding()).isEqualTo(timedOut(9));
    assertThat(entry(OTHER).finding()).isNull();
    assertThat(store().unexamined(ALL)).containsOnlyKeys(OTHER);
  }

  @Test
  void keep_notAtTheNewestRow_isPassedOver() {
    append(RUN, RunStatus.FAILED);

    store().keep(List.of(found(RUN, timedOut(8), "timed"), found(OTHER, timedOut(9), "timed")));

    assertThat(entry(RUN).finding()).isNull();
    assertThat(ids(FindingQuery.ANY.withText("timed"))).isEmpty();
    assertThat(store().unexamined(ALL)).containsOnlyKeys(RUN);
  }

  @Test
  void append_afterIt_makesItNothingUntilItIsFoundAnew() {
    append(RUN, RunStatus.FAILED);
    store().keep(List.of(found(RUN, timedOut(9), "timed out")));
    store().append(List.of(TestEvents.event(RUN, 90)));

    assertThat(entry(RUN).finding()).isNull();
    for (FindingQuery query :
        List.of(
            FindingQuery.ANY.failedWith("upload_timeout"),
            FindingQuery.ANY.inPhase(Phase.SAVE),
            FindingQuery.ANY.causedBy(Cause.TIMEOUT),
            FindingQuery.ANY.withText("timed"))) {
      assertThat(ids(query)).as("%s", query).isEmpty();
    }
    assertThat(store().unexamined(ALL)).containsEntry(RUN, 10L);

    store().keep(List.of(found(RUN, Finding.nothing(10), "other words")));

    assertThat(entry(RUN).finding()).isEqualTo(Finding.nothing(10));
    assertThat(ids(FindingQuery.ANY.withText("timed"))).isEmpty();
    assertThat(ids(FindingQuery.ANY.withText("words"))).containsExactly("run_1");
  }

  @Test
  void find_stuck_isRunningAndSilentSinceThatMoment() {
    store().append(List.of(TestEvents.created(RUN, "nightly", 1), TestEvents.started(RUN, 2)));
    append(OTHER, RunStatus.FAILED);
    Finding.Silence silence = new Finding.Silence(STUCK, "no event for 5m00s");
    store()
        .keep(
            List.of(
                found(RUN, new Finding(2, null, null, silence), ""),
                found(OTHER, new Finding(9, null, null, silence), "")));

    assertThat(ids(FindingQuery.ANY.stuckBy(STUCK.minusNanos(1_000)))).isEmpty();
    assertThat(ids(FindingQuery.ANY.stuckBy(STUCK))).containsExactly("run_1");
    assertThat(entry(RUN).finding()).isEqualTo(new Finding(2, null, null, silence));

    store().append(List.of(TestEvents.event(RUN, 3)));

    assertThat(ids(FindingQuery.ANY.stuckBy(STUCK))).isEmpty();
  }

  @Test
  void find_text_isWordsByTheirBeginningsInAnyOrder() {
    append(RUN, RunStatus.FAILED);
    String text = "Activate-Subscription answered 402 payment_method_requires_authentication";
    store().keep(List.of(found(RUN, timedOut(9), text)));

    for (String wanted : List.of("402", "answ ACT", "requires", "payment_method", "sub 40")) {
      assertThat(ids(FindingQuery.ANY.withText(wanted))).as(wanted).containsExactly("run_1");
    }
    for (String wanted : List.of("02", "402 403", "ethod", "--", "\u0000", "\"*")) {
      assertThat(ids(FindingQuery.ANY.withText(wanted))).as(wanted).isEmpty();
    }
  }

  @Test
  void unexamined_isLimited() {
    append(RUN, RunStatus.FAILED);
    append(OTHER, RunStatus.FAILED);

    assertThat(store().unexamined(1)).hasSize(1);
  }
}
