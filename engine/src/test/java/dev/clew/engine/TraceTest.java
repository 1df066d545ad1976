package dev.clew.engine;

import static dev.clew.engine.TestRuns.one;
import static dev.clew.engine.TestRuns.stage;
import static dev.clew.engine.TestRuns.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.ledger.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/// W3C Trace Context, and what is random.
class TraceTest {
  @Test
  void run_traceparent_isThatOfTheEvents() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.Ran ran = TestRuns.of(server, one()).run();
      Event started = ran.event(Kind.TOOL_CALL_STARTED);
      assertThat(started.traceId()).isEqualTo(TestRuns.TRACE_ID);
      assertThat(started.spanId()).matches("[0-9a-f]{16}");
      assertThat(ran.event(Kind.TOOL_CALL_COMPLETED).spanId()).isEqualTo(started.spanId());
      assertThat(server.received().getFirst().headers("traceparent"))
          .containsExactly("00-" + TestRuns.TRACE_ID + "-" + started.spanId() + "-01");
    }
  }

  @Test
  void run_traceparentOfTheWorkflow_wins() {
    String own = "00-11111111111111111111111111111111-2222222222222222-00";
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.of(server, one("headers: {Traceparent: \"" + own + "\"}")).run();
      assertThat(server.received().getFirst().headers("traceparent")).containsExactly(own);
    }
  }

  @Test
  void run_sameSeed_drawsTheSameIds() {
    assertThat(ids("one")).isEqualTo(ids("one")).hasSize(2).doesNotHaveDuplicates();
    assertThat(ids("two")).doesNotContainAnyElementsOf(ids("one"));
  }

  private static List<String> ids(String seed) {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.Ran ran = TestRuns.of(server, workflow(stage("one"), stage("two"))).seed(seed).run();
      assertThat(ran.event(Kind.RUN_STARTED).attributes().text("seed")).isEqualTo(seed);
      return ran.rows(Kind.TOOL_CALL_STARTED).stream()
          .map(Row::event)
          .map(event -> event.toolCallId() + " " + event.spanId())
          .toList();
    }
  }
}
