package dev.clew.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.StagePath;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StageSpansTest {
  private static final StagePath STAGE = Objects.requireNonNull(StagePath.parseOrNull("login"));
  private static final StagePath INNER =
      Objects.requireNonNull(StagePath.parseOrNull("login/token"));

  @Test
  void of_stages_areInsideOfEachOther() {
    StageSpans spans = StageSpans.of("att_1");
    assertThat(spans.attempt().parent()).isNull();
    assertThat(spans.of(STAGE).parent()).isEqualTo(spans.attempt().id());
    assertThat(spans.of(INNER).parent()).isEqualTo(spans.of(STAGE).id());
    assertThat(spans.of(INNER).id()).matches("[0-9a-f]{16}").isNotEqualTo(spans.of(STAGE).id());
  }

  @Test
  void of_sameAttempt_areTheSame() {
    assertThat(StageSpans.of("att_1").of(INNER)).isEqualTo(StageSpans.of("att_1").of(INNER));
    assertThat(StageSpans.of("att_2").of(INNER)).isNotEqualTo(StageSpans.of("att_1").of(INNER));
  }

  @Test
  void ofCall_isInsideOfItsStage() {
    StageSpans spans = StageSpans.of("att_1");
    StageSpans.Span stage = spans.of(STAGE);
    assertThat(spans.ofCall(stage, "c1").parent()).isEqualTo(stage.id());
    assertThat(spans.ofCall(stage, "c1")).isNotEqualTo(spans.ofCall(stage, "c2"));
  }

  @Test
  void inside_process_hasItsSpan() {
    StageSpans spans = StageSpans.inside("att_1", "00f067aa0ba902b7", "53995c3f42cd8ad8");
    assertThat(spans.of(STAGE).parent()).isEqualTo("00f067aa0ba902b7");
    assertThat(spans.attempt().parent()).isEqualTo("53995c3f42cd8ad8");
  }
}
