package dev.clew.command.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildEventTest {
  private static ChildEvent parse(String kind) throws ChildEvent.Invalid {
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
  void artifact_saysWhatTheLineSays() throws ChildEvent.Invalid {
    ChildEvent event =
        ChildEvent.parse(
            """
            {"kind":"artifact_written","summary":"s","path":"b.txt",\
            "attributes":{"path":"a.txt","more":1},"reported_by":"me","checksum":"c"}\
            """);
    assertThat(event.artifact().attributes())
        .hasToString(
            "{\"path\":\"b.txt\",\"more\":1,\"reported_by\":\"child\",\"checksum\":\"c\"}");
  }
}
