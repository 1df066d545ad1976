package dev.clew.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final String VALID = "00-" + TRACE + "-" + PARENT + "-00";

  private static TraceContext of(String... variables) {
    Map<String, String> environment = new HashMap<>();
    for (int at = 0; at < variables.length; at += 2) {
      environment.put(variables[at], variables[at + 1]);
    }
    return TraceContext.of(environment::get, bytes -> "ab".repeat(bytes));
  }

  @Test
  void validTrace_goesOn_withItsFlagsAndItsState() {
    TraceContext trace =
        of("TRACEPARENT", VALID, "TRACESTATE", "vendor=1", "BAGGAGE", "user=7;p=1, other=%20x");

    assertThat(trace.traceId()).isEqualTo(TRACE);
    assertThat(trace.parentSpanId()).isEqualTo(PARENT);
    assertThat(trace.headers("00f067aa0ba902b7"))
        .containsEntry("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-00")
        .containsEntry("tracestate", "vendor=1")
        .containsEntry("baggage", "user=7;p=1, other=%20x");
    assertThat(trace.variables()).containsKeys("TRACEPARENT", "TRACESTATE", "BAGGAGE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
      })
  void badTrace_isBegunAnew_withoutTheState(String traceparent) {
    TraceContext trace =
        of("TRACEPARENT", traceparent, "TRACESTATE", "vendor=1", "BAGGAGE", "user=7");

    assertThat(trace.traceId()).isEqualTo("ab".repeat(16));
    assertThat(trace.parentSpanId()).isNull();
    assertThat(trace.headers("00f067aa0ba902b7"))
        .doesNotContainKey("tracestate")
        .containsEntry("baggage", "user=7");
  }

  @Test
  void laterVersion_isReadAsFarAsItIsKnown() {
    TraceContext trace = of("TRACEPARENT", "cc-" + TRACE + "-" + PARENT + "-01-what-comes");

    assertThat(trace.traceId()).isEqualTo(TRACE);
  }

  @Test
  void baggage_ofOurs_replacesItsOwnName() {
    Baggage baggage =
        Baggage.parse("clew.run.id=run_1, user=7;p=1")
            .with(Baggage.RUN_ID, "run 2")
            .with(Baggage.CORRELATION_ID, null);

    assertThat(baggage).hasToString("clew.run.id=run%202,user=7;p=1");
    assertThat(baggage.get(Baggage.RUN_ID)).isEqualTo("run 2");
    assertThat(baggage.get("user")).isEqualTo("7");
    assertThat(baggage.get("none")).isNull();
  }

  @Test
  void baggage_thatNoHeaderCarries_isNotSentOn() {
    assertThat(Baggage.parse("a=1\r\nx-evil: 1").isEmpty()).isTrue();
    assertThat(Baggage.parse("a=" + "1".repeat(9_000)).isEmpty()).isTrue();
    assertThat(Baggage.parse(" ").isEmpty()).isTrue();
    assertThat(of("TRACEPARENT", VALID, "TRACESTATE", "a=1\nb").headers(PARENT))
        .doesNotContainKey("tracestate");
  }
}
