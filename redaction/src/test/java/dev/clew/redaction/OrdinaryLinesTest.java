package dev.clew.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.ledger.RedactedPart;
import dev.clew.core.ledger.StreamRedaction;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// Ordinary lines stay as they are, and the secrets among them go. The lines are of 25 tools, run
/// for this, with the names of hosts and folders changed (npm, pytest, PostgreSQL under pgbench,
/// the JDK's own log, gcc, configure, apt, dpkg, Chromium, kubectl, Maven, OpenSSL, curl,
/// Terraform), and the logs that lnav (BSD 2-clause) and mtail (Apache 2.0) test themselves with.
/// `bench/redaction` measures more of them.
class OrdinaryLinesTest {
  /// Of the issue: 0.02 %.
  private static final double MAX_CHANGED = 0.0002;

  private static final int EVERY = 97;

  static List<String> lines() throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(
                OrdinaryLinesTest.class.getResourceAsStream("/ordinary-lines.txt.gz")))) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static List<String> redacted(List<String> lines) {
    StreamRedaction stream = new SecretRedactor().stream();
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      byte[] bytes = (line + "\n").getBytes(UTF_8);
      stream.take(bytes, 0, bytes.length);
      for (RedactedPart part : stream.ready()) {
        out.append(new String(part.bytes(), UTF_8));
      }
    }
    for (RedactedPart part : stream.end()) {
      out.append(new String(part.bytes(), UTF_8));
    }
    return out.toString().lines().toList();
  }

  @Test
  void redact_ordinaryLines_stay() throws IOException {
    List<String> lines = lines();
    List<String> redacted = redacted(lines);
    List<String> changed = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      if (!lines.get(at).equals(redacted.get(at))) {
        changed.add(redacted.get(at));
      }
    }
    assertThat(lines).hasSizeGreaterThan(15_000);
    assertThat(changed).hasSizeLessThanOrEqualTo((int) (lines.size() * MAX_CHANGED));
  }

  /// Every form in which a secret is captured and every command line of the other tests.
  @Test
  void redact_formsAmongOrdinaryLines_onlyTheyChange() throws IOException {
    List<String> ordinary = lines().subList(0, 8_000);
    List<String> forms = new ArrayList<>(CapturedFormsTest.forms());
    CommandSecretsTest.commands().forEach(line -> forms.add("+ " + CommandSecretsTest.with(line)));
    List<String> all = new ArrayList<>();
    int next = 0;
    for (int at = 0; at < ordinary.size(); at++) {
      all.add(ordinary.get(at));
      if (at % EVERY == 0 && next < forms.size()) {
        all.addAll(forms.get(next++).lines().toList());
      }
    }
    List<String> redacted = redacted(all);
    List<String> leaks =
        redacted.stream()
            .filter(line -> line.contains("CANARY") || line.contains("Q0FOQVJZ"))
            .toList();
    assertThat(leaks).isEmpty();
    assertThat(redacted).hasSameSizeAs(all);
    long changed = 0;
    for (int at = 0; at < all.size(); at++) {
      changed += all.get(at).equals(redacted.get(at)) ? 0 : 1;
    }
    assertThat(changed).isLessThan(forms.stream().mapToLong(form -> form.lines().count()).sum());
  }
}
