package dev.clew.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.ledger.RedactedPart;
import dev.clew.core.ledger.StreamRedaction;
import dev.clew.core.ledger.Unredacted;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Secrets in a stream, wherever it is cut.
class StreamTest {
  private static final String SECRET = "k7Zq-canary/42+x";

  /// What came out of a stream.
  private static final class Out {
    private final byte[] bytes;
    private final List<RedactedPart.Replacement> cuts;

    Out(byte[] bytes, List<RedactedPart.Replacement> cuts) {
      this.bytes = bytes;
      this.cuts = cuts;
    }

    byte[] bytes() {
      return bytes;
    }

    List<RedactedPart.Replacement> cuts() {
      return cuts;
    }

    String text() {
      return new String(bytes, UTF_8);
    }
  }

  @Test
  void take_secretCutAtEveryOffset_isReplacedAndTheRestStays() {
    byte[] in = ("first\nbefore " + SECRET + " after\r\nlast").getBytes(UTF_8);
    for (int cut = 0; cut <= in.length; cut++) {
      assertThat(run(redactor(), in, cut).text())
          .as("cut at %s", cut)
          .isEqualTo("first\nbefore [redacted:api_key len=16] after\r\nlast");
    }
  }

  @Test
  void take_everyPromisedSpellingByteByByte_isReplaced() {
    for (Spelling spelling : Spelling.values()) {
      byte[] in = ("a\nx=" + spelling.of(SECRET) + ";\nb\n").getBytes(UTF_8);
      int[] cuts = new int[in.length];
      Arrays.setAll(cuts, at -> at);
      Out out = run(redactor(), in, cuts);
      assertThat(out.text()).as(spelling.name()).contains("[redacted:api_key").endsWith("\nb\n");
      assertThat(out.text()).as(spelling.name()).doesNotContain(spelling.of(SECRET));
    }
  }

