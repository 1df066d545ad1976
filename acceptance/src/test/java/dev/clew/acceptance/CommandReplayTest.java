package dev.clew.acceptance;

import static dev.clew.acceptance.NightlyServer.EXAMPLES;
import static dev.clew.acceptance.Replays.clew;
import static dev.clew.acceptance.Replays.ended;
import static dev.clew.acceptance.Replays.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.KillTest.Said;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `examples/nightly-report.sh` that failed, and is replayed: the server counts what is done again.
class CommandReplayTest {
  @TempDir private Path folder;
  @TempDir private Path elsewhere;
  private @Nullable NightlyServer server;

  @BeforeEach
  void serve() throws Exception {
    server = NightlyServer.start(elsewhere);
    Files.copy(EXAMPLES.resolve("nightly-report.sh"), folder.resolve("nightly-report.sh"));
    Path parts = Files.createDirectory(folder.resolve("nightly-report"));
    for (String name : List.of("tell-clew.sh", "pages.py", "sources.txt")) {
      Files.copy(EXAMPLES.resolve("nightly-report").resolve(name), parts.resolve(name));
    }
    Files.copy(parts.resolve("sources.txt"), folder.resolve("sources.txt"));
    Files.writeString(folder.resolve("second.txt"), "another input\n");
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (server != null) {
      server.stop();
    }
  }

  private NightlyServer server() {
    return Objects.requireNonNull(server);
  }

  /// Runs a script as the run `job`.
  private static Clew.Ran job(Clew clew, String script) {
    return clew.run("exec", "-q", "--name", "job", "--", "sh", "-c", script);
  }

  /// A run that fails in that way, and its ledger.
  private Path failed(String fail) {
    List<String> words = new ArrayList<>(List.of("exec", "--name", "nightly", "--quiet"));
    words.addAll(List.of("--final", "out/report.*", "--artifact", "out/**"));
    words.addAll(List.of("--input-file", "sources.txt", "--input-file", "second.txt", "--"));
    words.addAll(List.of("bash", "nightly-report.sh", "--fail", fail));
    Clew.Ran ran =
        Clew.in(folder).with("NIGHTLY_SERVER", server().url()).run(words.toArray(String[]::new));
    assertThat(ran.code()).as(ran.toString()).isNotZero();
    return Onboarding.only(folder, ".ledger");
  }

  private Json.Obj requests() throws Exception {
    return ((Json.Obj) JsonText.parse(server().http("GET", "/counts"))).object("requests");
  }

  @ParameterizedTest
  @ValueSource(strings = {"upload", "save"})
  void replay_fromUpload_uploadsAndNothingElse(String from) throws Exception {
    Path ledger = failed("upload-timeout");
    String digest = plan(ledger, "--from", from).text("digest", "");
    server().reset();

    ended(clew("replay", ledger.toString(), "--from", from, "--plan-digest", digest, "--quiet"), 0);

    assertThat(requests().members().keySet())
        .containsExactlyInAnyOrder("PUT /reports/nightly.html", "PUT /status/nightly");
    assertThat(requests().members().values().toString()).isEqualTo("[1, 1]");
    assertThat(Onboarding.all(folder, ".ledger")).hasSize(1);
    Json.Obj document = Onboarding.document(folder);
    assertThat(Replays.texts(document, "attempts", "status"))
        .containsExactly("failed", "succeeded");
    assertThat(document.object("attempt").object("facts").text("replay_from")).isEqualTo(from);
    Clew.Ran diff = Clew.in(folder).run("diff", ledger + "@1", ledger + "@2");
    assertThat(diff.out()).as("kept files are there").doesNotContain("artifact gone");
  }

  @Test
  void replay_killedBetweenTheUploadAndItsAnswer_isUnknownAndNotRepeated() throws Exception {
    Path ledger = failed("kill");
    server().reset();
    Json.Obj plan = plan(ledger);
    assertThat(Replays.texts(plan, "effects", "state")).containsExactly("unknown");
    assertThat(Replays.texts(plan, "blocked", "subject")).containsExactly("upload");
    ended(clew("plan", ledger.toString()), 1);

    ended(clew("replay", ledger.toString(), "--quiet"), 1);

    assertThat(requests().members()).isEmpty();
    ended(clew("replay", ledger.toString(), "--accept-effect", "upload", "--quiet"), 0);
    assertThat(requests().whole("PUT /reports/nightly.html")).isEqualTo(1);
  }

