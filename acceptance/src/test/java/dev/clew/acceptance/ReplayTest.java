package dev.clew.acceptance;

import static dev.clew.acceptance.Replays.clew;
import static dev.clew.acceptance.Replays.ended;
import static dev.clew.acceptance.Replays.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.KillTest.Said;
import dev.clew.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of workflows that are run again: in one ledger, doing no more than was planned.
class ReplayTest {
  private static final Service.Answer BROKEN = Service.Answer.json(400, "{\"error\":\"no\"}");

  @TempDir private Path folder;
  private Path workflow = Path.of("");

  @BeforeEach
  void unpack() throws IOException {
    workflow = Onboarding.unpack(folder);
  }

  /// One where the stage of that path is refused.
  private Path refused(Service service, String path) {
    service.answers(path, BROKEN);
    ended(Replays.run(workflow, service.url()), 1);
    return Onboarding.only(folder, ".ledger");
  }

  private static void repair(Service service, String path) {
    service.answers(path, Service.Answer.json(201, "{\"id\":\"x_1\",\"status\":\"active\"}"));
  }

  private static List<String> paths(Service service, int from) {
    return service.requests().stream().skip(from).map(Service.Request::path).toList();
  }

  @Test
  void retry_afterTheServiceIsRepaired_isASecondAttemptInOneLedgerAndOneReport() {
    try (Service service = Onboarding.working()) {
      Path ledger = refused(service, Onboarding.PAYMENT);
      int before = service.requests().size();
      repair(service, Onboarding.PAYMENT);

      ended(clew("retry", ledger.toString()), 0);

      assertThat(paths(service, before)).containsExactlyElementsOf(Onboarding.PATHS);
      assertThat(Onboarding.all(folder, ".ledger")).hasSize(1);
      Json.Obj document = Onboarding.document(folder);
      assertThat(document.object("run").text("status")).isEqualTo("succeeded");
      assertThat(Replays.texts(document, "attempts", "status"))
          .containsExactly("failed", "succeeded");
      Json.Obj facts = document.object("attempt").object("facts");
      assertThat(facts.whole("attempt")).isEqualTo(2);
      assertThat(facts.text("attempt_of"))
          .isEqualTo(document.objects("attempts").getFirst().text("attempt_id"));
      ended(clew("report", ledger.toString(), "--out", folder.resolve("again").toString()), 0);
      assertThat(Onboarding.only(folder.resolve("again"), ".report.json"))
          .hasSameBinaryContentAs(
              ledger.resolveSibling(
                  ledger.getFileName().toString().replace(".ledger", ".report.json")));
    }
  }

  /// The token is only redacted in the ledger, so the stage that gets it is done again.
  @Test
  void replay_fromTheFailedStage_callsOnlyWhatThePlanRedoes() {
    try (Service service = Onboarding.working()) {
      Path ledger = refused(service, Onboarding.PAYMENT);
      Json.Obj plan = plan(ledger);
      assertThat(Replays.stages(plan, "keep")).containsExactly("create-account");
      assertThat(Replays.stages(plan, "redo"))
          .containsExactly(
              "issue-jwt", "setup-payment", "activate-subscription", "send-welcome-email");
      int before = service.requests().size();
      repair(service, Onboarding.PAYMENT);

      ended(clew("replay", ledger.toString(), "--plan-digest", plan.text("digest", "")), 0);

      assertThat(paths(service, before))
          .containsExactly(
              Onboarding.TOKEN, Onboarding.PAYMENT, Onboarding.ACTIVATE, Onboarding.MAIL);
      Json.Obj document = Onboarding.document(folder);
      Json.Obj kept = document.objects("stages").getFirst();
      assertThat(kept.text("status")).isEqualTo("succeeded");
      assertThat(kept.text("headline")).startsWith("kept: ");
      assertThat(document.objects("tool_calls")).hasSize(4);
      assertThat(service.requests().getLast().body()).contains("ACC-47291");
      assertThat(document.object("attempt").object("facts").text("replay_from"))
          .isEqualTo("setup-payment");
      assertThat(storedText(ledger)).contains("\"reused_from\":\"att_");
    }
  }