  @Test
  void take_anyCuts_givesTheSameBytesAndAMapThatRestoresThem() {
    long seed = Long.getLong("seed", 742L);
    System.out.println("seed " + seed + " (-Dseed=" + seed + ")");
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      byte[] in = randomOutput(random);
      Out whole = run(redactor(), in);
      int[] cuts = new int[random.nextInt(40)];
      Arrays.setAll(cuts, at -> random.nextInt(in.length + 1));
      Arrays.sort(cuts);
      Out cut = run(redactor(), in, cuts);
      String as = "round " + round + ", seed " + seed;
      assertThat(cut.bytes()).as(as).isEqualTo(whole.bytes());
      assertThat(cut.cuts()).as(as).isEqualTo(whole.cuts());
      assertThat(restored(whole, in)).as(as).isEqualTo(in);
      assertThat(new String(whole.bytes(), ISO_8859_1)).as(as).doesNotContain(SECRET);
    }
  }

  @Test
  void take_lineLongerThanABlock_findsSecretsAtEveryBorder() {
    for (int shift = -20; shift <= 20; shift++) {
      byte[] in = new byte[3 * SecretStream.BLOCK_BYTES];
      Arrays.fill(in, (byte) '.');
      byte[] secret = SECRET.getBytes(UTF_8);
      System.arraycopy(secret, 0, in, SecretStream.BLOCK_BYTES + shift, secret.length);
      Out out = run(redactor(), in, 1000, SecretStream.BLOCK_BYTES + 3, in.length - 5);
      assertThat(out.text()).as("shift %s", shift).doesNotContain("canary");
      assertThat(out.cuts()).as("shift %s", shift).hasSize(1);
      assertThat(restored(out, in)).isEqualTo(in);
    }
  }

  @Test
  void take_lineLongerThanABlock_knowsWhatStoodBeforeTheBorder() {
    for (int shift = -30; shift <= 0; shift++) {
      String filling = ".".repeat(SecretStream.BLOCK_BYTES + shift);
      String in = filling + " password=n3verSeen99 " + ".".repeat(SecretStream.BLOCK_BYTES);
      Out out = run(redactor(), in.getBytes(UTF_8));
      assertThat(out.text()).as("shift %s", shift).doesNotContain("n3verSeen99");
    }
  }

  @Test
  void ready_unfinishedLine_isHeldBack() {
    StreamRedaction stream = redactor().stream();
    byte[] in = "one\ntw".getBytes(UTF_8);
    stream.take(in, 0, in.length);
    assertThat(joined(stream.ready())).isEqualTo("one\n".getBytes(UTF_8));
    assertThat(stream.heldBytes()).isEqualTo(2);
    assertThat(joined(stream.end())).isEqualTo("tw".getBytes(UTF_8));
  }

  @Test
  void take_privateKeyOverLines_leavesNothingOfIt() {
    String in =
        """
        before
        -----BEGIN RSA PRIVATE KEY-----
        MIIEowIBAAKCAQEA
        q==
        -----END RSA PRIVATE KEY-----
        after
        """;
    Out out = run(redactor(), in.getBytes(UTF_8), 12, 40, 60);
    assertThat(out.text()).doesNotContain("MIIE").doesNotContain("q==").startsWith("before\n");
    assertThat(out.text()).endsWith("\nafter\n");
    assertThat(out.text().lines()).hasSize(6);
  }

  @Test
  void take_keyThatNeverEnds_doesNotTakeTheRestOfTheOutput() {
    String in = "-----BEGIN PRIVATE KEY-----\n" + "a line\n".repeat(20_000);
    assertThat(run(redactor(), in.getBytes(UTF_8)).text()).endsWith("a line\na line\n");
  }

  @Test
  void take_openQuote_endsWithItsLine() {
    Out out = run(redactor(), "token: \"never closed\nthe next line\n".getBytes(UTF_8));
    assertThat(out.text()).endsWith("\nthe next line\n").doesNotContain("never closed");
  }

  @Test
  void take_latin1_keepsItsBytes() {
    byte[] in = ("caf\u00e9 " + SECRET + " \u00fc\n").getBytes(ISO_8859_1);
    Out out = run(redactor(), in, 4, 12);
    assertThat(new String(out.bytes(), ISO_8859_1))
        .isEqualTo("caf\u00e9 [redacted:api_key len=16] \u00fc\n");
    assertThat(restored(out, in)).isEqualTo(in);
  }

  @Test
  void take_zeroBytes_areLeftOutWithTheirLength() {
    byte[] in = "text\nab\0cd\nmore\n".getBytes(UTF_8);
    Out out = run(redactor(), in);
    assertThat(out.text()).isEqualTo("text\n[redacted:binary len=5]\nmore\n");
    assertThat(out.cuts())
        .singleElement()
        .satisfies(cut -> {
          assertThat(cut.originalOffset()).isEqualTo(5);
          assertThat(cut.originalLength()).isEqualTo(5);
          assertThat(cut.rule()).isEqualTo("binary");
        });
  }

  @Test
  void take_valueBelowASecretName_isFoundInLaterLines() {
    String in = "{\"token\": \"abc-123-XYZ-9\"}\nretry with abc-123-XYZ-9\n";
    assertThat(run(redactor(), in.getBytes(UTF_8)).text()).doesNotContain("abc-123-XYZ-9");
  }

  @Test
  void take_moreSecretsThanAnEventCanList_losesNone() {
    String in = "Bearer a1b2c3d4e5f6 ".repeat(9_000);
    Out out = run(redactor(), in.getBytes(UTF_8));
    assertThat(out.text()).doesNotContain("a1b2c3d4e5f6");
    assertThat(restored(out, in.getBytes(UTF_8))).isEqualTo(in.getBytes(UTF_8));
  }

  @Test
  void unredacted_keepsEveryByte() {
    byte[] in = ("a " + SECRET + "\0\u00e9").getBytes(ISO_8859_1);
    StreamRedaction stream = new Unredacted().stream();
    stream.take(in, 0, in.length);
    assertThat(joined(stream.end())).isEqualTo(in);
  }

  private static SecretRedactor redactor() {
    SecretRedactor redactor = new SecretRedactor();
    redactor.learn("api_key", SECRET);
    return redactor;
  }

  private static Out run(SecretRedactor redactor, byte[] in, int... cuts) {
    StreamRedaction stream = redactor.stream();
    List<RedactedPart> parts = new ArrayList<>();
    int from = 0;
    for (int cut : cuts) {
      stream.take(in, from, cut);
      parts.addAll(stream.ready());
      from = cut;
    }
    stream.take(in, from, in.length);
    parts.addAll(stream.end());
    long offset = 0;
    long original = 0;
    List<RedactedPart.Replacement> all = new ArrayList<>();
    for (RedactedPart part : parts) {
      assertThat(part.offset()).isEqualTo(offset);
      assertThat(part.originalOffset()).isEqualTo(original);
      offset += part.sizeBytes();
      original += part.originalLength();
      all.addAll(part.replacements());
    }
    assertThat(original).isEqualTo(in.length);
    return new Out(joined(parts), all);
  }

  private static byte[] joined(List<RedactedPart> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(part -> all.writeBytes(part.bytes()));
    return all.toByteArray();
  }

  /// The stream as it came, by the map alone: what was replaced is taken from the original.
  private static byte[] restored(Out out, byte[] in) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int at = 0;
    for (RedactedPart.Replacement cut : out.cuts()) {
      all.write(out.bytes(), at, (int) cut.offset() - at);
      assertThat(all.size()).isEqualTo((int) cut.originalOffset());
      all.write(in, (int) cut.originalOffset(), (int) cut.originalLength());
      at = (int) cut.offset() + cut.length();
    }
    all.write(out.bytes(), at, out.bytes().length - at);
    return all.toByteArray();
  }

  private static byte[] randomOutput(Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> words =
        List.of(
            SECRET,
            "plain ",
            "caf\u00e9 ",
            "\ud83d\ude00",
            "\n",
            "\r\n",
            "\r",
            "password=s3cr3t-99",
            "{\"token\":\"tok-99-aa-bb\"}",
            "Bearer abcdef123456",
            "https://u:p4ssw0rd@h/",
            "-----BEGIN PRIVATE KEY-----",
            "-----END PRIVATE KEY-----",
            "\t",
            "4111111111111111 ");
    int count = random.nextInt(60);
    for (int at = 0; at < count; at++) {
      if (random.nextInt(12) == 0) {
        out.write(random.nextInt(256));
      } else {
        out.writeBytes(words.get(random.nextInt(words.size())).getBytes(UTF_8));
      }
    }
    return out.toByteArray();
  }
}
