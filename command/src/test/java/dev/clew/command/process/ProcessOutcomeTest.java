package dev.clew.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.run.RunStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessOutcomeTest {
  @Test
  void timedOut_limit_isSaidAndFailsWhateverTheCommandReturned() {
    ProcessOutcome outcome =
        ProcessOutcome.exited(0, List.of("TERM")).timedOut(Duration.ofMinutes(15));
    assertThat(outcome.message()).isEqualTo("not done after 15m00s");
    assertThat(outcome.exitCode()).isEqualTo(124);
    assertThat(outcome.status()).isEqualTo(RunStatus.FAILED);
  }
}
