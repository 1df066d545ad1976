package dev.clew.core.dossier;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.error;
import static dev.clew.core.Detail.summary;
import static dev.clew.core.Detail.with;
import static dev.clew.core.dossier.CommandRuns.begun;
import static dev.clew.core.dossier.CommandRuns.claims;
import static dev.clew.core.dossier.CommandRuns.dossier;
import static dev.clew.core.dossier.CommandRuns.exited;
import static dev.clew.core.dossier.CommandRuns.killed;
import static dev.clew.core.dossier.CommandRuns.message;
import static dev.clew.core.dossier.CommandRuns.read;
import static dev.clew.core.dossier.CommandRuns.said;
import static dev.clew.core.dossier.CommandRuns.saidError;
import static dev.clew.core.dossier.CommandRuns.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.Detail;
import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.run.RunEnded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Failures of commands that are looked at from outside: what is known of them, and no more.
class CommandFailureTest {
  @Test
  void unknownException_isQuotedWithItsBytesAndItsChain() {
    TestLedger run =
        saidError(
            begun(),
            "OrderError: order 7",
            with(LogLine.CAUSE, "unknown"),
            unknown("OrderError: order 7", "PaymentError: card declined"));
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
    TestLedger run =
        saidError(
                begun().stageStarted("pay", at(3), with(AnyEvent.REPORTED_BY, "child")),
                "PaymentError: card declined",
                unknown("PaymentError: card declined"))
            .stageFailed("pay", at(6), error("exit_1", "pay ended with 1"));
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
    TestLedger run = saidError(begun(), "No space left", read("disk.full@1", "resource", "full"));
    assertThat(dossier(exited(run, 78)).cause()).isEqualTo(Cause.RESOURCE);
  }

  private static TestLedger testsFailed() {
    return begun()
        .event(
            Kind.ERROR,
            at(5),
            message("There are test failures"),
            with(AnyEvent.STREAM, "stdout"),
            read("a.b@1", "code", "test_failure"));
  }

  private static TestLedger testsFailedBesideARefusal(String stream) {
    return testsFailed()
        .event(
            Kind.ERROR,
            message("Connection refused"),
            with(AnyEvent.STREAM, stream),
            read("a.b@1", "dependency", "connect_refused"));
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
    TestLedger run =
        testsFailed()
            .event(
                Kind.ERROR,
                at(6),
                summary("no quota"),
                with(LogLine.CAUSE, "rate_limit"),
                with(LogLine.CODE, "rate_limit"));
    assertThat(dossier(exited(run, 1)).failure()).isEqualTo("rate_limit");
  }

  @Test
  void killed_afterAWarningOfATool_isNotBlamedOnTheTool() {
    TestLedger run =
        saidError(begun(), "curl: (28) timed out", read("curl.timeout@1", "timeout", "timeout"));
    Dossier dossier = dossier(killed(run, "KILL"));
    assertThat(dossier.failure()).isEqualTo("killed");
    assertThat(dossier.cause()).isEqualTo(Cause.UNKNOWN);
    assertThat(claims(dossier, Evidence.Side.FOR)).contains("run failed: ended by SIGKILL");
    assertThat(claims(dossier, Evidence.Side.AGAINST)).containsExactly("curl: (28) timed out");
    assertThat(dossier.nextActions()).anyMatch(next -> next.text().startsWith("ask the kernel"));
  }

  @Test
  void killed_afterTheKernelSaidThatMemoryRanOut_isResource() {
    TestLedger run =
        saidError(
            begun(),
            "Out of memory: Killed process 7",
            read("kernel.oom@1", "resource", "oom_killed"));
    assertThat(dossier(killed(run, "KILL")).cause()).isEqualTo(Cause.RESOURCE);
  }

  private static TestLedger ended(TestLedger run, Detail how) {
    return run.runFinished(
        "failed",
        at(9),
        with(RunEnded.OOM_KILLS, 1),
        with(RunEnded.MEMORY_LIMIT_BYTES, 64L << 20),
        how);
  }

  @ParameterizedTest
  @CsvSource({"signal, KILL", "exit_code, 137"})
  void killed_whileTheKernelKilledForMemory_isOutOfMemoryAndSaysOfWhom(String key, String value) {
    Detail how =
        key.equals("signal")
            ? with(RunEnded.SIGNAL, value)
            : with(RunEnded.EXIT_CODE, Integer.valueOf(value));
    Dossier dossier = dossier(ended(said(begun(), "cache 48 MiB"), how));
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
    Dossier dossier = dossier(ended(begun(), with(RunEnded.EXIT_CODE, 1)));
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
    TestLedger run =
        new TestLedger()
            .runClaimed(at(1))
            .stageStarted("download", at(2))
            .stageFailed("download", at(3), error("exit_22", message))
            .runFinished("failed", at(4), with(RunEnded.EXIT_CODE, 22));
    Dossier dossier = dossier(run);
    assertThat(dossier.cause().wire()).isEqualTo(cause);
    List<String> codes = new ArrayList<>(dossier.isA());
    codes.add(dossier.failure());
    assertThat(codes).contains(code);
  }
}
