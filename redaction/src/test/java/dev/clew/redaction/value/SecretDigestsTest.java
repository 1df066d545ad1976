package dev.clew.redaction.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.redaction.SecretRedactor;
import dev.clew.redaction.TestEvents;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The HMACs of secret inputs stay, and nothing else that stands below `secrets` does.
class SecretDigestsTest {
  private static final String HMAC = "9c3decad9de0d8220308b992f5d2334b";

  private static Json.Obj cleaned(SecretRedactor redactor, String attributes) {
    return redactor
        .redact(
            TestEvents.event("run_started", "s", "run started", TestEvents.json(attributes)), null)
        .event()
        .attributes();
  }

  @Test
  void redact_digestsOfSecretInputs_stay() {
    String facts =
        "{\"secrets\":[{\"name\":\"apiToken\",\"provider\":\"--input apiToken\",\"hmac\":\""
            + HMAC
            + "\"},{\"name\":\"password\",\"provider\":\"w.wfvars\",\"hmac\":\"12345678901234567890123456789012\"}]}";
    assertThat(cleaned(new SecretRedactor(), facts)).isEqualTo(TestEvents.json(facts));
  }

  /// Card numbers, tokens by their looks, short secrets of hex digits: none is seen in an HMAC.
  @Test
  void redact_anyHmac_stays() {
    long seed = Long.getLong("seed", 742L);
    Random random = new Random(seed);
    SecretRedactor redactor = new SecretRedactor();
    redactor.learn("pin", "123456");
    redactor.learn("word", "beef");
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      String hmac = HexFormat.of().formatHex(bytes);
      String facts =
          "{\"secrets\":[{\"name\":\"pin\",\"provider\":\"p\",\"hmac\":\"" + hmac + "\"}]}";
      assertThat(cleaned(redactor, facts).toString()).as("seed %s", seed).contains(hmac);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"secrets\":[{\"name\":\"a\",\"provider\":\"b\",\"hmac\":\"hunter2hunter2\"}]}",
        "{\"secrets\":[{\"name\":\"a\",\"provider\":\"b\",\"value\":\"hunter2hunter2\"}]}",
        "{\"secrets\":[{\"name\":\"a\",\"provider\":\"b\",\"hmac\":\"9c3decad9de0d8220308b992f5d2334b\",\"value\":\"hunter2hunter2\"}]}",
        "{\"secrets\":[\"hunter2hunter2\"]}",
        "{\"secrets\":{\"a\":\"hunter2hunter2\"}}",
        "{\"secrets\":\"hunter2hunter2\"}",
        "{\"in\":{\"secrets\":[{\"name\":\"a\",\"provider\":\"hunter2hunter2\",\"hmac\":\"9c3decad9de0d8220308b992f5d2334b\"}]}}",
      })
  void redact_anythingElseBelowThatName_isRedacted(String attributes) {
    assertThat(cleaned(new SecretRedactor(), attributes).toString()).doesNotContain("hunter2");
  }

  @Test
  void redact_nameThatHoldsASecret_isRedacted() {
    SecretRedactor redactor = new SecretRedactor();
    redactor.learn("other", "hunter2hunter2");
    String facts =
        "{\"secrets\":[{\"name\":\"of-hunter2hunter2\",\"provider\":\"hunter2hunter2\",\"hmac\":\""
            + HMAC
            + "\"}]}";
    assertThat(cleaned(redactor, facts).toString()).doesNotContain("hunter2").contains(HMAC);
  }

  @Test
  void redact_payloadWithThatMember_isRedacted() {
    String body = "{\"secrets\":[{\"name\":\"a\",\"provider\":\"b\",\"hmac\":\"" + HMAC + "\"}]}";
    assertThat(TestEvents.payload(new SecretRedactor(), "application/json", body))
        .doesNotContain(HMAC);
  }
}
