package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import dev.clew.ledgerfile.StoredOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a command prints under `clew exec`: passed on as it is, stored redacted, and read.
class ExecOutputTest extends ExecRuns {
  private static final String SECRET = "canary-7Qx/91+zz";

  @Test
  void exec_binaryOutputOf10Megabytes_isPassedOnByteForByte() throws Exception {
    byte[] random = new byte[500_000];
    new Random(Long.getLong("seed", 742L)).nextBytes(random);
    byte[] bytes = Arrays.copyOf(random, 10_000_000);
    Files.write(folder.resolve("in.bin"), bytes);
    Clew.Running running = exec("--report-format", "none", "--", "cat", "in.bin");
    assertThat(running.ended().code()).isZero();
    assertThat(Arrays.equals(running.outBytes(), bytes)).isTrue();
  }

  @Test
  void exec_textOfManyChunks_isStoredWholeAndTheRangesMeet() throws Exception {
    Clew.Ran ran = run("--report-format", "none", "--", "seq", "1", "200000");
    ExecLedger ledger = ExecLedger.in(folder);
    assertThat(ledger.storedText("stdout")).isEqualTo(ran.out());
    assertThat(ledger.chunks("stdout")).hasSizeGreaterThan(5);
    assertMeets(ledger, "stdout", ran.out().length());
    assertThat(ledger.last("run_finished").object("log").whole("not_stored")).isEqualTo(199_800);
    assertThat(ledger.events("log")).hasSize(200);
    Json.Obj summary = ledger.last("output_summarised");
    assertThat(summary.whole("lines")).isEqualTo(200_000);
    assertThat(summary.whole("rows")).isEqualTo(200);
    assertThat(summary.objects("templates"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.whole("lines")).isEqualTo(200_000);
          assertThat(one.object("first").text("text")).isEqualTo("1");
          assertThat(one.object("last").text("text")).isEqualTo("200000");
        });
  }

  /// However long before it was said: by then its bytes are stored, and its line still waits for
  /// one that may go on with it.
  @Test
  void exec_errorSaidBeforeAnEvent_isARowBeforeIt() throws Exception {
    quietly(
        """
        echo '::clew {"kind":"stage_started","stage":"mail"}'
        echo 'curl: (22) The requested URL returned error: 500' >&2
        sleep 0.8
        echo '::clew {"kind":"stage_completed","stage":"mail"}'
        sleep 0.8
        """);
    assertThat(ExecLedger.in(folder).kinds()).containsSubsequence("error", "stage_completed");
  }

  @Test
  void exec_daemonThatKeepsTheOutputOpen_isNotWaitedForForEver() throws Exception {
    Clew.Ran ran = quietly("sleep 60 & echo $!");
    assertThat(ran.code()).isZero();
    long daemon = Long.parseLong(ran.out().strip());
    assertThat(ProcessHandle.of(daemon).map(ProcessHandle::isAlive).orElse(false)).isTrue();
    ProcessHandle.of(daemon).ifPresent(ProcessHandle::destroyForcibly);
    ExecLedger ledger = ExecLedger.in(folder);
    assertThat(ledger.last("run_finished").flag("stdout_left_open")).isTrue();
    Timing timing = Timing.of(RunView.of(ledger.file().rows(), RunView.Writer.ABSENT).attempt());
    assertThat(timing.active().duration()).isLessThan(Duration.ofSeconds(4));
    assertThat(timing.save().duration()).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void exec_childOfTheCommandThatSpeaksAfterIt_isHeard() throws Exception {
    Clew.Ran ran = quietly("(sleep 0.5; echo late) & echo early");
    assertThat(ran.out()).isEqualTo("early\nlate\n");
    assertThat(ExecLedger.in(folder).storedText("stdout")).isEqualTo("early\nlate\n");
  }

  @Test
  void exec_readerThatGoesAway_endsTheCommandAsEver() throws Exception {
    List<String> command =
        List.of(
            "sh",
            "-c",
            "\"$@\" | head -1",
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            Clew.classPath(),
            "dev.clew.cli.Main",
            "exec",
            "-q",
            "--report-format",
            "none",
            "--",
            "sh",
            "-c",
            "while :; do echo y; done");
    assertThat(Clew.in(folder).start(command).ended().out()).isEqualTo("y\n");
    assertThat(ExecLedger.in(folder).kinds()).contains("run_finished");
  }

  @Test
  void secrets_inEnvironmentArgumentsAndSplitOutput_areNowhere() throws Exception {
    String script =
        """
        printf '%s\\n' "$DB_PASSWORD"
        printf '%s\\n' "$DB_PASSWORD" | fold -w 1 | while read -r c; do printf %s "$c"; sleep 0.02; done
        echo; echo "$DB_PASSWORD" >&2; printf '%s' "$2"
        echo "::clew {\\"kind\\":\\"log\\",\\"note\\":\\"$DB_PASSWORD\\"}"
        """;
    Clew.Ran ran =
        Clew.in(folder)
            .with("DB_PASSWORD", SECRET)
            .with("DATABASE_URL", "postgres://u:s3cr3t-" + SECRET + "@h/db")
            .run("exec", "--", "sh", "-c", script, "sh", "--api-key", "arg-" + SECRET);
    assertThat(ran.out()).as("passed on as it is").contains(SECRET + "\n" + SECRET);
    ExecLedger ledger = ExecLedger.in(folder);
    for (Path file : Onboarding.all(folder, "")) {
      assertThat(StoredText.of(file)).as(file.toString()).doesNotContain("canary-7Qx");
    }
    assertThat(ledger.storedText("stdout")).contains("[redacted:db_password len=16]");
    assertThat(ledger.file().rows().getFirst().event().attributes().list("command").toString())
        .contains("--api-key")
        .contains("[redacted:api_key");
    assertMeets(ledger, "stdout", ran.out().getBytes(UTF_8).length);
  }

  @Test
  void eventLines_goodBadForbiddenAndOversized_areToldApart() throws Exception {
    String script =
        """
        echo '::clew {"kind":"stage_started","stage":"render","note":7}'
        echo '::clew {"kind":"stage_completed","stage":"render","duration_ms":412,"attributes":{"a":1}}'
        echo '::clew {not json'
        echo '::clew {"kind":"run_finished","status":"succeeded"}'
        echo '::clew {"kind":"Bad Kind"}'
        echo '::clew {"kind":"log","severity":"loud"}'
        printf '::clew {"kind":"log","x":"%070000d"}\\n' 1
        echo '::clew {"kind":"stage_started","stage":"err"}' >&2
        exit 4
        """;
    Clew.Ran ran = run("--report-format", "none", "--", "sh", "-c", script);
    assertThat(ran.out()).startsWith("::clew {\"kind\":\"stage_started\"");
    ExecLedger ledger = ExecLedger.in(folder);
    Event started = ledger.event("stage_started");
    assertThat(ledger.events("stage_started")).hasSize(1);
    assertThat(String.valueOf(started.path())).isEqualTo("render");
    assertThat(started.attributes().whole("note")).isEqualTo(7);
    assertThat(started.attributes().text("reported_by")).isEqualTo("child");
    Event completed = ledger.event("stage_completed");
    assertThat(completed.duration()).hasMillis(412);
    assertThat(completed.attributes().whole("a")).isEqualTo(1);
    assertThat(ledger.events("run_finished")).hasSize(1);
    assertThat(ledger.last("run_finished").text("status")).isEqualTo("failed");
    List<String> warnings =
        ledger.file().rows().stream()
            .map(Row::event)
            .filter(event -> event.attributes().text("code", "").equals("invalid_event_line"))
            .map(Event::summary)
            .toList();
    assertThat(warnings).hasSize(5);
    assertThat(warnings.get(0)).contains("not JSON");
    assertThat(warnings.get(1)).contains("only clew itself says run_finished");
    assertThat(warnings.get(2)).contains("no kind");
    assertThat(warnings.get(3)).contains("severity");
    assertThat(warnings.get(4)).contains("event_line.bytes");
  }

  @Test
  void rules_builtIn_nameTheLine() throws Exception {
    Clew.Ran ran = run("--", "sh", "-c", "echo 'connection refused to db:5432' >&2; exit 1");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ExecLedger.in(folder).last("error").text("cause")).isEqualTo("dependency");
  }

  @Test
  void rules_ofTheUser_nameTheLine() throws Exception {
    Files.writeString(
        folder.resolve("billing.yaml"),
        """
        rules:
          - id: billing.ledger_locked
            version: 1
            tier: template
            literal: ledger is locked
            kind: error
            cause: effect_conflict
            code: lock_held
        """);
    String script = "echo 'the ledger is locked by job_17'; exit 1";
    Clew.Ran ran = run("--rules", "billing.yaml", "--", "sh", "-c", script);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ExecLedger.in(folder).last("error").text("rule"))
        .isEqualTo("billing.ledger_locked@1");
  }

  /// The chunks follow on each other, in the stored stream and in the stream as it came.
  private static void assertMeets(ExecLedger ledger, String stream, long originalLength) {
    long offset = 0;
    long original = 0;
    for (Row row : ledger.chunks(stream)) {
      Json.Obj chunk = row.event().attributes();
      assertThat(chunk.whole("offset")).isEqualTo(offset);
      assertThat(chunk.whole("original_offset")).isEqualTo(original);
      offset += number(chunk, "length");
      original += number(chunk, "original_length");
      assertThat(ExecLedger.payload(StoredOutput.decoded(row)).length)
          .isEqualTo((int) number(chunk, "length"));
    }
    assertThat(original).isEqualTo(originalLength);
  }

  private static long number(Json.Obj attributes, String name) {
    return Objects.requireNonNull(attributes.whole(name), name);
  }
}
