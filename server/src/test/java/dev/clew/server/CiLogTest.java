package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.server.TestServer.Answer;
import dev.clew.store.RunKey;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `POST /api/v1/logs`, with logs as the CI systems write them.
class CiLogTest {
  private static final String GITHUB =
      """
      2026-04-23T12:00:00.0000000Z Current runner version: '2.323.0'
      2026-04-23T12:00:00.1000000Z ##[group]Operating System
      2026-04-23T12:00:00.1100000Z Ubuntu
      2026-04-23T12:00:00.1200000Z ##[endgroup]
      2026-04-23T12:00:01.0000000Z Complete job name: build
      2026-04-23T12:00:02.0000000Z ##[group]Run actions/checkout@v4
      2026-04-23T12:00:02.1000000Z with:
      2026-04-23T12:00:02.2000000Z ##[endgroup]
      2026-04-23T12:00:03.0000000Z ##[group]Fetching the repository
      2026-04-23T12:00:03.1000000Z [command]/usr/bin/git fetch
      2026-04-23T12:00:04.0000000Z ##[endgroup]
      2026-04-23T12:00:05.0000000Z ##[group]Run java -jar report.jar
      2026-04-23T12:00:05.1000000Z shell: /usr/bin/bash -e {0}
      2026-04-23T12:00:05.2000000Z ##[endgroup]
      2026-04-23T12:00:06.0000000Z reading orders
      2026-04-23T12:00:07.0000000Z Exception in thread "main" java.lang.IllegalStateException: no rates
      2026-04-23T12:00:07.0000001Z \tat shop.Report.main(Report.java:12)
      2026-04-23T12:00:07.0000002Z Caused by: java.net.ConnectException: Connection refused
      2026-04-23T12:00:07.0000003Z \tat shop.Rates.load(Rates.java:7)
      2026-04-23T12:00:07.0000004Z \t... 1 more
      2026-04-23T12:00:08.0000000Z ##[error]Process completed with exit code 1.
      2026-04-23T12:00:09.0000000Z ##[group]Run actions/upload-artifact@v4
      2026-04-23T12:00:09.1000000Z ##[endgroup]
      2026-04-23T12:00:09.2000000Z No files were found
      2026-04-23T12:00:10.0000000Z Post job cleanup.
      2026-04-23T12:00:11.0000000Z Cleaning up orphan processes
      """;

  private static final String GITLAB =
      """
      Running with gitlab-runner 17.0.0
      \u001b[0Ksection_start:1776945600:prepare_executor\r\u001b[0K\u001b[0K\u001b[36;1mPreparing the "docker" executor\u001b[0;m
      Using Docker executor with image alpine ...
      \u001b[0Ksection_end:1776945605:prepare_executor\r\u001b[0K\u001b[0Ksection_start:1776945605:step_script\r\u001b[0K\u001b[0K\u001b[36;1mExecuting "step_script"\u001b[0;m
      \u001b[32;1m$ make package\u001b[0;m
      tar: /data/orders.csv: Cannot open: No such file or directory
      \u001b[0Ksection_end:1776945665:step_script\r\u001b[0K\u001b[0Ksection_start:1776945665:cleanup_file_variables\r\u001b[0K\u001b[0K\u001b[36;1mCleaning up project directory\u001b[0;m
      \u001b[0Ksection_end:1776945666:cleanup_file_variables\r\u001b[0K\u001b[31;1mERROR: Job failed: exit code 2
      \u001b[0;m
      """;

  private static final String JENKINS =
      """
      Started by user admin
      [Pipeline] Start of Pipeline
      [Pipeline] node
      12:40:20 Running on agent-1
      [Pipeline] {
      [Pipeline] stage
      [Pipeline] { (Build)
      [Pipeline] sh
      12:40:22 + make
      12:40:25 gcc: fatal error: disk.c: No space left on device
      12:40:25 make: *** [all] Error 1
      [Pipeline] }
      [Pipeline] // stage
      [Pipeline] stage
      [Pipeline] { (Test)
      Stage "Test" skipped due to earlier failure(s)
      [Pipeline] }
      [Pipeline] // stage
      [Pipeline] stage
      [Pipeline] { (Declarative: Post Actions)
      12:40:26 sent a mail
      [Pipeline] }
      [Pipeline] // stage
      [Pipeline] }
      [Pipeline] // node
      [Pipeline] End of Pipeline
      ERROR: script returned exit code 2
      Finished: FAILURE
      """;

  private static final String PLAIN =
      """
      loading orders
      psql: error: connection to server at "db" (10.0.0.7), port 5432 failed: Connection refused
      report.sh: exited with code 2
      """;

  private final TestServer server = TestServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private Answer post(String query, String log) {
    return post(query, log.getBytes(UTF_8));
  }

  private Answer post(String query, byte[] log) {
    return server.send(
        server
            .request("/api/v1/logs?" + query, "content-type", "text/plain")
            .POST(BodyPublishers.ofByteArray(log)));
  }

