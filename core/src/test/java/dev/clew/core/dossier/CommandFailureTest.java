package dev.clew.core.dossier;

import static dev.clew.core.dossier.CommandRuns.begun;
import static dev.clew.core.dossier.CommandRuns.chain;
import static dev.clew.core.dossier.CommandRuns.claims;
import static dev.clew.core.dossier.CommandRuns.dossier;
import static dev.clew.core.dossier.CommandRuns.error;
import static dev.clew.core.dossier.CommandRuns.exited;
import static dev.clew.core.dossier.CommandRuns.killed;
import static dev.clew.core.dossier.CommandRuns.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Failures of commands that are looked at from outside: what is known of them, and no more.
class CommandFailureTest {
  @Test
  void unknownException_isQuotedWithItsBytesAndItsChain() {
    TestRun run =
        error(
            begun(),
            "OrderError: order 7",
            "rule",
            "unknown",
            "cause",
            "unknown",
            "cause_chain",
            chain("OrderError: order 7", "PaymentError: card declined"));
    Dossier dossier = dossier(exited(run, 1));
    assertThat(dossier.failure()).isEqualTo("unknown_failure");
    assertThat(dossier.cause()).isEqualTo(Cause.UNKNOWN);
    assertThat(dossier.blocker()).isEqualTo("PaymentError: card declined (exit 1)");
    assertThat(dossier.causeChain())
        .containsExactly("OrderError: order 7", "PaymentError: card declined");
    assertThat(dossier.evidence())
        .contains(
            new Evidence(
                Evidence.Side.FOR,
                "OrderError: order 7",
                List.of(
                    new Evidence.Ref.Row(3),
                    new Evidence.Ref.Bytes("sha256:c0", "stderr", 3, 40))));
  }

  @Test
  void unknownException_ofAStageThatOnlyGivesItsExitCode_isQuotedWithTheStage() {
    TestRun run =
        error(
                begun().event(3, "stage_started", "stage", "pay", "reported_by", "child"),
                "PaymentError: card declined",
                "rule",
                "unknown",
                "cause_chain",
                chain("PaymentError: card declined"))
            .event(
                6,
                "stage_failed",
                "stage",
                "pay",
                "error",
                Json.object().put("code", "exit_1").put("message", "pay ended with 1").build());
    Dossier dossier = dossier(exited(run, 1));
    assertThat(dossier.blocker()).isEqualTo("pay: PaymentError: card declined (exit 1)");
    assertThat(dossier.cause()).isEqualTo(Cause.UNKNOWN);
  }

  @Test
  void noErrorRow_theLastLineOfErrorOutputIsEvidence() {
    Dossier dossier = dossier(exited(said(begun(), "cannot find the card"), 1));
    assertThat(dossier.blocker()).isEqualTo("exit 1; the last it said: cannot find the card");
    assertThat(dossier.cause()).isEqualTo(Cause.UNKNOWN);
    assertThat(dossier.evidence())
        .contains(
            new Evidence(
                Evidence.Side.FOR,
                "the last it said: cannot find the card",
                List.of(
                    new Evidence.Ref.Row(3),
                    new Evidence.Ref.Bytes("sha256:c0", "stderr", 0, 20))));
  }

  @Test
  void nothingSaid_isSaidSo() {
    assertThat(dossier(exited(begun(), 3)).blocker()).isEqualTo("exit 3, and nothing says why");
  }

  @ParameterizedTest
  @CsvSource({
    "64, usage_error, config",
    "65, bad_data, input",
    "66, no_input, input",
    "69, unavailable, dependency",
    "70, exit_70, unknown",
    "75, exit_75, unknown",
    "77, permission_denied, config",
    "78, bad_config, config",
    "79, unknown_failure, unknown",
  })
  void exitCode_ofSysexits_saysWhatItMeans(int exit, String code, String cause) {
    Dossier dossier = dossier(exited(said(begun(), "no recipient"), exit));
    assertThat(dossier.failure()).isEqualTo(code);
    assertThat(dossier.cause().wire()).isEqualTo(cause);
    assertThat(dossier.blocker()).startsWith("exit " + exit).endsWith("said: no recipient");
  }

  /// What a known line says is nearer to the cause than a number.
  @Test
  void exitCode_ofSysexitsBesideAKnownLine_isTheLines() {
    TestRun run =
        error(begun(), "No space left", "rule", "disk.full@1", "cause", "resource", "code", "full");
    assertThat(dossier(exited(run, 78)).cause()).isEqualTo(Cause.RESOURCE);
  }

  private static TestRun read(
      TestRun run, String stream, String cause, String code, String message) {
    return run.event(
        5, "error", "summary", message, "message", message, "stream", stream, "rule", "a.b@1",
        "cause", cause, "code", code);
  }

  private static TestRun testsFailedBesideARefusal(String stream) {
    TestRun run = read(begun(), "stdout", "code", "test_failure", "There are test failures");
    return read(run, stream, "dependency", "connect_refused", "Connection refused");
  }

