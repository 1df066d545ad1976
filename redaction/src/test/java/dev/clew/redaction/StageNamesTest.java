package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StageNamesTest {
  private static final String NAME = "zx9-stage-Alpha7";
  private static final Event EVENT = TestEvents.event("log", NAME, "x", Json.EMPTY_OBJECT);

  private static String stageOf(SecretRedactor redactor) {
    return Objects.requireNonNull(redactor.redact(EVENT, null).event().path()).toString();
  }

  @Test
  void redact_nameThatIsCapturedLater_staysWhatItWas() {
    SecretRedactor redactor = new SecretRedactor();
    assertThat(stageOf(redactor)).isEqualTo(NAME);
    redactor.redact(Payload.of("{\"token\":\"" + NAME + "\"}"), "application/json");
    assertThat(redactor.redact("is " + NAME)).doesNotContain(NAME);
    assertThat(stageOf(redactor)).isEqualTo(NAME);
  }

  @Test
  void redact_nameThatIsDeclared_isGoneFromEveryEvent() {
    SecretRedactor redactor = new SecretRedactor();
    redactor.learn("key", NAME);
    assertThat(stageOf(redactor)).doesNotContain(NAME);
    assertThat(stageOf(redactor)).doesNotContain(NAME);
  }
}
