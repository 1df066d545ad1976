package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.RedactedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values that stand where secrets stand become secrets everywhere.
class CaptureTest {
  private static final String TOKEN = "tok-9f8e7d6c5b4a";

  private final SecretRedactor redactor = new SecretRedactor();

  @Test
  void redact_tokenInJsonResponse_isSecretInTheSameEventAndLater() {
    RedactedEvent first =
        redactor.redact(
            TestEvents.event(
                "logged in with " + TOKEN,
                Json.object().put("content_type", "application/json").build()),
            Payload.of("{\"id\":7,\"token\":\"" + TOKEN + "\"}"));

    assertThat(TestEvents.text(first))
        .isEqualTo("{\"id\":7,\"token\":\"[redacted:token len=16]\"}");
    assertThat(first.event().summary()).isEqualTo("logged in with [redacted:token len=16]");
    assertThat(redactor.redact("GET /x?a=" + TOKEN)).isEqualTo("GET /x?a=[redacted:token len=16]");
    assertThat(first.event().rawRef())
        .isEqualTo(Payload.of("{\"id\":7,\"token\":\"[redacted:token len=16]\"}").ref());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Authorization | Bearer tok-9f8e7d6c5b4a
          Authorization | tok-9f8e7d6c5b4a
          Authorization | Basic dXNlcjp0b2stOWY4ZTdkNmM1YjRh
          X-Api-Key     | tok-9f8e7d6c5b4a
          Cookie        | theme=dark; sid=tok-9f8e7d6c5b4a
          Set-Cookie    | SESSION=tok-9f8e7d6c5b4a; Path=/; HttpOnly
          """)
  void redact_valueOfSecretHeader_isCaptured(String name, String value) {
    RedactedEvent redacted =
        redactor.redact(TestEvents.event(TestEvents.headers(TestEvents.header(name, value))), null);

    assertThat(TestEvents.stored(redacted)).doesNotContain(TOKEN).doesNotContain("dXNlcjp0");
    assertThat(redacted.event().attributes().objects("headers").getFirst().text("name"))
        .isEqualTo(name);
    assertThat(redactor.redact("it is " + TOKEN)).doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/x-www-form-urlencoded | a=1&access%5Ftoken=tok%2D9f8e7d6c5b4a&b=2
          application/x-www-form-urlencoded | grant_type=authorization_code&code=tok-9f8e7d6c5b4a
          application/json                  | {"session":{"credentials":{"a":["tok-9f8e7d6c5b4a"]}}}
          application/json                  | {"inputs":[{"name":"jwt","value":"tok-9f8e7d6c5b4a"}]}
          application/json                  | {"inputs":[{"value":"tok-9f8e7d6c5b4a","secret":true,"name":"x"}]}
          application/json                  | {"card":{"number":"tok-9f8e7d6c5b4a","brand":"visa"}}
          text/plain                        | see https://h/cb?code=tok-9f8e7d6c5b4a#x
          text/plain                        | see https://me:tok-9f8e7d6c5b4a@h/
          text/plain                        | {"password": "tok-9f8e7d6c5b4a", "more": tru
          """)
  void redact_valueOfSecretNameInPayload_isCaptured(String contentType, String text) {
    String stored = TestEvents.payload(redactor, contentType, text);

    assertThat(stored).doesNotContain("9f8e7d6c5b4a").contains("[redacted:");
    assertThat(redactor.redact("it is " + TOKEN)).doesNotContain(TOKEN);
  }

  @Test
  void redact_multipartField_isRedactedAndCaptured() {
    String body =
        """
        --XX\r
        Content-Disposition: form-data; name="file"; filename="a.txt"\r
        Content-Type: text/plain\r
        X-Odd: abc\r
        \r
        hello\r
        --XX\r
        Content-Disposition: form-data; name="api_key"\r
        \r
        %s\r
        --XX--\r
        """
            .formatted(TOKEN);

    assertThat(TestEvents.payload(redactor, "multipart/form-data; boundary=XX", body))
        .isEqualTo(
            body.replace(TOKEN, "[redacted:api_key len=16]")
                .replace("abc", "[redacted:header len=3]"));
    assertThat(redactor.redact(TOKEN)).isEqualTo("[redacted:api_key len=16]");
  }

  @Test
  void redact_numberBelowSecretName_becomesPlaceholderAndIsCaptured() {
    assertThat(
            TestEvents.payload(
                redactor, "application/json", "{\"otp\":482913,\"n\":482913,\"ms\":14829137}"))
        .isEqualTo(
            "{\"otp\":\"[redacted:otp len=6]\",\"n\":\"[redacted:otp len=6]\",\"ms\":14829137}");
  }

