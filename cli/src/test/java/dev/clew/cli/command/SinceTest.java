package dev.clew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
  private static final Instant NOW = Instant.parse("2026-04-23T12:00:00Z");

  @Test
  void parse_amount_isThatLongAgo() {
    assertThat(ListCommand.Since.parse("12h", NOW)).isEqualTo("2026-04-23T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999d", "9223372036854775807d", "99999999999999999999d", "d"})
  void parse_outOfRange_isAUsageError(String text) {
    assertThatThrownBy(() -> ListCommand.Since.parse(text, NOW))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("--since")
        .hasMessageContaining(text);
  }
}