  @Test
  void replay_keptStagesOfAReplay_areKeptOnceMore() {
    try (Service service = Onboarding.working()) {
      Path ledger = refused(service, Onboarding.PAYMENT);
      ended(clew("replay", ledger.toString()), 1);
      int before = service.requests().size();
      repair(service, Onboarding.PAYMENT);
      ended(clew("replay", ledger.toString()), 0);
      assertThat(paths(service, before)).doesNotContain(Onboarding.CREATE);
      assertThat(service.requests().getLast().body()).contains("ACC-47291");
    }
  }

  @Test
  void replay_ofTheFirstAttempt_isToldByItsNumber() {
    try (Service service = Onboarding.working()) {
      Path ledger = refused(service, Onboarding.PAYMENT);
      String run = plan(ledger).text("run_id", "");
      repair(service, Onboarding.PAYMENT);
      ended(clew("retry", ledger.toString()), 0);
      assertThat(Replays.stages(plan(ledger), "keep")).isEmpty();
      assertThat(plan(ledger).text("run_id")).isEqualTo(run);
      assertThat(plan(Path.of(ledger + "@1")).text("from")).isEqualTo("setup-payment");
    }
  }

  @Test
  void replay_definitionChangedSinceThePlan_isRefusedAndNamed() throws IOException {
    try (Service service = Onboarding.working()) {
      Path ledger = refused(service, Onboarding.PAYMENT);
      String digest = plan(ledger).text("digest", "");
      int before = service.requests().size();
      Files.writeString(workflow, Onboarding.text().replace("\"welcome\"", "\"hello\""));

      Said said = clew("replay", ledger.toString(), "--plan-digest", digest);

      ended(said, 1);
      assertThat(said.err()).contains("configuration workflow/").contains(workflow.toString());
      assertThat(service.requests()).hasSize(before);
      assertThat(Replays.texts(plan(ledger), "changed", "state")).containsExactly("changed");
    }
  }

  @Test
  void replay_runHasGoneOnSinceThePlan_isRefusedAndNamed() {
    try (Service service = Onboarding.working()) {
      Path ledger = refused(service, Onboarding.PAYMENT);
      String digest = plan(ledger).text("digest", "");
      ended(clew("retry", ledger.toString()), 1);

      Said said = clew("replay", ledger.toString(), "--plan-digest", digest);

      ended(said, 1);
      assertThat(said.err()).contains("the run has another attempt by now");
    }
  }

  @Test
  void replay_otherStartThanPlanned_isRefusedAndNamed() {
    try (Service service = Onboarding.working()) {
      Path ledger = refused(service, Onboarding.PAYMENT);
      String digest = plan(ledger).text("digest", "");
      Said said = clew("replay", ledger.toString(), "--from", "issue-jwt", "--plan-digest", digest);
      ended(said, 1);
      assertThat(said.err()).contains("begins at issue-jwt, not at setup-payment");
    }
  }

  @Test
  void replay_anotherInput_isBlockedByNameUnlessItIsAnotherRun() {
    try (Service service = Onboarding.working()) {
      Path ledger = refused(service, Onboarding.PAYMENT);
      repair(service, Onboarding.PAYMENT);
      int before = service.requests().size();

      Said said = clew("replay", ledger.toString(), "--input", "email=bob@example.com");

      ended(said, 1);
      assertThat(said.err()).contains("input_changed email");
      assertThat(service.requests()).hasSize(before);
      assertThat(
              Replays.texts(
                  plan(ledger, "--input", "planId=other", "--input", "email=other"),
                  "blocked",
                  "subject"))
          .containsExactly("email", "planId");
      ended(clew("replay", ledger.toString(), "--input", "email=bob@example.com", "--new-run"), 0);
      assertThat(Onboarding.all(folder, ".ledger")).hasSize(2);
    }
  }

