package dev.clew.core;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.ledger.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestLedgerTest {
  @Test
  void event_saysItsKindAndItsDetails() {
    Event event =
        new TestLedger("run_7")
            .artifactWritten(
                "page_1", at(1.5), stage("a/b[3]#2"), summary("page 1"), file("final", "p.txt"))
            .last();

    assertThat(event.is(Kind.ARTIFACT_WRITTEN)).isTrue();
    assertThat(event.eventId()).isEqualTo("evt_0000");
    assertThat(event.runId()).isEqualTo("run_7");
    assertThat(event.ts()).hasToString("2026-11-22T00:00:01.500Z");
    assertThat(event.path()).isEqualTo(StagePath.parse("a/b[3]"));
    assertThat(event.tryNumber()).isEqualTo(2);
    assertThat(event.summary()).isEqualTo("page 1");
    assertThat(event.artifacts()).containsExactly("page_1");
    assertThat(ArtifactWritten.from(event).path()).isEqualTo("p.txt");
  }

  @Test
  void event_withoutTimeAndSummary_isOfTheLatestTimeSoFar() {
    List<Row> rows =
        new TestLedger().runStarted(at("13:04:02.5")).stageStarted("a", at(1)).event("own").rows();

    assertThat(rows)
        .extracting(row -> row.event().ts().toString())
        .containsExactly(
            "2026-11-22T13:04:02.5Z", "2026-11-22T00:00:01Z", "2026-11-22T13:04:02.500Z");
    assertThat(rows.getLast().event().summary()).isEqualTo("own");
  }

  @Test
  void event_ofAProducerInAnAttempt_hasItsNextNumber() {
    List<Row> rows =
        new TestLedger()
            .runStarted()
            .attempt("attempt_2")
            .runStarted()
            .producer("worker-2")
            .event("own")
            .attempt("attempt_1")
            .producer("worker-1")
            .event("own")
            .rows();

    assertThat(rows).extracting(row -> row.event().seq()).containsExactly(0L, 0L, 0L, 1L);
    assertThat(rows).extracting(Row::verdict).containsOnly(Row.Verdict.ACCEPTED);
    assertThat(rows)
        .extracting(row -> row.event().eventId())
        .containsExactly("evt_0000", "evt_0001", "evt_0002", "evt_0003");
  }
}
