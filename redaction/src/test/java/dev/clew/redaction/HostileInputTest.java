package dev.clew.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.RedactedEvent;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Payloads come from servers that nobody vouches for.
@Timeout(120)
class HostileInputTest {
  private static final String SECRET = "k7-ABC/def+GHI=jkl \"mno\"";
  private final SecretRedactor redactor = new SecretRedactor();

  HostileInputTest() {
    redactor.learn("canary", SECRET);
  }

  @Test
  @Timeout(300)
  void redact_textOf32MiB_isFastEnough() {
    String line =
        "2026-11-22T13:09:44.380Z INFO key=42 status: ok, \"path\": \"/a%20b?c=d&e=f\" \\n done\n";
    StringBuilder text = new StringBuilder(33 << 20).append(SECRET);
    while (text.length() < 32 << 20) {
      text.append(line);
    }
    text.append(Spelling.JSON_PERCENT.of(SECRET));
    String content = text.toString();
    redactor.redact(content.substring(0, 1 << 20));

    String stored = TestEvents.payload(redactor, "text/plain", content);

    assertThat(stored)
        .startsWith("[redacted:canary len=24]2026")
        .endsWith("[redacted:canary len=24]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "?",
        "&",
        "?a",
        "?token=a",
        "#token=",
        "password",
        "password=",
        "password='",
        "token=",
        "token:\"",
        "<token>",
        "<password ",
        "://",
        "://a@",
        "eyJ",
        "eyJaaaaaaaaa.",
        "\\u004",
        "%4",
        "%5Cu0041",
        "&#x41;",
        "-----BEGIN PRIVATE KEY-----",
        "[redacted:",
        "[redacted:a len=1]",
        "4111 ",
        "41111111",
        "name=\"token\"",
        "Cookie:",
        "bearer ",
        "--token ",
        "k7-ABC/def",
        "\"",
        "\\"
      })
  @Timeout(200)
  void redact_repeatedMegabytes_takesLinearTime(String piece) {
    String text = piece.repeat((2 << 20) / piece.length());

    assertThat(redactor.redact(text)).isNotEmpty();
  }

  @Test
  void redact_periodicSecretInPeriodicText_takesLinearTime() {
    redactor.learn("periodic", "ab".repeat(5_000));

    assertThat(redactor.redact("ab".repeat(1 << 20))).isEqualTo("[redacted:periodic len=10000]");
  }

  @Test
  void redact_jsonOfAnyDepth_isCleaned() {
    for (int depth : new int[] {99, 101, 5_000}) {
      String text = "{\"a\":[".repeat(depth / 2) + Json.of(SECRET) + "]}".repeat(depth / 2);

      assertThat(TestEvents.payload(redactor, "application/json", text))
          .contains("[redacted:canary")
          .doesNotContain("k7-ABC");
    }
  }

  @Test
  void redact_attributesDeeperThanTheLimit_goAsAWhole() {
    Json value = Json.of(SECRET);
    for (int depth = 0; depth < 400; depth++) {
      value = new Json.Arr(List.of(value));
    }

    RedactedEvent redacted =
        redactor.redact(TestEvents.event(Json.object().put("a", value).build()), null);

    assertThat(TestEvents.stored(redacted)).doesNotContain("k7-ABC").contains("[redacted:depth");
  }

  @Test
  void redact_megabyteKeys_areCleaned() {
    String key = "x".repeat(1 << 20) + SECRET;
    String body = Json.object().put(key, "token").build().toString();

    RedactedEvent redacted =
        redactor.redact(TestEvents.event(Json.object().put(key, 1).build()), Payload.of(body));

    assertThat(TestEvents.stored(redacted)).doesNotContain("k7-ABC");
    assertThat(redacted.event().attributes().list("redactions").toString().length())
        .isLessThan(2_000);
  }

  @Test
  void redact_binaryPayload_isOmittedAndSaysSo() {
    byte[] notUtf8 = ("a" + SECRET).getBytes(UTF_8);
    notUtf8[0] = (byte) 0xC3;
    byte[] utf16 = SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
    for (byte[] bytes : List.of(notUtf8, utf16)) {
      RedactedEvent redacted = redactor.redact(TestEvents.ofType("text/plain"), Payload.of(bytes));

      assertThat(redacted.payload()).isNull();
      assertThat(redacted.event().rawRef()).isNull();
      assertThat(redacted.event().attributes().object("payload_omitted"))
          .hasToString("{\"reason\":\"binary\",\"size_bytes\":" + bytes.length + "}");
    }
  }

  @Test
  void redact_randomBytesAndSurrogates_neverFails() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000 * Integer.getInteger("seeds.percent", 10) / 100; round++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(80); left > 0; left--) {
        text.append(
            (char) (random.nextInt(4) == 0 ? 0xD800 + random.nextInt(0x800) : random.nextInt(128)));
      }
      redactor.redact(text.toString());
      redactor.redact(
          TestEvents.event(
              text.toString(), Json.object().put(text.toString(), text.toString()).build()),
          null);
      byte[] bytes = new byte[random.nextInt(100)];
      random.nextBytes(bytes);
      redactor.redact(TestEvents.ofType("application/json"), Payload.of(bytes));
    }
  }

  @Test
  void redact_loneSurrogateInJson_staysEscaped() {
    assertThat(TestEvents.payload(redactor, "application/json", "{\"a\":\"\\ud83d x\",\"pin\":1}"))
        .isEqualTo("{\"a\":\"\\ud83d x\",\"pin\":\"[redacted:pin len=1]\"}");
  }

  @Test
  void redact_fromManyThreads_findsEverything() throws InterruptedException {
    List<Thread> threads =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(thread ->
                Thread.ofVirtual()
                    .start(() -> {
                      for (int round = 0; round < 200; round++) {
                        String token = "tok-" + thread + "-" + round + "-9f8e";
                        redactor.redact(
                            TestEvents.event(token, Json.object().put("token", token).build()),
                            null);
                      }
                    }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    for (int thread = 0; thread < 8; thread++) {
      for (int round = 0; round < 200; round++) {
        assertThat(redactor.redact("tok-" + thread + "-" + round + "-9f8e"))
            .startsWith("[redacted:token");
      }
    }
  }
}
