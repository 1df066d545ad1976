package dev.clew.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.Vocabulary;
import dev.clew.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a job says, as a server gets it.
class ClewClientTest {
  private final FakeServer server = new FakeServer();
  private final ClewClient clew;
  private final Path folder;

  ClewClientTest(@TempDir Path folder) {
    this.folder = folder;
    this.clew = server.client(folder.resolve("spool")).open();
  }

  @AfterEach
  void close() {
    clew.close();
    server.close();
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static Json.Obj error(Json.Obj event) {
    return event.object("attributes").object("error");
  }

  @Test
  void run_allThatItCanSay_isInTheWordsOfTheVocabulary() throws IOException {
    Run run =
        clew.run("nightly-report")
            .id("run_742")
            .attempt(2)
            .namespace("reports")
            .version("3")
            .bundle("reports@2026.11")
            .correlationId("order-1")
            .parent("run_741")
            .requestedAt(Instant.parse("2026-11-30T03:00:00Z"))
            .limit(Duration.ofMinutes(15))
            .input("pages", 42)
            .expects("out/report.*")
            .start();
    run.run(() -> {
      Stage stage = run.stage("preprocessing");
      stage.log("begun");
      stage.decision("pages > 0", true, "render");
      stage.check("pages", true, "42 of 42");
      stage.effect("mail sent", "team@example.com");
      stage.artifact(file("pages.json", "[]"), ArtifactKind.INTERMEDIATE);
      stage.consumed(folder.resolve("absent.csv"), ArtifactKind.INPUT);
      stage.httpCall("PUT", "http://files/report").httpStatus(201).close();
      stage.toolCall("process", "convert").exitCode(0).close();
      stage.close();
      run.stage("unneeded").skip("no pages");
      assertThatThrownBy(() -> run.stage("upload").run(ClewClientTest::upload))
          .isInstanceOf(ConnectException.class);
      run.uploaded(folder.resolve("report.html"), "s3://reports");
      run.statusPersisted("done", "db");
    });
    clew.run("other").start().cancel("enough");

    Set<String> kinds = new HashSet<>();
    for (Json.Obj event : server.events()) {
      kinds.add(event.text("kind", ""));
      assertThat(Kind.of(event.text("kind", ""))).as(event.toString()).isNotNull();
      Event read = EventJson.read(event.with("namespace", Json.of("reports")));
      assertThat(Vocabulary.unknown(read)).as(event.toString()).isEqualTo(Json.EMPTY_OBJECT);
    }
    assertThat(kinds).hasSizeGreaterThan(18);
    assertThat(server.event("stage_failed").text("summary"))
        .isEqualTo("java.net.ConnectException: Connection refused");
    assertThat(server.events("run_finished").getFirst().object("attributes").text("status"))
        .isEqualTo("completed_with_failures");
  }

  private static void upload() throws ConnectException {
    throw new ConnectException("Connection refused");
  }

  @Test
  void run_numbersAndIds_areWithoutGapsAndOnce() throws IOException {
    try (Run run = clew.run("job").start()) {
      for (int number = 0; number < 500; number++) {
        run.log("line " + number);
      }
      run.artifact(file("a.txt", "a"), ArtifactKind.FINAL);
    }

    List<Long> numbers = server.events().stream().map(e -> e.whole("seq")).sorted().toList();
    assertThat(numbers).hasSize(504).first().isEqualTo(0L);
    assertThat(numbers).last().isEqualTo(503L);
    assertThat(server.events().stream().map(e -> e.text("event_id")).distinct()).hasSize(504);
  }

  @Test
  void artifact_hasSizeAndDigest() throws IOException {
    try (Run run = clew.run("job").start()) {
      run.artifact(file("report.html", "<html>"), ArtifactKind.FINAL);
    }

    Json.Obj said = server.event("artifact_written").object("attributes");
    assertThat(said.text("checksum")).isEqualTo(Digest.sha256("<html>".getBytes(UTF_8)).prefixed());
    assertThat(said.whole("size_bytes")).isEqualTo(6);
    assertThat(said.text("artifact_kind")).isEqualTo("final");
  }

  @Test
  void artifact_thatCannotBeRead_saysWhy() {
    try (Run run = clew.run("job").start()) {
      run.artifact(folder.resolve("absent"), ArtifactKind.FINAL);
    }

    assertThat(server.event("artifact_written").object("attributes").text("checksum_missing"))
        .contains("NoSuchFileException");
  }

  @Test
  void artifact_ofAStage_isWaitedForAtTheEnd() throws IOException {
    Path large = Files.write(folder.resolve("large"), new byte[80 << 20]);
    try (Run run = clew.run("job").start()) {
      run.stage("render").run(() -> run.stage("page").artifact(large, ArtifactKind.FINAL));
    }

    assertThat(server.event("artifact_written").object("attributes").whole("size_bytes"))
        .isEqualTo(80 << 20);
    assertThat(server.kinds()).endsWith("run_finished");
  }

  /// What a job has when something is wrong with it: a message that is not there.
  @Test
  @SuppressWarnings("NullAway")
  void anything_null_throwsNothing() {
    RunBuilder builder = clew.run(null).id(null).version(null).requestedAt(null).limit(null);
    try (Run run = builder.input(null, null).expects(null).namespace(null).start()) {
      run.log((String) null);
      run.log(null, null, null, null);
      run.fail((Throwable) null);
      run.fail(null, null);
      run.artifact(null, null);
      run.uploaded(null, null);
      run.decision(null, true, null);
      run.check(null, false, null);
      run.effect(null, null);
      run.toolCall(null, null).close();
      run.httpCall(null, null).close();
      run.stage(null).skip(null);
    }

    assertThat(server.event("run_finished").object("attributes").text("status"))
        .isEqualTo("failed");
  }

  @Test
  void stage_thatThrows_failsAndFailsTheRun() {
    assertThatThrownBy(
            () -> {
              try (Run run = clew.run("job").start();
                  Stage outer = run.stage("render")) {
                outer
                    .stage("page", 3)
                    .run(() -> {
                      throw new IllegalStateException("no data", new IOException("disk"));
                    });
              }
            })
        .isInstanceOf(IllegalStateException.class);

    assertThat(server.events("stage_failed").stream().map(e -> e.text("stage")))
        .containsExactly("render/page[3]", "render");
    Json.Obj thrown = server.event("error");
    assertThat(thrown.text("raw")).contains("ClewClientTest.java").contains("Caused by: ");
    assertThat(thrown.object("attributes").objects("cause_chain").get(1).text("type"))
        .isEqualTo("java.io.IOException");
    Json.Obj end = server.event("run_finished");
    assertThat(end.object("attributes").text("status")).isEqualTo("failed");
    assertThat(error(end).text("code")).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void stage_thatThrowsAndWorkGoesOn_isAFailureThatWasDealtWith() {
    try (Run run = clew.run("job").start()) {
      try {
        run.stage("mirror")
            .run(() -> {
              throw new IllegalStateException("away");
            });
      } catch (IllegalStateException e) {
        run.stage("other-mirror").close();
      }
    }

    assertThat(server.event("run_finished").object("attributes").text("status"))
        .isEqualTo("completed_with_failures");
  }

  @Test
  void stage_again_isTheNextTryOrAnotherVisit() {
    try (Run run = clew.run("job").start()) {
      for (int time = 0; time < 2; time++) {
        try (Stage stage = run.stage("a/b")) {
          stage.fail("flaky", "no luck");
        }
      }
      run.stage("a/b").close();
      run.stage("a/b").close();
    }

    assertThat(
            server.events("stage_started").stream()
                .map(e -> e.text("stage") + "#" + e.whole("try")))
        .containsExactly("a%2fb#1", "a%2fb#2", "a%2fb#3", "a%2fb~2#1");
    assertThat(server.event("run_finished").object("attributes").text("status"))
        .isEqualTo("succeeded");
  }

  @Test
  void fail_saidOfTheRun_isItsEnd() {
    try (Run run = clew.run("job").start()) {
      run.fail("upload_timeout", "no answer within 60 s");
    }

    Json.Obj end = server.event("run_finished");
    assertThat(end.object("attributes").text("status")).isEqualTo("failed");
    assertThat(error(end).text("code")).isEqualTo("upload_timeout");
    assertThat(server.events("error")).isEmpty();
  }

  @Test
  void call_givesWhatTheWorkGives() {
    try (Run run = clew.run("job").start()) {
      assertThat(run.stage("count").<Integer, RuntimeException>call(() -> 42)).isEqualTo(42);
      assertThatThrownBy(() -> run.httpCall("GET", "http://a").run(ClewClientTest::upload))
          .isInstanceOf(ConnectException.class);
      run.succeed();
    }

    assertThat(server.event("stage_completed").text("stage")).isEqualTo("count");
    assertThat(error(server.event("tool_call_failed")).text("code"))
        .isEqualTo("java.net.ConnectException");
    assertThat(server.event("run_finished").object("attributes").text("status"))
        .isEqualTo("succeeded");
  }

  @Test
  void log_anyText_comesAsItWas() {
    String text = "\"a\" \\ \n\t\u0001 € 😀 \ud83d end";
    try (Run run = clew.run("job").start()) {
      run.log(Severity.WARN, text);
      run.log("x".repeat(Capped.TEXT_CHARS + 1));
    }

    List<Json.Obj> lines = server.events("log");
    assertThat(lines.getFirst().text("summary")).isEqualTo(text);
    assertThat(lines.getFirst().text("severity")).isEqualTo("warn");
    assertThat(lines.getLast().text("summary")).hasSize(Capped.TEXT_CHARS).endsWith("…");
    assertThat(lines.getLast().object("attributes").get("capped")).isEqualTo(Json.of(true));
  }

  @Test
  void progress_isInTheSignsOfLife() throws InterruptedException {
    try (ClewClient own =
            server.client(folder.resolve("other")).heartbeat(Duration.ofMillis(100)).open();
        Run run = own.run("job").start()) {
      run.stage("render").progress(3, 10);
      FakeServer.await("a sign of life", () -> !server.events("heartbeat").isEmpty());
      run.progress(7, 10);
      FakeServer.await(
          "another", () -> server.events("heartbeat").stream().anyMatch(e -> saysDone(e, 7)));
    }

    Json.Obj expects = server.event("run_created").object("attributes").object("expects");
    assertThat(expects.whole("heartbeat_ms")).isEqualTo(300);
  }

  private static boolean saysDone(Json.Obj sign, long count) {
    return Json.of(count).equals(sign.object("attributes").get("done"));
  }

  @Test
  void environment_ofAChild_saysWhoItsParentIs() {
    Map<String, String> outer =
        Map.of(
            "TRACEPARENT", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
            "TRACESTATE", "vendor=1",
            "BAGGAGE",
                "team=a;p=1,clew.correlation.id=order%201,clew.run.id=run_0,clew.attempt.id=run_0.2,clew.stage=load");
    Map<String, String> childs;
    try (ClewClient parents = client(outer)) {
      try (Run run = parents.run("parent").id("run_1").start()) {
        childs = run.environment();
      }
    }
    try (ClewClient ofChild = client(childs)) {
      ofChild.run("child").id("run_2").start().close();
    }

    Json.Obj parent = server.events("run_started").getFirst();
    Json.Obj child = server.events("run_started").getLast();
    assertThat(parent.text("trace_id")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(parent.text("parent_span_id")).isEqualTo("b7ad6b7169203331");
    assertThat(parent.object("attributes").text("parent_run_id")).isEqualTo("run_0");
    assertThat(child.text("trace_id")).isEqualTo(parent.text("trace_id"));
    assertThat(child.text("parent_span_id")).isEqualTo(parent.text("span_id"));
    assertThat(child.object("attributes").text("parent_run_id")).isEqualTo("run_1");
    assertThat(parent.object("attributes").text("parent_attempt_id")).isEqualTo("run_0.2");
    assertThat(parent.object("attributes").text("parent_stage")).isEqualTo("load");
    assertThat(child.object("attributes").text("parent_attempt_id")).isEqualTo("run_1.1");
    assertThat(child.object("attributes").has("parent_stage")).isFalse();
    assertThat(server.events("run_created").getLast().object("attributes").text("correlation_id"))
        .isEqualTo("order 1");
    assertThat(childs)
        .containsEntry("TRACESTATE", "vendor=1")
        .containsEntry("CLEW_RUN_ID", "run_1")
        .containsEntry(
            "BAGGAGE",
            "clew.run.id=run_1,clew.attempt.id=run_1.1,clew.correlation.id=order%201,team=a;p=1");
    assertThat(childs.get("TRACEPARENT")).endsWith(parent.text("span_id") + "-00");
  }

  private ClewClient client(Map<String, String> environment) {
    return new ClientBuilder(environment)
        .server(server.url())
        .spool(folder.resolve("spool"))
        .closeWait(FakeServer.PATIENCE)
        .open();
  }

  @Test
  void traceparent_thatIsNone_beginsATrace() {
    try (ClewClient own =
        client(
            Map.of(
                "TRACEPARENT",
                "00-" + "0".repeat(32) + "-b7ad6b7169203331-01",
                "TRACESTATE",
                "a=1"))) {
      try (Run run = own.run("job").start()) {
        assertThat(run.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(run.environment()).doesNotContainKey("TRACESTATE");
      }
    }

    assertThat(server.event("run_started").has("parent_span_id")).isFalse();
  }

  @Test
  void open_noServer_doesNothing() {
    try (ClewClient off = new ClientBuilder(Map.of()).spool(folder.resolve("none")).open();
        Run run = off.run("job").start()) {
      run.stage("a").run(() -> {});
      assertThat(off.flush(Duration.ZERO)).isTrue();
    }

    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void open_wrongAddress_doesNothing() {
    try (ClewClient off =
            new ClientBuilder(Map.of()).server("ftp://x").spool(folder.resolve("none")).open();
        Run run = off.run("job").start()) {
      run.log("nobody hears");
    }

    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void run_nothingOfTheProcess_isSentUnasked() {
    String secret = "clew_canary_9f8e7d";
    try (ClewClient own = client(Map.of("PASSWORD", secret, "CLEW_TOKEN", secret))) {
      own.run("job").start().close();
    } catch (UncheckedIOException e) {
      throw new AssertionError(e);
    }

    assertThat(server.events().toString()).doesNotContain(secret);
  }
}
