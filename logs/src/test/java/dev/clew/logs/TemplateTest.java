package dev.clew.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Rendered 42 pages in 31.844s | Rendered <number> pages in <duration>",
        "run 3f2b8c1e-1c2d-4e5f-8a9b-0c1d2e3f4a5b ended | run <uuid> ended",
        "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 | commit <hex>",
        "at 0x7fff5fbff8c0 | at <hex>",
        "to 10.0.0.1:5432 and 10.0.0.1 | to <ip> and <ip>",
        "from fe80::1ff:fe23:4567:890a | from <ip>",
        "from ::1 | from ::<number>",
        "open /var/log/app.log: denied | open <path>: denied",
        "open ./a/b.txt, ok | open <path>, ok",
        "see https://a.example/x?y=1. | see <url>.",
        "mail bob.smith+x@example.org now | mail <email> now",
        "took 2m30s or 15ms | took <duration> or <duration>",
        "at 2026-11-22T13:09:44.380Z or 2026-11-22 13:09:44 | at <timestamp> or <timestamp>",
        "key 'a b' of \"c\" | key <quoted> of <quoted>",
        "it isn't Bob's | it isn't Bob's",
        "run_742 of worker-3 | run_<number> of worker-<number>",
        "utf8 sha256 log4j | utf8 sha256 log4j",
        "10KiB of 3rd | <number>KiB of <number>rd",
        "v1.2.3 and 1,234.5 | v1.<number> and <number>",
        "a    b | a b",
        "token 01HXYZABCDEFGHJKMNPQRSTVWX | token <number>HXYZABCDEFGHJKMNPQRSTVWX",
      })
  void template_values_areMasked(String line, String template) {
    assertThat(Reading.one(line.replace("\\\"", "\"")).template()).isEqualTo(template);
  }

  @Test
  void templateId_otherOrder_isTheSame() {
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < 500; line++) {
      lines.add("item " + line + " of kind" + "abcdefgh".charAt(line % 8) + " done");
    }
    Map<String, String> ids = new HashMap<>();
    Reading.of(String.join("\n", lines)).forEach(r -> ids.put(r.text(), r.templateId()));
    assertThat(ids.values().stream().distinct()).hasSize(8);
    Collections.shuffle(lines, new Random(Long.getLong("seed", 742L)));
    for (LogRecord record : Reading.of(String.join("\n", lines))) {
      assertThat(record.templateId()).isEqualTo(ids.get(record.text()));
    }
  }

  @Test
  void templateId_isStable() {
    assertThat(Reading.one("Rendered 42 pages").templateId())
        .isEqualTo(Reading.one("2026-11-22 13:09:44 INFO Rendered 7 pages").templateId())
        .isEqualTo("3ea38cabedf0c47f2403bf0a9fc7cba547d84fc4298583a585befb7cc1183600");
  }

  @Test
  void template_trace_hasNoFrames() {
    String head = "java.lang.Error: order 12 lost\n";
    String first = Reading.one(head + "\tat a.B.c(B.java:1)").templateId();
    assertThat(Reading.one(head + "\tat a.B.d(B.java:99)\n\tat x.Y.z(Y.java:3)").templateId())
        .isEqualTo(first);
  }
}
