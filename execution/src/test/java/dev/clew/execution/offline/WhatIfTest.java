package dev.clew.execution.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.replay.TestWords;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.engine.evidence.Capture;
import dev.clew.plan.input.Supplied;
import dev.clew.runs.FoundAttempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhatIfTest {
  @TempDir private Path folder;
  private final TestRuns runs;
  private @Nullable FoundAttempt recording;

  WhatIfTest() throws IOException {
    runs = new TestRuns();
  }

  @BeforeEach
  void record() {
    recording = runs.record(Capture.BODIES);
    assertThat(recorded().attempt().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(runs.requests.getAndSet(0)).isEqualTo(6);
  }

  @AfterEach
  void stop() {
    runs.close();
    assertThat(runs.requests.get()).as("what was sent while it was tried").isZero();
  }

  private FoundAttempt recorded() {
    return Objects.requireNonNull(recording);
  }

  private WhatIf tried(Map<String, String> inputs, Map<String, String> answers) {
    Map<String, Supplied.Text> supplied = new HashMap<>();
    inputs.forEach((name, value) -> supplied.put(name, new Supplied.Text(value, "test")));
    return WhatIf.of(recorded(), Supposition.of(supplied, answers), null, TestWords.WORDS);
  }

  private static StageView stage(WhatIf whatIf, String path) {
    for (StageView stage : whatIf.contents().view().attempt().stages()) {
      if (stage.path().toString().equals(path)) {
        return stage;
      }
    }
    throw new AssertionError("no stage " + path);
  }

  @Test
  void nothingIsOther_theRowsComeOutAsTheyWere() {
    WhatIf whatIf = tried(Map.of("email", "ada@example.com"), Map.of());
    assertThat(whatIf.contents().rows())
        .extracting(row -> row.event().kind() + " " + row.event().path())
        .isEqualTo(
            recorded().found().contents().rows().stream()
                .map(row -> row.event().kind() + " " + row.event().path())
                .toList());
    assertThat(whatIf.answered()).isEqualTo(6);
    assertThat(whatIf.others()).isEmpty();
    assertThat(whatIf.contents().view().created().executionKey())
        .isEqualTo(recorded().found().view().created().executionKey());
  }

  @Test
  void input_isOther_isAnsweredFromTheRecordingAndSaid() {
    WhatIf whatIf = tried(Map.of("EMAIL", "bob@example.com"), Map.of());
    assertThat(whatIf.contents().view().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(whatIf.answered()).isEqualTo(6);
    assertThat(whatIf.others())
        .containsExactly(
            new Drift("create", 1, "body/email", "ada@example.com", "bob@example.com"));
    assertThat(whatIf.contents().view().created().executionKey())
        .isNotEqualTo(recorded().found().view().created().executionKey());
  }

  @Test
  void input_isReadAsItsTypeSays() {
    WhatIf whatIf = tried(Map.of("items", "[1,2]"), Map.of());
    assertThat(whatIf.contents().view().attempt().stages())
        .extracting(stage -> stage.path().toString())
        .contains("each[1]")
        .doesNotContain("each[2]");
    WhatIf more = tried(Map.of("items", "[1,2,3,4]"), Map.of());
    assertThat(more.notRecorded()).extracting(WhatIf.NotRecorded::stage).containsExactly("each[3]");
    assertThatThrownBy(() -> tried(Map.of("items", "no list"), Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("items");
  }

  @Test
  void answer_aStatus_hasTheRecordedBodyAndDecidesWhatFollows() {
    WhatIf whatIf = tried(Map.of(), Map.of("create", "500"));
    assertThat(whatIf.contents().view().status()).isEqualTo(RunStatus.FAILED);
    assertThat(stage(whatIf, "create").status()).isEqualTo(StageStatus.FAILED);
    assertThat(stage(whatIf, "last").status()).isEqualTo(StageStatus.NOT_REACHED);
    assertThat(whatIf.supposed()).isEqualTo(1);
    assertThat(whatIf.answered()).isZero();
    assertThat(whatIf.contents().rows())
        .anySatisfy(row -> {
          assertThat(ToolCallEnded.from(row.event()).httpStatus()).isEqualTo(500);
          assertThat(Objects.requireNonNull(row.payload()).text()).isEqualTo("{\"plan\":\"free\"}");
        });
  }

  /// Every try is answered so, those too that were not made then; and no wait is waited.
  @Test
  void answer_toAStageThatIsTriedAgain_isThatOfEachTry() {
    WhatIf whatIf = tried(Map.of(), Map.of("poll", "503"));
    assertThat(whatIf.supposed()).isEqualTo(3);
    assertThat(stage(whatIf, "poll").status()).isEqualTo(StageStatus.FAILED);
    assertThat(whatIf.notRecorded()).isEmpty();
  }

  @Test
  void answer_aFile_takesABranchThatWasNotRecorded() throws IOException {
    Path gold = Files.writeString(folder.resolve("gold.json"), "{\"plan\":\"gold\"}");
    WhatIf whatIf = tried(Map.of(), Map.of("create", gold.toString()));
    assertThat(whatIf.notRecorded())
        .containsExactly(
            new WhatIf.NotRecorded(
                "premium", "GET was not sent then, so the recording has no answer to it"));
    assertThat(stage(whatIf, "premium").status()).isEqualTo(StageStatus.FAILED);
    WhatIf both = tried(Map.of(), Map.of("create", gold.toString(), "premium", "200"));
    assertThat(both.notRecorded()).isEmpty();
    assertThat(both.contents().view().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(stage(both, "premium").status()).isEqualTo(StageStatus.SUCCEEDED);
  }

  @Test
  void answer_toOneItem_isNotThatOfTheOthers() {
    WhatIf one = tried(Map.of(), Map.of("each[1]", "404"));
    assertThat(one.supposed()).isEqualTo(1);
    assertThat(stage(one, "each[0]").status()).isEqualTo(StageStatus.SUCCEEDED);
    assertThat(stage(one, "each[1]").status()).isEqualTo(StageStatus.FAILED);
    WhatIf all = tried(Map.of(), Map.of("each", "201", "each[1]", "202"));
    assertThat(all.supposed()).isEqualTo(3);
    assertThat(all.unused()).isEmpty();
  }

  @Test
  void answer_thatNoCallAsksFor_isSaid() {
    assertThat(tried(Map.of(), Map.of("premium", "500")).unused()).containsExactly("premium");
  }

  @Test
  void unknownNames_areRefusedWithASuggestion() {
    assertThatThrownBy(() -> tried(Map.of("emial", "x"), Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessage("the run has no input 'emial'; did you mean 'email'?");
    assertThatThrownBy(() -> tried(Map.of(), Map.of("crate", "500")))
        .isInstanceOf(Refusal.class)
        .hasMessage("the run has no stage 'crate'; did you mean 'create'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "600", "1000", "0"})
  void answer_aNumberThatIsNoStatus_isRefused(String number) {
    assertThatThrownBy(() -> tried(Map.of(), Map.of("create", number)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is no HTTP status");
  }

  @Test
  void recordingWithoutBodies_blocksWhereOneIsNeeded() {
    recording = runs.record(Capture.HEADERS);
    runs.requests.set(0);
    WhatIf whatIf = tried(Map.of("email", "bob@example.com"), Map.of());
    assertThat(whatIf.isBlocked()).isTrue();
    assertThat(whatIf.obstacles().getFirst().code()).isEqualTo("body_not_captured");
  }
}
