package dev.clew.diff;

import static dev.clew.core.Detail.content;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.SecretDigest;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.diff.part.RunProfile;
import dev.clew.diff.part.WindowSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunDiffTest {
  private static final String HOSTILE =
      "</script>\u001b[31m\u202e\u0000\n~/*\u0000[]{}$^\ud83d\ude00 clew not_captured";

  private static RunDiff diff(Shop before, Shop after) {
    return RunDiff.of(before.profile(), after.profile(), DiffSettings.NONE);
  }

  private static List<String> kinds(RunDiff diff) {
    return diff.differences().stream().map(one -> one.kind().wire()).toList();
  }

  @Test
  void diff_withItself_isEmptyAndSaysHowMuchWasCompared() {
    RunDiff diff = diff(new Shop(), new Shop());
    assertThat(diff.differences()).isEmpty();
    assertThat(diff.ignored()).isEmpty();
    assertThat(diff.stages()).isEqualTo(3);
    assertThat(diff.compared()).isGreaterThan(40);
  }

  @Test
  void diff_idThatIsCarriedOn_isIgnoredEverywhere() {
    RunDiff diff = diff(new Shop("ORD-7001"), new Shop("ORD-7002"));
    assertThat(diff.differences()).isEmpty();
    assertThat(diff.ignored())
        .extracting(Ignored::path)
        .contains(
            "stages/cart/calls/1.1/response/body/id",
            "stages/cart/outputs/orderId",
            "stages/pay/calls/1.1/request/path",
            "stages/pay/calls/1.1/request/body/order",
            "stages/mail/calls/1.1/request/body/text");
  }

  @Test
  void diff_strict_ignoresNothing() {
    RunDiff diff =
        RunDiff.of(
            new Shop("ORD-7001").profile(),
            new Shop("ORD-7002").profile(),
            new DiffSettings(List.of(), true));
    assertThat(diff.ignored()).isEmpty();
    assertThat(kinds(diff)).contains("response_value_changed", "request_changed");
  }

  @Test
  void diff_valueThatIsCarriedOn_isOneDifferenceAndItsConsequences() {
    Shop after = new Shop("open");
    Shop before = new Shop("held");
    RunDiff diff = diff(before, after);
    assertThat(diff.roots()).hasSize(1);
    assertThat(diff.differences().getFirst().kind())
        .isEqualTo(DifferenceKind.RESPONSE_VALUE_CHANGED);
    assertThat(diff.differences())
        .anySatisfy(one -> {
          assertThat(one.kind()).isEqualTo(DifferenceKind.REQUEST_CHANGED);
          assertThat(one.stage()).isEqualTo("pay");
          assertThat(one.because()).isNotNull();
        });
  }

  @Test
  void diff_failure_linksConsequencesToTheirCauses() {
    Shop after = new Shop();
    after.stage("pay").answer = 402;
    after.stage("pay").ended = Kind.STAGE_FAILED;
    after.stage("mail").decision = false;
    after.stage("mail").shown = "402 == 200";
    after.status = "failed";
    RunDiff diff = diff(new Shop(), after);
    assertThat(kinds(diff))
        .containsExactly(
            "response_status_changed",
            "outcome_changed",
            "decision_changed",
            "stage_skipped",
            "run_status_changed");
    assertThat(diff.differences().stream().map(Difference::because).toList())
        .containsExactly(null, 0, 1, 2, 1);
    Change decision = diff.differences().get(2).changes().getFirst();
    assertThat(decision.beforeSays()).isEqualTo("200 == 200");
    assertThat(decision.afterSays()).isEqualTo("402 == 200");
  }

  /// A run that captured one file.
  private static RunProfile captured(String role, String name, String text) {
    return TestProfiles.of(
        new TestLedger()
            .runCreated(with(RunCreated.NAME, "p"))
            .configCaptured(role, name, content(text))
            .runStarted());
  }

  private static String only(RunProfile before, RunProfile after) {
    RunDiff diff = RunDiff.of(before, after, DiffSettings.NONE);
    assertThat(diff.differences()).hasSizeLessThan(2);
    return diff.isEmpty() ? "" : diff.differences().getFirst().headline();
  }

  @Test
  void diff_environment_namesTheVariableAndItsValues() {
    RunProfile none = captured("environment", "environment", "{\"HOME\":\"/h\",\"_\":\"a\"}");
    RunProfile load =
        captured("environment", "environment", "{\"FAIL\":\"load\",\"HOME\":\"/h\",\"_\":\"b\"}");
    RunProfile save = captured("environment", "environment", "{\"FAIL\":\"save\",\"HOME\":\"/h\"}");
    assertThat(only(none, load)).isEqualTo("environment FAIL added: load");
    assertThat(only(load, save)).isEqualTo("environment FAIL load → save");
    assertThat(only(save, none)).isEqualTo("environment FAIL gone, was save");
    RunProfile one = captured("environment", "environment", "{\"TOKEN\":{\"hmac\":\"aa\"}}");
    RunProfile other = captured("environment", "environment", "{\"TOKEN\":{\"hmac\":\"bb\"}}");
    assertThat(only(one, other)).isEqualTo("environment TOKEN is another, its value is not kept");
  }

  @Test
  void diff_fileOfEqualContent_isOneFileUnderAnotherName() {
    assertThat(
            only(captured("workflow", "a.workflow", "x"), captured("workflow", "b.workflow", "x")))
        .isEmpty();
    assertThat(
            only(captured("workflow", "a.workflow", "x"), captured("workflow", "a.workflow", "y")))
        .isNotEmpty();
  }

  @Test
  void diff_givenArtifactOfEqualContent_isOneFileUnderAnotherName() {
    assertThat(only(artifact("1", "input", "a.csv", "c1"), artifact("2", "input", "b.csv", "c1")))
        .isEmpty();
    assertThat(only(artifact("1", "input", "a.csv", "c1"), artifact("1", "input", "b.csv", "c1")))
        .isEmpty();
    assertThat(only(artifact("1", "input", "a.csv", "c1"), artifact("1", "input", "a.csv", "c2")))
        .contains("c1 → c2");
    assertThat(only(artifact("1", "final", "a.csv", "c1"), artifact("2", "final", "b.csv", "c1")))
        .contains("path a.csv → b.csv");
  }

  private static RunProfile artifact(String id, String kind, String path, String checksum) {
    return TestProfiles.of(
        new TestLedger()
            .runCreated(with(RunCreated.NAME, "p"))
            .runStarted()
            .artifactWritten(
                id,
                file(kind, path),
                with(ArtifactWritten.CHECKSUM, checksum),
                with(ArtifactWritten.SIZE_BYTES, 3)));
  }

  @Test
  void diff_orderOfMembersAndHeaders_isNoDifference() {
    Shop before = new Shop();
    before.stage("cart").headers = new LinkedHashMap<>();
    before.stage("cart").headers.put("A", "1");
    before.stage("cart").headers.put("b", "2");
    before.stage("cart").response = Json.object().put("x", 1L).put("y", 2L).build();
    Shop after = new Shop();
    after.stage("cart").headers = new LinkedHashMap<>();
    after.stage("cart").headers.put("B", "2");
    after.stage("cart").headers.put("a", "1");
    after.stage("cart").response = Json.object().put("y", 2L).put("x", 1L).build();
    assertThat(diff(before, after).differences()).isEmpty();
  }

  @Test
  void diff_parallelStagesInAnotherOrder_isNoDifference() {
    long seed = Long.getLong("seed", 742L);
    Random random = new Random(seed);
    List<Row> good = parallel(random);
    for (int round = 0; round < 50; round++) {
      List<Row> other = parallel(random);
      RunDiff diff =
          RunDiff.of(
              TestProfiles.of(good, 0, List.of()),
              TestProfiles.of(other, 0, List.of()),
              DiffSettings.NONE);
      assertThat(diff.differences()).as("seed " + seed + " round " + round).isEmpty();
    }
  }

  /// Four stages of three rows each, mixed at random; all begin before any ends.
  private static List<Row> parallel(Random random) {
    TestLedger run = new TestLedger().runCreated(with(RunCreated.NAME, "p")).runStarted();
    List<String> names = new ArrayList<>(List.of("a", "b", "c", "d"));
    for (String kind : List.of("stage_started", "note", "stage_completed")) {
      Collections.shuffle(names, random);
      names.forEach(name -> run.event(kind, stage(name)));
    }
    List<Row> rows = new ArrayList<>(run.runFinished("succeeded").rows());
    Collections.shuffle(rows, random);
    return rows;
  }

  @Test
  void diff_bodiesNotCaptured_saysSoInsteadOfEqual() {
    Shop before = new Shop();
    before.bodies = false;
    Shop after = new Shop();
    after.stage("cart").response = Json.object().put("other", true).build();
    RunDiff diff = diff(before, after);
    assertThat(diff.differences()).isEmpty();
    assertThat(diff.notCompared())
        .anySatisfy(one -> {
          assertThat(one.path()).isEqualTo("stages/cart/calls/1.1/response/body");
          assertThat(one.why()).startsWith("A: not captured, ").endsWith("B: captured");
        });
  }

  @Test
  void diff_bodyThatLooksLikeAMarker_isCompared() {
    Json marker =
        Json.object().put("clew", Json.object().put("not_captured", true).build()).build();
    Shop after = new Shop();
    after.stage("cart").response = marker;
    assertThat(kinds(diff(new Shop(), after))).contains("response_structure_changed");
  }

  @Test
  void diff_secretWithoutDigest_isUnknown() {
    Shop shop = new Shop();
    shop.secrets.add(new SecretDigest(new Attributes().with(SecretDigest.NAME, "API_KEY").build()));
    RunDiff diff = diff(shop, shop);
    assertThat(diff.differences()).isEmpty();
    assertThat(diff.notCompared())
        .extracting(NotCompared::path)
        .containsExactly("secrets/API_KEY/hmac");
  }

  @Test
  void diff_baselineOfThree_onlyWhatDiffersFromAllAndWhatIsStable() {
    List<RunProfile> good = new ArrayList<>();
    for (String state : List.of("open", "held", "new")) {
      Shop shop = new Shop();
      shop.stage("cart").response = Json.object().put("state", state).put("total", 30L).build();
      shop.stage("pay").answer = state.equals("new") ? 201 : 200;
      good.add(shop.profile());
    }
    Shop after = new Shop();
    after.stage("cart").response = Json.object().put("state", "gone").put("total", 31L).build();
    after.stage("pay").answer = 201;
    RunDiff diff = RunDiff.of(good, after.profile(), List.of(), DiffSettings.NONE);
    assertThat(diff.differences()).hasSize(1);
    assertThat(diff.differences().getFirst().headline())
        .isEqualTo("cart was answered with other values: /total 30 → 31");
    assertThat(diff.ignored())
        .extracting(Ignored::reason)
        .containsExactly(Ignored.Reason.VARIES, Ignored.Reason.VARIES);
  }

  @Test
  void diff_twoAttemptsOfOneLedger_areComparedLikeTwoRuns() {
    Shop shop = new Shop();
    TestLedger run = shop.ledger().attempt("attempt_2");
    shop.stage("pay").answer = 500;
    shop.record(run, 2);
    RunProfile first = TestProfiles.of(run, 1);
    RunProfile second = TestProfiles.of(run, 2);
    assertThat(first.attempts()).isEqualTo(2);
    RunDiff diff = RunDiff.of(first, second, DiffSettings.NONE);
    assertThat(diff.differences().getFirst().headline()).isEqualTo("pay answered 500, was 200");
    assertThat(kinds(diff)).doesNotContain("artifact_added", "artifact_removed");
  }

  @Test
  void diff_witnesses_makeAValueVolatile() {
    Shop one = new Shop();
    Shop other = new Shop();
    other.stage("cart").response = Json.object().put("state", "held").build();
    one.stage("cart").response = Json.object().put("state", "open").build();
    Shop after = new Shop();
    after.stage("cart").response = Json.object().put("state", "gone").build();
    RunDiff diff =
        RunDiff.of(
            List.of(one.profile()),
            after.profile(),
            List.of(List.of(one.profile(), other.profile())),
            DiffSettings.NONE);
    assertThat(diff.differences()).isEmpty();
  }

  @Test
  void diff_artifactWithAnotherId_isAlignedByItsPath() {
    Shop shop = new Shop();
    RunProfile before = shop.profile();
    shop.facts.put("x", Json.of("y"));
    assertThat(Alignment.of(before, shop.profile()))
        .allSatisfy(pair -> assertThat(pair.before()).isNotNull());
    Shop moved = new Shop();
    moved.invoicePath = "other.pdf";
    assertThat(kinds(diff(new Shop(), moved))).containsExactly("artifact_changed");
  }

  @Test
  void diff_ignoredPaths_areListedAsAsked() {
    Shop after = new Shop();
    after.stage("cart").answer = 201;
    DiffSettings settings =
        new DiffSettings(List.of(new PathPattern("stages/*/calls/*/response")), false);
    RunDiff diff = RunDiff.of(new Shop().profile(), after.profile(), settings);
    assertThat(diff.differences()).isEmpty();
    assertThat(diff.ignored())
        .containsExactly(
            new Ignored(
                "stages/cart/calls/1.1/response/status",
                Ignored.Reason.ASKED,
                Json.of(200),
                Json.of(201)));
  }

  @Test
  void diff_windows_moveOnlyBeyondTheThreshold() {
    List<Row> rows = new Shop().ledger().rows();
    List<WindowSpan> good = windows(Duration.ofSeconds(40), "closed");
    assertThat(moved(rows, good, windows(Duration.ofSeconds(50), "closed")).differences())
        .isEmpty();
    assertThat(kinds(moved(rows, good, windows(Duration.ofSeconds(90), "closed"))))
        .containsExactly("window_changed");
    assertThat(kinds(moved(rows, good, windows(Duration.ofSeconds(40), "open"))))
        .containsExactly("window_changed");
  }

  private static List<WindowSpan> windows(Duration active, String save) {
    return List.of(new WindowSpan("active", "closed", active), new WindowSpan("save", save, null));
  }

  private static RunDiff moved(List<Row> rows, List<WindowSpan> before, List<WindowSpan> after) {
    return RunDiff.of(
        TestProfiles.of(rows, 0, before), TestProfiles.of(rows, 0, after), DiffSettings.NONE);
  }

  @Test
  void diff_hostileValues_areValues() {
    Shop before = new Shop();
    Shop after = new Shop();
    for (Shop shop : List.of(before, after)) {
      shop.inputs.put(HOSTILE, Json.of(HOSTILE));
      shop.stage("mail").name = "a%2f%2a.**";
      shop.logs.put(HOSTILE, HOSTILE);
      shop.stage("cart").response =
          new Json.Obj(
              Map.of(HOSTILE, Json.of(shop == after ? HOSTILE + "x" : HOSTILE), "", Json.NULL));
    }
    RunDiff diff = diff(before, after);
    assertThat(kinds(diff)).containsExactly("response_value_changed");
    assertThat(diff.differences().getFirst().changes().getFirst().path())
        .startsWith("stages/cart/calls/1.1/response/body/<~1script>");
  }

  @Test
  void diff_deepBodies_areWalked() {
    Json deep = Json.of(1);
    Json other = Json.of(2);
    for (int depth = 0; depth < 90; depth++) {
      deep = new Json.Arr(List.of(deep));
      other = new Json.Arr(List.of(other));
    }
    Shop before = new Shop();
    before.stage("cart").response = deep;
    Shop after = new Shop();
    after.stage("cart").response = other;
    assertThat(kinds(diff(before, after))).containsExactly("response_value_changed");
  }

  @Test
  void diff_definition_hasTheHunk() {
    Shop after = new Shop();
    after.files.put("order.workflow", "name: order\nstages:\n  - cart\n  - charge\n");
    assertThat(diff(new Shop(), after).differences().getFirst().hunks())
        .containsExactly("@@ -2,3 +2,3 @@", " stages:", "   - cart", "-  - pay", "+  - charge");
  }

  @Test
  void diff_emptyLedgers_areTheSame() {
    RunProfile nothing = TestProfiles.of(List.of(), 0, List.of());
    assertThat(RunDiff.of(nothing, nothing, DiffSettings.NONE).isEmpty()).isTrue();
    assertThat(RunDiff.of(nothing, new Shop().profile(), DiffSettings.NONE).isEmpty()).isFalse();
  }

  /// A call that ended without saying a status, as the one of a subprocess does.
  @Test
  void headline_statusThatIsNotThere_isSaidAsAPersonWould() {
    RunProfile answered = paid(200L);
    RunProfile silent = paid(null);
    assertThat(headline(answered, silent)).isEqualTo("pay got no status, was 200");
    assertThat(headline(silent, answered)).isEqualTo("pay answered 200, was not there");
  }

  private static RunProfile paid(@Nullable Long status) {
    return TestProfiles.of(
        new TestLedger()
            .runStarted()
            .stageStarted("pay#1")
            .toolCallStarted(
                "call_1",
                stage("pay#1"),
                with(ToolCallStarted.CALL_TYPE, "http"),
                with(ToolCallStarted.METHOD, "POST"))
            .toolCallCompleted("call_1", stage("pay#1"), with(ToolCallEnded.HTTP_STATUS, status))
            .stageCompleted("pay#1", with(StageEnded.OUTCOME, "succeeded")));
  }

  private static String headline(RunProfile before, RunProfile after) {
    return RunDiff.of(before, after, DiffSettings.NONE).differences().getFirst().headline();
  }
}
