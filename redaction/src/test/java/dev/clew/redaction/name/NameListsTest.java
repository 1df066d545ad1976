package dev.clew.redaction.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.document.JsonText;
import dev.clew.redaction.SecretRedactor;
import dev.clew.redaction.TestEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A list that says where secrets are is kept, one of secrets is not.
class NameListsTest {
  private static String attributes(String json) {
    RedactedEvent redacted =
        new SecretRedactor().redact(TestEvents.event((Json.Obj) parsed(json)), null);
    Json.Builder kept = Json.object();
    redacted
        .event()
        .attributes()
        .members()
        .forEach((name, value) -> kept.put(name, name.equals("redactions") ? null : value));
    return kept.build().toString();
  }

  private static Json parsed(String json) {
    try {
      return JsonText.parse(json);
    } catch (JsonText.Malformed e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"secretOutputs\":[\"jwt\",\"refreshToken\"]}",
        "{\"secret_outputs\":[\"a\",\"b\"]}",
        "{\"passwordFields\":[\"new_password\",\"pin\"]}",
        "{\"secret-headers\":[\"X-Api-Key\",\"Authorization\"]}",
        "{\"credential_variables\":[\"DB_PASSWORD\"]}",
        "{\"secretOutputs\":[]}",
      })
  void redact_listOfNames_isKept(String json) {
    assertThat(attributes(json)).isEqualTo(json);
    assertThat(new SecretRedactor().redact(json)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"secret_outputs\":[\"hunter2\",\"b\"]}",
        "{\"secretOutputs\":[\"xkqzjvbnmw\"]}",
        "{\"secretOutputs\":[\"aBcDeFgHiJ\"]}",
        "{\"secretOutputs\":[\"correct horse battery staple\"]}",
        "{\"secretOutputs\":[\"p@ssword\"]}",
        "{\"secretOutputs\":\"letmein\"}",
        "{\"secretOutputs\":{\"jwt\":\"letmein\"}}",
        "{\"secretOutputs\":[[\"letmein\"]]}",
        "{\"secretOutputs\":[4711]}",
        "{\"passwords\":[\"letmein\",\"qwerty\"]}",
        "{\"secrets\":[\"letmein\"]}",
        "{\"secret_answers\":[\"fluffy\"]}",
        "{\"api_tokens\":[\"letmein\"]}",
        "{\"secret_values\":[\"letmein\"]}",
        "{\"outputs\":{\"password\":[\"letmein\"]}}",
      })
  void redact_listOfSecrets_isTakenOut(String json) {
    assertThat(attributes(json))
        .contains("[redacted:")
        .doesNotContain("letmein", "hunter", "qwerty", "fluffy", "horse", "xkq", "aBcD", "4711");
  }

  @Test
  void redact_blockOfNames_keepsThemAndTakesOutTheRest() {
    String yaml =
        """
        secretOutputs:
          - jwt
          - "refresh_token"
          - hunter2
          - key: letmein
        next: 1
        passwords:
          - letmein
        """;
    assertThat(new SecretRedactor().redact(yaml))
        .contains("  - jwt\n  - \"refresh_token\"\n  - [redacted:", "next: 1")
        .doesNotContain("hunter2", "letmein");
    String json =
        """
        "secretOutputs": [
          "jwt",
          "hunter2",
          {"jwt": "letmein"}
        ],
        "passwords": [
          "letmein"
        ]
        """;
    assertThat(new SecretRedactor().redact(json))
        .contains("  \"jwt\",\n  \"[redacted:")
        .doesNotContain("hunter2", "letmein");
  }
}
