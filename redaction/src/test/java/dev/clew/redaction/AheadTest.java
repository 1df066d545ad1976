package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Payload;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AheadTest {
  private static final String JSON = "application/json";

  private final SecretRedactor redactor = new SecretRedactor();

  @Test
  void ahead_nothingFound_isThePayload() {
    Payload payload = Payload.of("{\"id\":\"plain\"}");

    assertThat(redactor.ahead(payload, JSON).get()).isSameAs(payload);
  }

  @Test
  void ahead_learnedBeforeItsTurn_isTakenOut() {
    Payload payload = Payload.of("{\"id\":\"hidden-value-742\"}");
    Supplier<@Nullable Payload> ahead = redactor.ahead(payload, JSON);

    redactor.learn("api_key", "hidden-value-742");

    assertThat(text(ahead.get())).contains("api_key").doesNotContain("hidden-value-742");
  }

  @Test
  void ahead_secretInIt_isLearnedInItsTurnAndNotBefore() {
    Payload payload = Payload.of("{\"access_token\":\"zX81-hq-77-Lpw-0\"}");
    Supplier<@Nullable Payload> ahead = redactor.ahead(payload, JSON);

    assertThat(redactor.redact("zX81-hq-77-Lpw-0")).isEqualTo("zX81-hq-77-Lpw-0");
    assertThat(text(ahead.get())).doesNotContain("zX81-hq-77-Lpw-0");
    assertThat(redactor.redact("zX81-hq-77-Lpw-0")).doesNotContain("zX81-hq-77-Lpw-0");
  }

  @Test
  void ahead_weakNameLearnedBeforeItsTurn_isTakenOut() {
    Payload payload = Payload.of("{\"door\":\"abc\"}");
    Supplier<@Nullable Payload> ahead = redactor.ahead(payload, JSON);

    redactor.learn("door", "abc");

    assertThat(text(ahead.get())).doesNotContain("abc");
  }

  @Test
  void ahead_binary_keepsNothing() {
    assertThat(redactor.ahead(Payload.of(new byte[] {(byte) 0xff, 0, 1}), null).get()).isNull();
  }

  private static String text(@Nullable Payload payload) {
    return payload == null ? "" : String.valueOf(payload.text());
  }
}