  private Json.Obj told(String format, String log) {
    Answer answer = post("run_id=r1&format=" + format, log);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private List<Row> rows() {
    return server.store().ledger(new RunKey("default", "r1")).orElseThrow().rows(0, 1_000);
  }

  private List<String> stages() {
    List<String> stages = new ArrayList<>();
    for (Json.Obj stage : server.get("/api/v1/runs/r1/document").json().objects("stages")) {
      stages.add(stage.text("path") + ' ' + stage.text("status"));
    }
    return stages;
  }

  private Json.Obj dossier() {
    return server.get("/api/v1/runs/r1/dossier").json();
  }

  /// The bytes of the log that a row says it stands for.
  private String disclosed(Event event) {
    AnyEvent about = AnyEvent.from(event);
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    for (Row row : rows()) {
      Payload payload = row.payload();
      if (row.event().kind().equals("stdout_chunk") && payload != null) {
        log.writeBytes(payload.bytes());
      }
    }
    long from = about.get(AnyEvent.OFFSET, -1L);
    long length = about.get(AnyEvent.LENGTH, -1L);
    return new String(log.toByteArray(), (int) from, (int) length, UTF_8);
  }

  private Event first(String kind) {
    for (Row row : rows()) {
      if (row.event().kind().equals(kind)) {
        return row.event();
      }
    }
    throw new AssertionError("no " + kind);
  }

  @Test
  void gitHub_failedStep_isExplainedByItsException() {
    Json.Obj told = told("github-actions", GITHUB);

    assertThat(told.text("status")).isEqualTo("failed");
    assertThat(stages())
        .containsExactly(
            "Set up job succeeded",
            "Set up job/Operating System succeeded",
            "Run actions%2fcheckout@v4 succeeded",
            "Run actions%2fcheckout@v4/Fetching the repository succeeded",
            "Run java -jar report.jar failed",
            "Run actions%2fupload-artifact@v4 succeeded",
            "Post job cleanup succeeded",
            "Complete job succeeded");
    assertThat(dossier().toString()).contains("Connection refused");
    assertThat(first("error").ts()).hasToString("2026-04-23T12:00:07.0000000Z");
    assertThat(disclosed(first("error"))).startsWith("Exception in thread").endsWith("... 1 more");
    Json.Obj run = server.get("/api/v1/runs/r1/document").json().object("run");
    assertThat(run.text("name")).isEqualTo("build");
    assertThat(run.text("started_at")).isEqualTo("2026-04-23T12:00:00.0000000Z");
    assertThat(run.text("finished_at")).isEqualTo("2026-04-23T12:00:11.0000000Z");
  }

  @Test
  void gitLab_failedScript_isExplainedByItsLine() {
    assertThat(told("gitlab", GITLAB).text("status")).isEqualTo("failed");

    assertThat(stages())
        .containsExactly(
            "prepare_executor succeeded", "step_script failed", "cleanup_file_variables succeeded");
    assertThat(headline()).contains("/data/orders.csv", "No such file or directory");
    Event failed = first("stage_failed");
    assertThat(failed.ts()).hasToString("2026-04-23T12:01:05Z");
    assertThat(first("run_finished").attributes().whole("exit_code")).isEqualTo(2);
  }

  @Test
  void gitLab_linesWithTimes_haveThem() {
    String log =
        """
        2026-04-23T12:00:00.000001Z 00O Running with gitlab-runner 17.0.0
        2026-04-23T12:00:01.000001Z 01E+curl: (7) Failed to connect to db port 80: Connection refused
        2026-04-23T12:00:02.000001Z 00O ERROR: Job failed: exit code 7
        """;

    told("gitlab", log);

    assertThat(headline()).contains("Connection refused");
    assertThat(first("error").ts()).hasToString("2026-04-23T12:00:01.000001Z");
  }

  @Test
  void jenkins_failedStage_isExplainedByItsLine() {
    assertThat(told("jenkins", JENKINS).text("status")).isEqualTo("failed");

    assertThat(stages())
        .containsExactly("Build failed", "Test skipped", "Declarative: Post Actions succeeded");
    assertThat(headline()).contains("No space left on device");
    assertThat(first("error").ts()).hasToString("2026-04-23T12:40:25Z");
    assertThat(first("run_finished").attributes().whole("exit_code")).isEqualTo(2);
  }

  @Test
  void plain_exitCodeInItsLastLines_isItsEnd() {
    assertThat(told("plain", PLAIN).text("status")).isEqualTo("failed");

    assertThat(stages()).containsExactly("plain failed");
    assertThat(headline()).contains("Connection refused");
  }

  private String headline() {
    return dossier().object("dossier").text("blocker", "none " + dossier());
  }

  @Test
  void plain_withoutAnEnd_isRunning_unlessTheSenderKnows() {
    assertThat(told("plain", "loading\n").text("status")).isEqualTo("running");

    Json.Obj told = post("format=plain&run_id=r2&exit_code=0&name=load", "loading\n").json();
    assertThat(told.text("status")).isEqualTo("succeeded");
    assertThat(server.get("/api/v1/runs?name=load").text()).contains("\"run_id\":\"r2\"");
  }

  @Test
  void sameLog_twice_isNoSecondRun() {
    Json.Obj first = post("format=gitlab", GITLAB).json();
    server.passes(60);
    Json.Obj again = post("format=gitlab", GITLAB).json();
    Json.Obj other = post("format=gitlab", GITLAB + "\n").json();

    assertThat(first.text("run_id", "")).startsWith("log-");
    assertThat(again.text("run_id")).isEqualTo(first.text("run_id"));
    assertThat(again.object("events").whole("stored")).isNull();
    assertThat(again.object("events").whole("duplicate"))
        .isEqualTo(first.object("events").whole("stored"));
    assertThat(other.text("run_id")).isNotEqualTo(first.text("run_id"));
  }

  @Test
  void attempt_isOneOfTheRun() {
    told("plain", PLAIN);
    Json.Obj second = post("format=plain&run_id=r1&attempt=2&exit_code=0", "loading\n").json();

    assertThat(second.text("attempt_id")).isEqualTo("r1.2");
    assertThat(server.get("/api/v1/runs/r1/document").json().object("run").text("status"))
        .isEqualTo("succeeded");
  }

  @Test
  void gitHub_successAndCancellation_areTheEnd() {
    String log = GITHUB.replace("##[error]Process completed with exit code 1.", "done");
    assertThat(post("format=github-actions", log).json().text("status")).isEqualTo("succeeded");

    String cancelled =
        GITHUB.replace("Process completed with exit code 1.", "The operation was canceled.");
    assertThat(post("format=github-actions", cancelled).json().text("status"))
        .isEqualTo("cancelled");

    String cut = log.substring(0, log.indexOf("2026-04-23T12:00:10"));
    assertThat(post("format=github-actions", cut).json().text("status")).isEqualTo("running");
  }

  @Test
  void gitHub_errorOfAnAction_isWhyItsStepFailed() {
    String log =
        GITHUB.substring(0, GITHUB.indexOf("2026-04-23T12:00:05.0"))
            + "2026-04-23T12:00:05.0000000Z ##[error]the token is not allowed to read the repository\n";

    assertThat(told("github-actions", log).text("status")).isEqualTo("failed");
    assertThat(stages()).contains("Run actions%2fcheckout@v4 failed");
    assertThat(headline()).contains("the token is not allowed to read the repository");
  }

  @Test
  void sameNameTwice_isAnotherVisit() {
    String step = "2026-04-23T12:00:00Z ##[group]Run make\n2026-04-23T12:00:00Z ##[endgroup]\n";

    told("github-actions", step + step);

    assertThat(stages()).hasSize(2).last().asString().startsWith("Run make~2");
  }

  @Test
  void secret_isTakenOut_andPlacesAreThoseOfWhatIsKept() {
    String log =
        """
        login with password=hunter2hunter2 tonight
        psql: error: connection to server at db failed: Connection refused
        exit code 1
        """;

    told("plain", log);

    assertThat(server.get("/api/v1/runs/r1/document").text()).doesNotContain("hunter2hunter2");
    assertThat(disclosed(first("error")))
        .isEqualTo("psql: error: connection to server at db failed: Connection refused");
  }

  @Test
  void hostileLogs_areTaken() {
    String escapes = "\u001b[".repeat(50_000) + "\n";
    String groups = "##[group]x\n".repeat(20_000);
    String open = "[Pipeline] { (a)\n".repeat(20_000) + "[Pipeline] }\n".repeat(30_000);
    String marks = "section_start:99999999999999999999:a\rsection_end::\r".repeat(20_000);
    String errors = "##[error]x\n".repeat(30_000);
    byte[] noText = {(byte) 0xff, 0, (byte) 0xc0, '\n', (byte) 0xef, (byte) 0xbb};
    for (String format : List.of("github-actions", "gitlab", "jenkins", "plain")) {
      for (byte[] log :
          List.of(
              escapes.getBytes(UTF_8),
              groups.getBytes(UTF_8),
              open.getBytes(UTF_8),
              marks.getBytes(UTF_8),
              errors.getBytes(UTF_8),
              "\n".repeat(100_000).getBytes(UTF_8),
              "9999-99-99T99:99:99Z \n[x] 99:99:99 \nFinished: \n".getBytes(UTF_8),
              noText)) {
        Answer answer = post("format=" + format + "&exit_code=3", log);

        assertThat(answer.status()).as(format + answer.text()).isEqualTo(200);
        assertThat(answer.json().whole("stages")).isLessThanOrEqualTo(1_000);
      }
    }
  }

  @Test
  void wrongQuestion_isRefused() {
    assertThat(post("format=travis", PLAIN).json().text("code")).isEqualTo("query.value");
    assertThat(post("format=gitlb", PLAIN).json().text("suggestion")).isEqualTo("gitlab");
    assertThat(post("format=plain&attempt=0", PLAIN).status()).isEqualTo(400);
    assertThat(post("format=plain&exit_code=x", PLAIN).status()).isEqualTo(400);
    assertThat(post("format=plain", "").json().text("code")).isEqualTo("log.empty");
    assertThat(server.get("/api/v1/runs").json().list("runs")).isEmpty();
  }
}
