package dev.clew.command.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.event.Event;
import dev.clew.core.ledger.IncomingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildEventTest {
  private static IncomingEvent parse(String kind) throws ChildEvent.Invalid {
    return ChildEvent.parse("{\"kind\":\"" + kind + "\",\"path\":\"a.txt\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run_created",
        "run_queued",
        "run_claimed",
        "lease_granted",
        "run_started",
        "run_finished",
        "run_cancelled",
        "run_lost",
        "stdout_chunk",
        "redaction_late"
      })
  void parse_beginOrEndOfTheAttempt_isSaidByClewAlone(String kind) {
    assertThatThrownBy(() -> parse(kind))
        .isInstanceOf(ChildEvent.Invalid.class)
        .hasMessage("only clew itself says " + kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stage_started", "heartbeat", "log", "worker_started", "own_kind"})
  void parse_otherKind_isAnEvent(String kind) throws ChildEvent.Invalid {
    assertThat(parse(kind).kind()).isEqualTo(kind);
  }

  @Test
  void attributes_sayWhatTheLineSays() throws ChildEvent.Invalid {
    IncomingEvent event =
        ChildEvent.parse(
            """
            {"kind":"artifact_written","summary":"s","path":"b.txt",\
            "attributes":{"path":"a.txt","more":1},"reported_by":"me","checksum":"c"}\
            """);
    assertThat(event.attributes())
        .hasToString(
            "{\"path\":\"b.txt\",\"more\":1,\"reported_by\":\"child\",\"checksum\":\"c\"}");
  }

  @Test
  void parse_idsOfTheEnvelope_areNoAttributes() throws ChildEvent.Invalid {
    IncomingEvent event =
        ChildEvent.parse(
            """
            {"kind":"log","tool_call_id":"call_1","invocation_id":"worker-3","workspace_id":"ws_1",\
            "trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7"}\
            """);
    assertThat(event.links()).isEqualTo(new Event.Links("call_1", "worker-3", "ws_1"));
    assertThat(event.trace())
        .isEqualTo(new Event.Trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", null));
    assertThat(event.attributes()).hasToString("{\"reported_by\":\"child\"}");
  }

  @Test
  void parse_traceIdThatIsNoneOfTheW3c_isAnAttribute() throws ChildEvent.Invalid {
    IncomingEvent event = ChildEvent.parse("{\"kind\":\"log\",\"trace_id\":\"1-5759e988\"}");
    assertThat(event.trace()).isEqualTo(Event.Trace.NONE);
    assertThat(event.attributes())
        .hasToString("{\"trace_id\":\"1-5759e988\",\"reported_by\":\"child\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"log\",\"severity\":\"loud\"}",
        "{\"kind\":\"log\",\"ts\":\"yesterday\"}",
        "{\"kind\":\"log\",\"try\":0}",
        "{\"kind\":\"log\",\"duration_ms\":-1}",
        "{\"kind\":\"Log\"}",
        "[]",
        "{"
      })
  void parse_whatIsNoEvent_isInvalid(String text) {
    assertThatThrownBy(() -> ChildEvent.parse(text)).isInstanceOf(ChildEvent.Invalid.class);
  }
}
