package dev.clew.redaction.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.redaction.SecretRedactor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A workflow says where a secret comes from: that stays readable; what it is does not.
class TemplateTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: \"Bearer {{stage:issue-jwt.output.jwt}}\"",
        "jwt: \"{{response.body.token}}\"",
        "password: '{{ input.password }}'",
        "api_key: {{env:API_KEY}}",
        "Authorization: Basic {{input.user}}:{{input.password}}",
        "\"token\": \"{{response.body.items[0].token?}}\"",
      })
  void redact_reference_stays(String text) {
    assertThat(new SecretRedactor().redact(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: \"{{input.user}}k7Hunter2aaQ\"",
        "password: \"k7Hunter2aaQ{{input.user}}\"",
        "Authorization: \"Bearer {{k7Hunter2aaQ}}\"",
        "Authorization: \"k7Hunter2aaQ {{input.user}}\"",
        "password: \"{{k7 Hunter2aaQ.x}}\"",
        "password: \"{{input.user}} k7Hunter2aaQ\"",
      })
  void redact_literalBesideAReference_goes(String text) {
    assertThat(new SecretRedactor().redact(text)).doesNotContain("Hunter2aaQ");
  }
}