  /// What is needed and gone is made again by its producer, and by no stage before it.
  @ParameterizedTest
  @CsvSource({
    "out/report.html, upload, report",
    "out/pages/page-refunds.html, report, render",
    "out/sources/source-orders.csv, render, download",
    "out/pages/page-refunds.html, upload, upload",
  })
  void replay_intermediateGone_beginsAtItsProducer(String gone, String from, String start)
      throws IOException {
    Path ledger = failed("upload-timeout");
    Files.delete(folder.resolve(gone));
    Json.Obj plan = plan(ledger, "--from", from);
    assertThat(Replays.stages(plan, "redo").getFirst()).isEqualTo(start);
    assertThat(plan.list("blocked")).isEmpty();
    ended(clew("replay", ledger.toString(), "--from", from, "--quiet"), 0);
    assertThat(folder.resolve("out/report.html")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sources.txt", "second.txt"})
  void plan_anInputChanged_isBlockedByThatName(String input) throws IOException {
    Path ledger = failed("upload-timeout");
    Files.writeString(folder.resolve(input), Files.readString(folder.resolve(input)) + "\n");

    Json.Obj plan = plan(ledger);

    assertThat(Replays.texts(plan, "blocked", "code")).containsExactly("input_changed");
    assertThat(Replays.texts(plan, "blocked", "subject")).containsExactly(input);
    ended(clew("replay", ledger.toString(), "--quiet"), 1);
    Json.Obj fresh = plan(ledger, "--new-run");
    assertThat(fresh.text("from")).isEqualTo("boot");
    assertThat(fresh.list("blocked")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "out/report.html, reuse of, changes",
    "out/report.html, reuse of, goes",
    "sources.txt, is blocked sources.txt, changes",
    "nightly-report.sh, configuration file/nightly-report.sh, changes",
  })
  void replay_changedSinceThePlan_isRefusedAndNamed(String file, String named, String how)
      throws Exception {
    Path ledger = failed("upload-timeout");
    String digest = plan(ledger).text("digest", "");
    server().reset();
    Path changed = folder.resolve(file);
    if (how.equals("goes")) {
      Files.delete(changed);
    } else {
      Files.writeString(changed, Files.readString(changed) + "\n");
    }

    Said said = clew("replay", ledger.toString(), "--plan-digest", digest);

    ended(said, 1);
    assertThat(said.err()).contains("the plan has changed").contains(named);
    assertThat(requests().members()).isEmpty();
  }

  @Test
  void replay_startThatTheCommandDoesNotKnow_isBlocked() {
    Clew.Ran ran =
        Clew.in(folder)
            .run(
                "exec",
                "--quiet",
                "--",
                "bash",
                "-c",
                "echo '::clew {\"kind\":\"stage_started\",\"stage\":\"one\"}';"
                    + "echo '::clew {\"kind\":\"stage_completed\",\"stage\":\"one\"}';"
                    + "echo '::clew {\"kind\":\"stage_started\",\"stage\":\"two\"}'; exit 1");
    assertThat(ran.code()).isEqualTo(1);
    Path ledger = Onboarding.only(folder, ".ledger");
    assertThat(Replays.texts(plan(ledger, "--from", "two"), "blocked", "code"))
        .containsExactly("no_replay_boundary");
    ended(clew("replay", ledger.toString(), "--offline"), 1);
  }

  @Test
  void retry_command_runsTheSameWordsInTheSameFolderWithTheSameVariables() {
    Clew.Ran ran =
        Clew.in(folder)
            .with("GREETING", "hello")
            .with("SOME_TOKEN", "s3cr3t-value-1")
            .run("exec", "--quiet", "--", "bash", "-c", "echo $GREETING > here.txt; exit 7");
    assertThat(ran.code()).isEqualTo(7);
    String ledger = Onboarding.only(folder, ".ledger").toString();
    assertThat(folder.resolve("here.txt").toFile().delete()).isTrue();

    Clew.Ran without = Clew.in(elsewhere).run("retry", ledger);
    assertThat(without.code()).as(without.toString()).isEqualTo(7);
    assertThat(without.err()).contains("warning: the environment variable SOME_TOKEN is not set");

    Clew.Ran again = Clew.in(elsewhere).with("SOME_TOKEN", "s3cr3t-value-1").run("retry", ledger);
    assertThat(again.code()).as(again.toString()).isEqualTo(7);
    assertThat(again.err()).doesNotContain("SOME_TOKEN");
    assertThat(folder.resolve("here.txt")).hasContent("hello");
    assertThat(Onboarding.document(folder).list("attempts")).hasSize(3);
  }

  /// What is kept was made with the value that it had then.
  @Test
  void replay_variableThatIsAnotherNow_isBlockedUntilAccepted() {
    String script =
        "echo '::clew {\"kind\":\"replay_boundary\",\"stage\":\"two\",\"from\":\"two\"}';"
            + "echo '::clew {\"kind\":\"stage_started\",\"stage\":\"two\"}';"
            + "echo $SOME_TOKEN >> used.txt; exit 3";
    Clew.in(folder)
        .with("SOME_TOKEN", "s3cr3t-value-1")
        .run("exec", "-q", "--name", "job", "--", "bash", "-c", script);
    Clew other = Clew.in(folder).with("SOME_TOKEN", "s3cr3t-value-2");

    Clew.Ran plan = other.run("plan", "job", "--from", "two");
    assertThat(plan.err())
        .contains("warning: the environment variable SOME_TOKEN has another value");
    Clew.Ran blocked = other.run("replay", "job", "-q", "--from", "two");
    assertThat(blocked.code()).as(blocked.toString()).isEqualTo(1);
    assertThat(blocked.err()).contains("--accept-variable SOME_TOKEN", "nothing was started");
    assertThat(folder.resolve("used.txt")).hasContent("s3cr3t-value-1");

    Clew.Ran accepted =
        other.run("replay", "job", "-q", "--from", "two", "--accept-variable", "SOME_TOKEN");
    assertThat(accepted.code()).as(accepted.toString()).isEqualTo(3);
    assertThat(folder.resolve("used.txt")).hasContent("s3cr3t-value-1\ns3cr3t-value-2");
  }

  /// What a retry took from the attempt before is recorded with it.
  @Test
  void retry_ofARetry_hasTheSameVariablesAgain() {
    Clew.Ran ran = job(Clew.in(folder).with("GREETING", "hello"), "echo $GREETING >> said; exit 7");
    assertThat(ran.code()).isEqualTo(7);
    for (int attempt = 2; attempt <= 3; attempt++) {
      assertThat(Clew.in(folder).run("retry", "job", "-q").code()).isEqualTo(7);
    }
    assertThat(folder.resolve("said")).hasContent("hello\nhello\nhello");
  }

  /// As a replay is, in the same words.
  @Test
  void retry_effectOfUnknownOutcome_isBlockedUntilAccepted() throws IOException {
    String effect =
        "::clew {\"kind\":\"effect\",\"stage\":\"send\",\"effect_id\":\"mail\",\"what\":\"a mail\","
            + "\"status\":\"unknown\"}";
    job(Clew.in(folder), "echo sent >> sent; echo '" + effect + "'; exit 3");

    Clew.Ran replay = Clew.in(folder).run("replay", "job", "-q");
    Clew.Ran retry = Clew.in(folder).run("retry", "job", "-q");

    assertThat(retry.code()).isEqualTo(1).isEqualTo(replay.code());
    assertThat(retry.err())
        .contains("effect_unknown mail")
        .contains("--accept-effect mail")
        .isEqualTo(replay.err().replace("the replay is", "the retry is"));
    assertThat(folder.resolve("sent")).hasContent("sent");
    assertThat(Clew.in(folder).run("retry", "job", "-q", "--accept-effect", "mail").code())
        .isEqualTo(3);
    assertThat(folder.resolve("sent")).hasContent("sent\nsent");
  }

  /// The plan's own next command does what it says, under the word that the command knows.
  @Test
  void replay_asThePlanSays_isToldTheCommandsOwnWord() {
    Clew.Ran failed =
        job(
            Clew.in(folder),
            "echo \"from ${CLEW_REPLAY_FROM-the beginning}\" >> said;"
                + "echo '::clew {\"kind\":\"stage_started\",\"stage\":\"make\"}';"
                + "echo '::clew {\"kind\":\"stage_completed\",\"stage\":\"make\"}';"
                + "echo '::clew {\"kind\":\"replay_boundary\",\"stage\":\"put\",\"from\":\"half way\"}';"
                + "echo '::clew {\"kind\":\"stage_started\",\"stage\":\"put\"}'; exit 3");
    assertThat(failed.code()).isEqualTo(3);
    Clew.Ran plan = Clew.in(folder).run("plan", "job");
    String next = plan.out().lines().filter(line -> line.startsWith("NEXT")).findFirst().orElse("");
    assertThat(next).contains("--from 'half way' --plan-digest");
    String digest = next.substring(next.lastIndexOf(' ') + 1);

    Clew.Ran replay =
        Clew.in(folder).run("replay", "job", "-q", "--from", "half way", "--plan-digest", digest);

    assertThat(replay.code()).as(replay.toString()).isEqualTo(3);
    assertThat(folder.resolve("said")).hasContent("from the beginning\nfrom half way");
  }

  /// What a replay did not do again is in its attempt, as what it is.
  @Test
  void replay_stagesThatAreKept_areShownAsKept() throws Exception {
    Path ledger = failed("upload-timeout");
    ended(clew("replay", ledger.toString(), "--quiet"), 0);

    Clew.Ran show = Clew.in(folder).run("show", ledger.toString());
    assertThat(show.out().lines().filter(line -> line.contains("kept: succeeded"))).hasSize(5);
    Clew.Ran diff = Clew.in(folder).run("diff", ledger + "@1", ledger + "@2");
    assertThat(diff.out()).doesNotContain("is gone").doesNotContain("stage gone");
    Json.Obj document = Onboarding.document(folder);
    assertThat(Replays.texts(document, "stages", "headline")).contains("kept: succeeded");
    assertThat(Replays.texts(document, "stages", "status")).containsOnly("succeeded");
    assertThat(document.list("absences")).isEmpty();
  }

  /// Another terminal makes no other configuration.
  @Test
  void retry_ofAnUnchangedJob_isNotSaidToHaveAnother() {
    job(Clew.in(folder), "exit 7");
    Clew.in(folder).with("SOME_TERMINAL", "7").run("retry", "job", "-q");
    assertThat(Clew.in(folder).run("why", "job").out()).doesNotContain("other configuration");
    Clew.in(folder).run("retry", "job", "-q");
    assertThat(Clew.in(folder).run("why", "job").out()).contains("same configuration");
  }
}