  @ParameterizedTest
  @CsvSource({
    "stderr, 1, test_failure",
    "stderr, 7, connect_refused",
    "stdout, 1, connect_refused",
  })
  void testFailure_besideWhatAnotherStreamSays_isTheRunnersIfItEndedAsRunnersDo(
      String stream, int exit, String failure) {
    assertThat(dossier(exited(testsFailedBesideARefusal(stream), exit)).failure())
        .isEqualTo(failure);
  }

  @Test
  void testFailure_besideWhatTheProducerItselfSays_isTheProducers() {
    TestRun run =
        read(begun(), "stdout", "code", "test_failure", "There are test failures")
            .event(6, "error", "summary", "no quota", "cause", "rate_limit", "code", "rate_limit");
    assertThat(dossier(exited(run, 1)).failure()).isEqualTo("rate_limit");
  }

  @Test
  void killed_afterAWarningOfATool_isNotBlamedOnTheTool() {
    TestRun run =
        error(
            begun(),
            "curl: (28) timed out",
            "rule",
            "curl.timeout@1",
            "cause",
            "timeout",
            "code",
            "timeout");
    Dossier dossier = dossier(killed(run, "KILL"));
    assertThat(dossier.failure()).isEqualTo("killed");
    assertThat(dossier.cause()).isEqualTo(Cause.UNKNOWN);
    assertThat(claims(dossier, Evidence.Side.FOR)).contains("run failed: ended by SIGKILL");
    assertThat(claims(dossier, Evidence.Side.AGAINST)).containsExactly("curl: (28) timed out");
    assertThat(dossier.nextActions()).anyMatch(next -> next.text().startsWith("ask the kernel"));
  }

  @Test
  void killed_afterTheKernelSaidThatMemoryRanOut_isResource() {
    TestRun run =
        error(
            begun(),
            "Out of memory: Killed process 7",
            "rule",
            "kernel.oom@1",
            "cause",
            "resource",
            "code",
            "oom_killed");
    assertThat(dossier(killed(run, "KILL")).cause()).isEqualTo(Cause.RESOURCE);
  }

  private static TestRun ended(TestRun run, Object... how) {
    List<Object> facts = new ArrayList<>(List.of("status", "failed", "oom_kills", 1));
    facts.addAll(List.of("memory_limit_bytes", 64L << 20));
    facts.addAll(List.of(how));
    return run.event(9, "run_finished", facts.toArray());
  }

  @ParameterizedTest
  @CsvSource({"signal, KILL", "exit_code, 137"})
  void killed_whileTheKernelKilledForMemory_isOutOfMemoryAndSaysOfWhom(String key, String value) {
    Object how = key.equals("signal") ? value : Long.valueOf(value);
    Dossier dossier = dossier(ended(said(begun(), "cache 48 MiB"), key, how));
    String kernel =
        "the kernel killed 1 process of its control group for lack of memory while it ran (limit 64"
            + " MiB)";
    assertThat(dossier.failure()).isEqualTo("out_of_memory");
    assertThat(dossier.cause()).isEqualTo(Cause.RESOURCE);
    assertThat(dossier.blocker()).isEqualTo("it was killed (SIGKILL): " + kernel);
    assertThat(claims(dossier, Evidence.Side.FOR)).contains(kernel);
    assertThat(dossier.nextActions()).contains(new NextAction.AskKernel(true));
  }

  @Test
  void exitOne_whileTheKernelKilledForMemory_blamesNobody() {
    Dossier dossier = dossier(ended(begun(), "exit_code", 1));
    assertThat(dossier.failure()).isEqualTo("unknown_failure");
    assertThat(dossier.cause()).isEqualTo(Cause.UNKNOWN);
  }

  @Test
  void killed_whileTheKernelKilledNothing_isKilledByNobodyKnown() {
    Dossier dossier = dossier(killed(begun(), "KILL"));
    assertThat(dossier.failure()).isEqualTo("killed");
    assertThat(dossier.cause()).isEqualTo(Cause.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "GET http://a/b answered 404, http_404, input",
    "PUT http://a/b: HTTP 503, http_503, dependency",
    "HTTP/1.1 429, http_429, rate_limit",
    "order 404 is not there, unknown_failure, unknown",
    "curl exit 404, unknown_failure, unknown",
  })
  void stageMessage_thatQuotesAnAnswer_saysWhatTheAnswerSays(
      String message, String code, String cause) {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_claimed")
            .event(2, "stage_started", "stage", "download")
            .event(
                3,
                "stage_failed",
                "stage",
                "download",
                "error",
                Json.object().put("code", "exit_22").put("message", message).build())
            .event(4, "run_finished", "status", "failed", "exit_code", 22);
    Dossier dossier = dossier(run);
    assertThat(dossier.cause().wire()).isEqualTo(cause);
    List<String> codes = new ArrayList<>(dossier.isA());
    codes.add(dossier.failure());
    assertThat(codes).contains(code);
  }
}
