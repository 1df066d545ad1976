package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that was started inside of something else: it goes on with that trace, and hands on what
/// travels with it.
class TraceTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";

  @TempDir private Path folder;

  @BeforeEach
  void unpack() throws Exception {
    assertThat(Onboarding.unpack(folder)).exists();
  }

  private Clew inside() {
    return Clew.in(folder)
        .with("TRACEPARENT", "00-" + TRACE + "-" + PARENT + "-00")
        .with("TRACESTATE", "vendor=1")
        .with(
            "BAGGAGE",
            "clew.run.id=run_outer,clew.attempt.id=att_2,clew.stage=load,"
                + "clew.correlation.id=order-9,tenant=blue");
  }

  @Test
  void workflow_goesOnWithTheTrace_andCanBePlayedBack() throws Exception {
    try (Service service = Onboarding.working()) {
      Clew.Ran ran = inside().run(Onboarding.run(service.url(), "--capture-http", "bodies"));
      assertThat(ran.code()).as(ran.err()).isZero();
    }
    ExecLedger ledger = ExecLedger.in(folder);

    Json.Obj created = ledger.last("run_created");
    assertThat(created.text("trace_id")).isEqualTo(TRACE);
    assertThat(created.text("parent_span_id")).isEqualTo(PARENT);
    assertThat(created.text("trace_flags")).isEqualTo("00");
    assertThat(created.text("correlation_id")).isEqualTo("order-9");
    assertThat(ledger.last("run_started").text("parent_run_id")).isEqualTo("run_outer");
    List<Json.Obj> headers = ledger.last("tool_call_started").objects("headers");
    assertThat(header(headers, "traceparent")).startsWith("00-" + TRACE + "-").endsWith("-00");
    assertThat(header(headers, "tracestate")).isEqualTo("vendor=1");
    assertThat(header(headers, "baggage")).startsWith("[redacted:header");
    assertThat(created.text("baggage")).contains("tenant=blue");
    Clew.Ran played = Clew.in(folder).run("replay", ledger.path().toString(), "--offline");
    assertThat(played.code()).as(played.out() + played.err()).isZero();
  }

  private static String header(List<Json.Obj> headers, String name) {
    return headers.stream()
        .filter(one -> one.text("name", "").equals(name))
        .map(one -> one.text("value", ""))
        .findFirst()
        .orElse("absent");
  }

  @Test
  void command_handsItOn_withTheRunThatItIsAPartOf() throws Exception {
    Clew.Ran ran =
        inside()
            .run("exec", "-q", "--", "sh", "-c", "echo $TRACEPARENT $TRACESTATE; echo $BAGGAGE");

    ExecLedger ledger = ExecLedger.in(folder);
    Event started = ledger.event("run_started");
    assertThat(ran.out())
        .startsWith("00-" + TRACE + "-")
        .contains("-00 vendor=1\n")
        .contains("clew.run.id=" + started.runId() + ",")
        .contains("tenant=blue")
        .contains("clew.attempt.id=" + started.attemptId() + ",")
        .doesNotContain("run_outer")
        .doesNotContain("clew.stage");
    assertThat(ledger.last("run_started").text("parent_attempt_id")).isEqualTo("att_2");
    assertThat(ledger.last("run_started").text("parent_stage")).isEqualTo("load");
    assertThat(ledger.last("run_started").text("parent_run_id")).isEqualTo("run_outer");
    assertThat(ledger.last("run_created").text("correlation_id")).isEqualTo("order-9");
  }

  @Test
  void command_withABadTrace_dropsItsState() {
    Clew.Ran ran =
        Clew.in(folder)
            .with("TRACEPARENT", "00-nonsense")
            .with("TRACESTATE", "vendor=1")
            .run("exec", "-q", "--", "sh", "-c", "echo state:$TRACESTATE:");

    assertThat(ran.out()).isEqualTo("state::\n");
  }
}