  @Test
  void redact_wordsBelowSecretName_areNotSecretElsewhere() {
    TestEvents.payload(
        redactor,
        "application/json",
        """
        {"errors":{"password":["is too short"]},"token":"expired","auth":{"type":"api_key"},
         "secret":"production","credentials":{"scheme":"Bearer"}}\
        """);

    String text = "the api_key has expired: Bearer in production is too short";
    assertThat(redactor.redact(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"correcthorsebattery", "rfwwrsjfhkjpwpdwb", "bcdfgh", "tok-SECRET-998877"})
  void redact_lettersThatAreNoWord_areSecretElsewhere(String value) {
    TestEvents.payload(redactor, "application/json", "{\"token\":\"" + value + "\"}");

    assertThat(redactor.redact("q=" + value))
        .isEqualTo("q=[redacted:token len=" + value.length() + "]");
  }

  @Test
  void redact_secretObject_keepsStructureBooleansAndNull() {
    assertThat(
            TestEvents.payload(
                redactor,
                "application/json",
                "{\"credentials\":{\"user\":\"ann\",\"mfa\":true,\"x\":null,\"l\":[1,\"\"]}}"))
        .isEqualTo(
            "{\"credentials\":{\"user\":\"[redacted:user len=3]\",\"mfa\":true,\"x\":null,"
                + "\"l\":[\"[redacted:l len=1]\",\"\"]}}");
  }

  @Test
  void learn_inAnyOrder_redactsTheSame() {
    List<String[]> secrets =
        List.of(
            new String[] {"a", "alpha-12345"},
            new String[] {"b", "12345-omega"},
            new String[] {"c", "alpha-12345"},
            new String[] {"d", "pha-12345-om"});
    String text = "x alpha-12345-omega y alpha-12345 z QUxQSEEtMTIzNDU= " + TOKEN;
    SecretRedactor forwards = new SecretRedactor();
    secrets.forEach(each -> forwards.learn(each[0], each[1]));
    SecretRedactor backwards = new SecretRedactor();
    secrets.reversed().forEach(each -> backwards.learn(each[0], each[1]));

    assertThat(forwards.redact(text))
        .isEqualTo(backwards.redact(text))
        .startsWith("x [redacted:d len=12] y [redacted:a len=11] z ");
  }

  /// What stood in a row under one name and later under another could not be played back.
  @Test
  void redact_valueUnderAnotherName_keepsTheNameThatRowsHave() {
    TestEvents.payload(redactor, "application/json", "{\"token\":\"" + TOKEN + "\"}");
    redactor.redact(
        TestEvents.event(TestEvents.headers(TestEvents.header("Authorization", "Bearer " + TOKEN))),
        null);
    assertThat(redactor.redact("it is " + TOKEN))
        .isEqualTo("it is [redacted:token len=" + TOKEN.length() + "]");

    redactor.learn("declared", TOKEN);
    assertThat(redactor.redact("it is " + TOKEN))
        .isEqualTo("it is [redacted:declared len=" + TOKEN.length() + "]");
  }

  @Test
  void learn_linesAndLeaves_areSecretsOfTheirOwn() {
    redactor.learn(
        "key",
        "-----BEGIN PRIVATE KEY-----\nMIIBVgIBADANBg\nkqhkiG9w0BAQ\n-----END PRIVATE KEY-----\n");
    redactor.learn(
        "account", "{\"type\":\"service_account\",\"id\":\"acct-77-q9\",\"n\":[918273645]}");

    assertThat(redactor.redact("a MIIBVgIBADANBg b kqhkiG9w0BAQ c acct-77-q9 d 918273645 e"))
        .isEqualTo(
            "a [redacted:key len=14] b [redacted:key len=12] c [redacted:account len=10] d"
                + " [redacted:account len=9] e");
    assertThat(redactor.redact("-----BEGIN nothing service_account"))
        .isEqualTo("-----BEGIN nothing service_account");
  }

  @Test
  void learn_shortOrCommonValue_isReportedAndRedactedByName() {
    redactor.learn("door", "x1y");
    redactor.learn("role", "admin");
    redactor.learn("year", "2026");
    redactor.learn("nothing", "");

    assertThat(redactor.weak())
        .containsExactly(
            new WeakSecret("door", WeakSecret.Reason.TOO_SHORT),
            new WeakSecret("role", WeakSecret.Reason.COMMON),
            new WeakSecret("year", WeakSecret.Reason.COMMON));
    assertThat(redactor.redact("x1y admin 2026")).isEqualTo("x1y admin 2026");
    assertThat(TestEvents.payload(redactor, "application/json", "{\"Role\":\"admin\",\"a\":2026}"))
        .isEqualTo("{\"Role\":\"[redacted:role len=5]\",\"a\":2026}");
  }

  @Test
  void learn_valueThatIsItsName_isNotShown() {
    redactor.learn("hunter2secret", "hunter2secret");

    assertThat(redactor.redact("hunter2secret")).isEqualTo("[redacted:secret len=13]");
    assertThat(
            TestEvents.payload(redactor, "application/json", "{\"hunter2secret_token\":\"abc\"}"))
        .doesNotContain("hunter2");
  }

  @Test
  void redact_beginningOfLongSecretThatWasCut_isGone() {
    String secret = "k7Q".repeat(100);
    redactor.learn("long", secret);

    assertThat(redactor.redact("error: " + secret.substring(0, 200) + "… (cut)"))
        .isEqualTo("error: [redacted:long len=300]… (cut)");
  }

  @Test
  @Timeout(100)
  void learn_thousandsOfValues_staysFast() {
    for (int count = 0; count < 1_500; count++) {
      redactor.redact(
          TestEvents.event(
              Json.object().put("token", "t-" + count + "-" + "x".repeat(900)).build()),
          null);
    }
    assertThat(redactor.redact("t-17-" + "x".repeat(900))).isEqualTo("[redacted:token len=905]");
  }
}
