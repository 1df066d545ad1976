package dev.clew.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.Advice;
import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.core.dossier.FailureCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemedyWordsTest {
  private static String told(Remedy remedy) {
    return RemedyWords.told("no", remedy);
  }

  @Test
  void told_remedy_isSaidInCommandsAndOptions() {
    assertThat(told(new Remedy.Give(Setting.ENVIRONMENT))).isEqualTo("no with --env");
    assertThat(told(new Remedy.SeeRuns("out"))).isEqualTo("no; `clew list out` shows its runs");
    assertThat(told(new Remedy.SeePlan("a run", "save")))
        .isEqualTo("no\nlook again: clew plan 'a run' --from save");
    assertThat(told(new Remedy.AcceptVariables(List.of("A", "B"))))
        .isEqualTo("no: set it as it was, or add --accept-variable A --accept-variable B");
    assertThat(told(new Remedy.GiveInputs(List.of("pin", "key"), List.of("X_PIN", "X_KEY"))))
        .isEqualTo("no with --input pin=… --input key=…, or set X_PIN, X_KEY");
    for (Remedy.Step step : Remedy.Step.values()) {
      assertThat(told(step)).matches("no[; (].*(clew|--).*");
    }
  }

  @Test
  void told_secretWords_areLeftOpenAndOfAnAttempt() {
    List<String> words =
        List.of("clew", "exec", "--name", "n", "--", "x", "-p", "[redacted:password len=4]");
    assertThat(told(new Remedy.GiveSecretWords("/f", "/f/a.ledger", words)))
        .isEqualTo(
            "no; in /f type, with the secret in the place of PASSWORD: clew exec --attempt-of"
                + " /f/a.ledger -- x -p PASSWORD");
  }

  @Test
  void told_refusal_isLineByLine() {
    assertThat(RemedyWords.told(Refusal.invalid(Setting.FINAL_ARTIFACT, "takes a pattern")))
        .isEqualTo("--final takes a pattern");
    Refusal blocked =
        Refusal.blocked(
            List.of(
                Advice.of("blocked"), Advice.of("  accept it", new Remedy.AcceptEffect("mail"))));
    assertThat(RemedyWords.told(blocked))
        .isEqualTo("blocked\n  accept it with --accept-effect mail");
    assertThat(blocked).hasMessage("blocked\n  accept it");
  }

  @Test
  void afterFailure_ofALimit_namesItsOption() {
    assertThat(RemedyWords.afterFailure(FailureCode.REQUEST_TIMEOUT.wire()))
        .isEqualTo("raise it with --request-timeout");
    assertThat(RemedyWords.afterFailure(FailureCode.CONNECT_REFUSED.wire())).isNull();
    assertThat(RemedyWords.afterFailure("exit_22")).isNull();
  }
}
