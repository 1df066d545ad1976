package dev.clew.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.digest.Digest;
import dev.clew.execution.offline.Drift;
import dev.clew.execution.offline.Obstacle;
import dev.clew.execution.offline.Verification;
import dev.clew.report.terminal.Palette;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerificationLinesTest {
  private static final Digest RECORDED = digest("recorded");

  private static Digest digest(String text) {
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Verification verification(
      @Nullable Digest now, List<Drift> drifts, List<Obstacle> obstacles) {
    return new Verification("run_\u001b1", RECORDED, now, 4, 6, drifts, obstacles);
  }

  private static List<String> lines(Verification verification) {
    return new VerificationLines(Palette.PLAIN).of(verification);
  }

  @Test
  void of_identical_countsWhatWasDoneAndNamesTheDigest() {
    assertThat(lines(verification(RECORDED, List.of(), List.of())))
        .containsExactly(
            "identical  run_␛1",
            "stages: 4, calls answered from the recording: 6, sent: 0; the report came out the"
                + " same, byte for byte",
            "sha256:" + RECORDED.hex());
  }

  @Test
  void of_different_saysBothValuesOfEachDrift() {
    List<Drift> drifts = List.of(TestValues.OF_A_CALL, TestValues.OF_THE_RUN);
    assertThat(lines(verification(digest("now"), drifts, List.of())))
        .containsExactly(
            "different  run_␛1",
            "",
            "create, call 2  body/email",
            "  recorded  ada⏎",
            "  now       bob",
            "",
            "run  row 3 run_finished status",
            "  recorded  failed",
            "  now       lost");
  }

  @Test
  void of_blocked_saysWhyAndWhatCanBeDone() {
    List<Obstacle> obstacles = List.of(TestValues.NO_BODY, TestValues.OTHER_PRODUCER);
    assertThat(lines(verification(null, List.of(), obstacles)))
        .containsExactly(
            "blocked  run_␛1",
            "",
            "blocked: body_not_captured create",
            "  the answer is not in the ledger; record the run with --capture-http bodies",
            "",
            "blocked: other_producer row 0",
            "  it was not written by a workflow run");
  }

  @Test
  void of_withColour_isBoldWhereItBegins() {
    assertThat(new VerificationLines(Palette.ANSI).of(verification(null, List.of(), List.of())))
        .containsExactly("\u001b[1mdifferent\u001b[0m  run_␛1");
  }
}
