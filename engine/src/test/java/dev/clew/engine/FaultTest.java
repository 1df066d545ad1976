package dev.clew.engine;

import static dev.clew.engine.TestRuns.one;
import static dev.clew.engine.TestRuns.stage;
import static dev.clew.engine.TestRuns.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Kind;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import dev.clew.engine.context.Exchanges;
import dev.clew.engine.context.RunSources;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever goes wrong within a stage fails the stage, and the run has an end.
class FaultTest {
  private static void isOver(TestRuns.Ran ran) {
    assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
    assertThat(ran.event(Kind.RUN_FINISHED).attributes().text("status")).isEqualTo("failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:65536/",
        "http://127.0.0.1:-1/",
        "http://[::1/",
        "http://",
        "http:///there",
        "//",
        "javascript:alert(1)",
        "http://a b/",
        "http://127.0.0.1:99999999999999/",
        "http://ex..ample:70000/",
        "\\u0000",
      })
  void run_redirectToNowhere_isTheAnswer(String location) {
    try (TestServer server = new TestServer(TestServer.redirect(302, location))) {
      TestRuns.Ran ran = TestRuns.of(server, one("message: none")).run();
      isOver(ran);
      assertThat(ran.stage("call").status()).isEqualTo(StageStatus.FAILED);
      assertThat(ran.calls()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"http://127.0.0.1:99999, 99999", "http://127.0.0.1:65536, 65536"})
  void run_portThatIsNone_isNotSent(String url, String port) {
    TestRuns.Ran ran = TestRuns.of(url, workflow(stage("call"), stage("later"))).run();
    isOver(ran);
    assertThat(ran.errorCode("call")).isEqualTo("invalid_url");
    assertThat(ran.errorMessage("call")).contains(port);
    assertThat(ran.calls()).isEmpty();
    assertThat(ran.stage("later").status()).isEqualTo(StageStatus.NOT_REACHED);
  }

  /// A connection that breaks in a way that nobody thought of.
  private record Breaking(Supplier<? extends Throwable> fault) implements Exchanges {
    @Override
    public Exchange send(Call call, Request request, @Nullable Duration atMost) {
      Throwable thrown = fault.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) thrown;
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}
  }

  private static TestRuns.Ran broken(Supplier<? extends Throwable> fault, String workflow) {
    return runs(fault, workflow).run();
  }

  private static TestRuns runs(Supplier<? extends Throwable> fault, String workflow) {
    return TestRuns.of("http://127.0.0.1:1", workflow)
        .sources(live ->
            new RunSources(
                () -> new Breaking(fault),
                live.course(),
                live.files(),
                live.contracts(),
                live.plugins()));
  }

  @Test
  void run_throwableInAStage_failsTheStage() {
    for (Supplier<Throwable> fault :
        List.<Supplier<Throwable>>of(
            StackOverflowError::new,
            () -> new NoClassDefFoundError("X"),
            () -> new IllegalArgumentException("what nobody thought of"))) {
      TestRuns.Ran ran = broken(fault, workflow(stage("call"), stage("later")));
      isOver(ran);
      assertThat(ran.errorCode("call")).isEqualTo("unexpected_fault");
      assertThat(ran.errorMessage("call")).contains(fault.get().getClass().getSimpleName());
      assertThat(ran.stage("later").status()).isEqualTo(StageStatus.NOT_REACHED);
    }
  }

  @Test
  void run_throwableInAStageOfItsOwnThread_failsTheStage() {
    String line = "dependsOn: []";
    TestRuns.Ran ran =
        broken(StackOverflowError::new, workflow(stage("call", line), stage("other", line)));
    isOver(ran);
    assertThat(ran.stage("call").status()).isEqualTo(StageStatus.FAILED);
  }

  @Test
  void run_throwableInAnItem_failsTheItemAndItsLoop() {
    String loop = stage("call", "forEach: \"{{input.all}}\"", "maxParallel: 2");
    TestRuns.Ran ran =
        runs(
                StackOverflowError::new,
                "version: \"1.0\"\nname: test\ninput:\n  - {name: all, type: Array}\nstages:\n"
                    + loop)
            .input("all", "[1, 2, 3]")
            .run();
    isOver(ran);
    assertThat(ran.errorCode("call")).isEqualTo("item_failed");
    assertThat(ran.errorCode("call[0]")).isEqualTo("unexpected_fault");
  }
}
