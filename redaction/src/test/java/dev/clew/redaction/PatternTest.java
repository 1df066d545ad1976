package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Secrets that nobody declared. The samples are put together here, so that scanners of this
/// repository find none.
class PatternTest {
  private final SecretRedactor redactor = new SecretRedactor();

  record Sample(String before, String secret, String after, String name) {}

  static Sample[] samples() {
    String jwt = "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0In0." + "dozjgNryP4J3jVmN";
    return new Sample[] {
      new Sample("got ", jwt, " back", "jwt"),
      new Sample("a%20", jwt, "&b", "jwt"),
      new Sample("Bearer ", "abc" + "def0123", ", next", "bearer"),
      new Sample("-H 'Authorization: ", "Basic dXNlcjpwYXNz" + "dzBy", "'", "authorization"),
      new Sample("use ", "AKIA" + "IOSFODNN7EXAMPLE", ".", "aws-access-key"),
      new Sample("use ", "ghp_" + "a1B2".repeat(9), ".", "github"),
      new Sample("use ", "xoxb-" + "123456789012-abcdefGHIJ", " ", "slack"),
      new Sample("use ", "sk_" + "live_4eC39HqLyjWDarjt", " ", "stripe"),
      new Sample("use ", "AIza" + "Sy".repeat(17) + "Q", " ", "gcp-api-key"),
      new Sample("use ", "glpat-" + "x1Y2".repeat(5), " ", "gitlab"),
      new Sample("use ", "sk-" + "ant-api03-a1B2c3D4e5F6", " ", "model-api-key"),
      new Sample("pay ", "4111 1111 1111 1111", " now", "card_number"),
      new Sample("pay ", "378282246310005", ".", "card_number"),
      new Sample(
          "key ",
          "-----BEGIN RSA PRIVATE " + "KEY-----\nMIIB\nabc=\n-----END RSA PRIVATE KEY-----",
          "\nend",
          "private-key"),
      new Sample(
          "key ", "-----BEGIN PRIVATE " + "KEY-----\\nMIIB and it was cut", "", "private-key"),
      new Sample("https://ann:", "s3cr3t", "@example.org/", "password"),
      new Sample("https://", "a8Fk2Lq9z:x-oauth-basic", "@example.org/", "userinfo"),
      new Sample("/cb?a=1&code=", "x9", "&state=ok", "code"),
      new Sample("/f?sv=1&sig=", "a%2Bb%3D", "&se=2", "sig"),
      new Sample("/f?next=/x?access_token=", "ab?cd", "&se=2", "access_token"),
      new Sample("#id_token=", "q1", "", "id_token"),
      new Sample("/f;jsessionid=", "A1B2", " x", "jsessionid"),
    };
  }

  @ParameterizedTest
  @MethodSource("samples")
  void redact_known_isGone(Sample sample) {
    String text = sample.before() + sample.secret() + sample.after();
    String once = redactor.redact(text);

    assertThat(once)
        .startsWith(sample.before() + "[redacted:" + sample.name() + " len=")
        .endsWith("]" + sample.after());
    assertThat(redactor.redact(once)).isSameAs(once);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          password=hunter2 x              | password=[redacted:password len=7] x
          password = "hunter 2", x        | password = "[redacted:password len=8]", x
          DB_PASSWORD: hunter2            | DB_PASSWORD: [redacted:db_password len=7]
          {'apiKey': 'abc'}               | {'apiKey': '[redacted:api_key len=3]'}
          {\\"token\\": \\"a b\\", \\"b\\":1} | {\\"token\\": \\"[redacted:token len=3]\\", \\"b\\":1}
          "pin": 4821, "n": 2             | "pin": [redacted:pin len=4], "n": 2
          <ns:secret a="1">x y</ns:secret> | <ns:secret a="1">[redacted:secret len=3]</ns:secret>
          <token><![CDATA[x]]></token>    | <token><![CDATA[[redacted:token len=1]]]></token>
          <input name="csrf" type=h value="abc"> | <input name="csrf" type=h value="[redacted:csrf len=3]">
          {"name": "jwt", "value": "abc"  | {"name": "jwt", "value": "[redacted:jwt len=3]"
          Cookie: a=1; b=2                | Cookie: [redacted:cookie len=8]
          curl --api-key abc123 -v        | curl --api-key [redacted:api_key len=6] -v
          token=>abc                      | token=>[redacted:token len=3]
          Authorization=Bearer abc x      | Authorization=[redacted:authorization len=12]
          user[password]=x                | user[password]=[redacted:password len=1]
          """)
  void redact_assignment_keepsNameAndDelimiters(String text, String redacted) {
    assertThat(redactor.redact(text)).isEqualTo(redacted);
    assertThat(redactor.redact(redacted)).isEqualTo(redacted);
  }

  @Test
  void redact_attackersPlaceholder_isText() {
    String text = "a [redacted:x len=1] b [redacted:password len=] [redacted: len=2]";
    redactor.learn("password", "hunter2");

    assertThat(redactor.redact(text)).isSameAs(text);
    assertThat(redactor.redact("[redacted:hunter2 len=1]"))
        .isEqualTo("[redacted:[redacted:password len=7] len=1]");
    assertThat(redactor.redact("token=[redacted:x len=1]")).isEqualTo("token=[redacted:x len=1]");
  }
}
