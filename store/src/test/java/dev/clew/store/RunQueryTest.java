package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.event.Timestamp;
import dev.clew.core.run.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunQueryTest {
  private static final Instant THREE = Instant.parse("2026-11-22T03:00:00Z");

  private static RunEntry run(RunStatus status, @Nullable String created) {
    return new RunEntry(
        "run_01abcd",
        "default",
        "nightly",
        null,
        status,
        created == null ? null : Timestamp.parse(created),
        null,
        null,
        "f7a3c2d1".repeat(8),
        null,
        false,
        1,
        "x",
        null);
  }

  private static final RunEntry RUN = run(RunStatus.FAILED, "2026-11-22T03:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"run_01abcd", "run_01ab", "01ab", "nightly", "f7a3c2d1", "f7a3c2d1f7"})
  void accepts_word_namesTheRun(String word) {
    assertThat(RunQuery.of(word).accepts(RUN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "r", "run_", "run_01a", "01a", "night", "f7a3c2d", "02ab"})
  void accepts_otherWord_doesNot(String word) {
    assertThat(RunQuery.of(word).accepts(RUN)).isFalse();
  }

  @Test
  void accepts_since_isInclusive_until_isNot() {
    assertThat(RunQuery.ALL.createdSince(THREE).accepts(RUN)).isTrue();
    assertThat(RunQuery.ALL.createdSince(THREE.plusNanos(1)).accepts(RUN)).isFalse();
    assertThat(RunQuery.ALL.createdBefore(THREE).accepts(RUN)).isFalse();
    assertThat(RunQuery.ALL.createdBefore(THREE.plusNanos(1)).accepts(RUN)).isTrue();
  }

  @Test
  void accepts_timeAndNoCreation_doesNot() {
    RunEntry run = run(RunStatus.FAILED, null);
    assertThat(RunQuery.ALL.accepts(run)).isTrue();
    assertThat(RunQuery.ALL.createdSince(THREE).accepts(run)).isFalse();
    assertThat(RunQuery.ALL.createdBefore(THREE).accepts(run)).isFalse();
  }

  @Test
  void unsuccessful_isEveryStatusThatNeedsALook() {
    for (RunStatus status : RunStatus.values()) {
      assertThat(RunQuery.unsuccessful().accepts(run(status, null)))
          .isEqualTo(status.unsuccessful());
    }
  }

  @Test
  void definition_contentAndCommit_areToldApart() {
    String sha256 = "ab12cd34".repeat(8);
    String commit = "0123456789".repeat(4);
    assertThat(DefinitionRef.parse("sha256:AB12cd34").names(sha256, commit)).isTrue();
    assertThat(DefinitionRef.parse("ab12cd34").names(sha256, commit)).isFalse();
    assertThat(DefinitionRef.parse("0123456").names(sha256, commit)).isTrue();
    assertThat(DefinitionRef.parse("0123456").names(sha256, null)).isFalse();
    assertThat(DefinitionRef.parse("sha256:ab12cd34").names(null, commit)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "012345", "sha256:ab12cd3", "main", "0123456z", "sha256:"})
  void definition_tooShortOrNoHex_isRefused(String text) {
    assertThatThrownBy(() -> DefinitionRef.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 7 hex digits of a commit");
  }
}