  @Test
  void retry_secretInput_hasToBeGivenAgain() throws IOException {
    String inputs =
        """
          - {name: apiKey, type: Text, required: true, secret: true}
          - {name: pin, type: Text, required: true, secret: true}
        stages:
        """;
    Files.writeString(
        workflow,
        Onboarding.text()
            .replace("stages:\n", inputs)
            .replace("\"source\": \"api\"", "\"source\": \"{{input.apiKey}}-{{input.pin}}\""));
    try (Service service = Onboarding.working()) {
      String[] secrets = {"--input", "apiKey=k3y-4711-abcdef", "--input", "pin=p1n-0815-uvwxyz"};
      service.answers(Onboarding.MAIL, BROKEN);
      ended(Replays.run(workflow, service.url(), secrets), 1);
      Path ledger = Onboarding.only(folder, ".ledger");
      assertThat(storedText(ledger)).doesNotContain("k3y-4711");
      int before = service.requests().size();

      Said said = clew("retry", ledger.toString());
      ended(said, 2);
      assertThat(said.err())
          .contains("apiKey, pin")
          .contains("--input apiKey=… --input pin=…")
          .contains("CLEW_INPUT_APIKEY, CLEW_INPUT_PIN");
      assertThat(service.requests()).hasSize(before);
      assertThat(plan(ledger).text("command")).contains("--input apiKey=… --input pin=…");

      ended(clew("retry", ledger.toString(), secrets[0], secrets[1], secrets[2], secrets[3]), 1);
      assertThat(service.requests().get(before).body()).contains("k3y-4711-abcdef-p1n-0815");
      assertThat(storedText(ledger)).doesNotContain("k3y-4711").doesNotContain("p1n-0815");
    }
  }

  /// The changed workflow uses a value that the plan could not know of, and that is a placeholder.
  @Test
  void replay_redactedValueOfAKeptStage_isNeverSent() throws IOException {
    try (Service service = Onboarding.working()) {
      Path ledger = refused(service, Onboarding.MAIL);
      repair(service, Onboarding.MAIL);
      int before = service.requests().size();
      Files.writeString(
          workflow, Onboarding.text().replace("\"welcome\"", "\"{{stage:issue-jwt.output.jwt}}\""));

      Said said = clew("replay", ledger.toString());

      ended(said, 1);
      assertThat(said.out()).contains("output jwt is redacted in the ledger");
      assertThat(service.requests()).hasSize(before);
    }
  }

  @Test
  void replay_killedBetweenAnEffectAndItsAnswer_isUnknownAndNotRepeated() throws Exception {
    try (Service service = Onboarding.working().blocks(Onboarding.PAYMENT)) {
      Clew.Running running = Clew.in(folder).start(Onboarding.run(service.url()));
      service.awaitBlocked();
      running.kill();
      running.ended();
      Path ledger = Onboarding.only(folder, ".ledger");
      int before = service.requests().size();

      Json.Obj plan = plan(ledger);
      assertThat(Replays.texts(plan, "blocked", "code")).containsExactly("effect_unknown");
      assertThat(Replays.texts(plan, "effects", "state")).contains("unknown");
      ended(clew("plan", ledger.toString()), 1);
      ended(clew("replay", ledger.toString()), 1);
      assertThat(service.requests()).hasSize(before);

      repair(service, Onboarding.PAYMENT);
      String effect = plan.objects("blocked").getFirst().text("subject", "");
      ended(clew("replay", ledger.toString(), "--accept-effect", effect), 0);
      assertThat(paths(service, before)).containsOnlyOnce(Onboarding.PAYMENT);
    }
  }

  @Test
  void replay_writerStillThere_isRefused() throws Exception {
    try (Service service = Onboarding.working().blocks(Onboarding.PAYMENT)) {
      Clew.Running running = Clew.in(folder).start(Onboarding.run(service.url()));
      service.awaitBlocked();
      String ledger = Onboarding.only(folder, ".ledger").toString();
      Said retry = clew("retry", ledger);
      Said replay = clew("replay", ledger);
      running.kill();
      running.ended();
      ended(retry, 1);
      ended(replay, 1);
      assertThat(retry.err()).contains("still going on");
      assertThat(replay.err()).contains("still_running");
    }
  }

  private static String storedText(Path ledger) {
    try {
      return StoredText.of(ledger);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
