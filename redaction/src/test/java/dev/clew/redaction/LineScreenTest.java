package dev.clew.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.ledger.RedactedPart;
import dev.clew.redaction.scan.Captures;
import dev.clew.redaction.text.StreamText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the screen lets pass has no secret in it, as the full look judges.
class LineScreenTest {
  private static final int ROUNDS = 4;

  /// Ordinary lines, every form of a secret and every command, known secrets in every spelling, and
  /// the halves of any two of them.
  private static List<String> lines(List<String> canaries, Random random) throws IOException {
    List<String> lines = new ArrayList<>(OrdinaryLinesTest.lines());
    List<String> secret = new ArrayList<>();
    CapturedFormsTest.forms().forEach(form -> secret.addAll(form.lines().toList()));
    CommandSecretsTest.commands().forEach(line -> secret.add("+ " + CommandSecretsTest.with(line)));
    for (String canary : canaries) {
      for (Spelling spelling : Spelling.values()) {
        secret.add("sent " + spelling.of(canary) + " to it");
      }
    }
    for (PatternTest.Sample sample : PatternTest.samples()) {
      (sample.before() + sample.secret() + sample.after()).lines().forEach(secret::add);
    }
    secret.addAll(
        List.of(
            "4111 1111 1111 1111",
            "paid with 4111-1111-1111-1111, thanks",
            "n=378282246310005",
            "-----BEGIN RSA PRIVATE KEY-----",
            "caf\u00e9 is open",
            "nul \0 within",
            "# token=abc",
            "disk-3 task-12 risk-sk-Ab12Cd34Ef56Gh78Ij90Kl",
            "\\nghp_0123456789abcdefghijABCDEFGHIJ012345"));
    for (int round = 0; round < ROUNDS; round++) {
      lines.addAll(secret);
    }
    int known = lines.size();
    for (int at = 0; at < known; at++) {
      String first = lines.get(random.nextInt(known));
      String second = lines.get(random.nextInt(known));
      lines.add(
          first.substring(0, random.nextInt(first.length() + 1))
              + second.substring(random.nextInt(second.length() + 1)));
    }
    return lines;
  }

  private static KnownSecrets secrets(List<String> canaries) {
    KnownSecrets secrets = new KnownSecrets();
    for (String canary : canaries) {
      secrets.declare("api_key", canary);
    }
    return secrets;
  }

  private static List<String> asciiCanaries(long seed) {
    return Canaries.of(seed, 24).stream()
        .filter(canary -> canary.chars().allMatch(unit -> unit < 128))
        .toList();
  }

  @Test
  void suspect_anyLineThatIsCut_isSuspect() throws IOException {
    long seed = Long.getLong("seed", 742L);
    System.out.println("seed " + seed + " (-Dseed=" + seed + ")");
    List<String> canaries = asciiCanaries(seed);
    KnownSecrets secrets = secrets(canaries);
    KnownValues known = secrets.known();
    LineScreen screen = Objects.requireNonNull(LineScreen.of(known));
    int passed = 0;
    List<String> lines = lines(canaries, new Random(seed));
    for (String line : lines) {
      byte[] bytes = ("x\n" + line + "\n").getBytes(UTF_8);
      if (screen.suspect(bytes, 2, bytes.length) < 0) {
        TextCuts look = new TextCuts(known, Captures.NONE);
        assertThat(look.of(line)).as(line).isEmpty();
        assertThat(look.after()).as(line).isNull();
        assertThat(StreamText.of(bytes, 2, bytes.length).isBinary()).as(line).isFalse();
        passed++;
      }
    }
    assertThat(passed).isGreaterThan(lines.size() / 4);
  }

  @Test
  void stream_withAndWithoutScreen_isTheSame() throws IOException {
    long seed = Long.getLong("seed", 742L);
    System.out.println("seed " + seed + " (-Dseed=" + seed + ")");
    Random random = new Random(seed);
    List<String> canaries = asciiCanaries(seed);
    byte[] all = String.join("\n", lines(canaries, random)).getBytes(UTF_8);

    String screened = run(new SecretStream(secrets(canaries), 1_000), all, random);
    String looked = run(new SecretStream(secrets(canaries), Long.MAX_VALUE), all, random);

    assertThat(screened.equals(looked)).as(firstDifference(screened, looked)).isTrue();
  }

  private static String run(SecretStream stream, byte[] all, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < all.length) {
      int to = Math.min(all.length, at + 1 + random.nextInt(100_000));
      stream.take(all, at, to);
      stream.ready().stream().map(RedactedPart::bytes).forEach(out::writeBytes);
      at = to;
    }
    stream.end().stream().map(RedactedPart::bytes).forEach(out::writeBytes);
    return out.toString(UTF_8);
  }

  private static String firstDifference(String one, String other) {
    List<String> lines = one.lines().toList();
    List<String> others = other.lines().toList();
    for (int at = 0; at < Math.min(lines.size(), others.size()); at++) {
      if (!lines.get(at).equals(others.get(at))) {
        return "line " + at + ": " + lines.get(at) + " | " + others.get(at);
      }
    }
    return lines.size() + " and " + others.size() + " lines";
  }
}
