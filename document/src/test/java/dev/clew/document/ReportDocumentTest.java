package dev.clew.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.TestWords;
import dev.clew.core.run.RunView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The document is a pure function of its rows.
class ReportDocumentTest {
  private static String text(List<Row> rows, LedgerFacts facts) {
    return new String(
        ReportDocument.bytes(
            ReportDocument.of(rows, facts, RunView.Writer.ABSENT, TestWords.WORDS)),
        UTF_8);
  }

  private final List<Row> rows = TestDocuments.onboarding();
  private final LedgerFacts facts = TestDocuments.facts(rows);

  @Test
  void of_onboarding_saysWhatBlocksIt() {
    Json.Obj document = TestDocuments.document(rows);
    Json.Obj blocker = document.object("blocker");
    assertThat(blocker.text("headline"))
        .isEqualTo("activate-subscription answered 402 payment_method_requires_authentication");
    assertThat(blocker.object("counts").toString())
        .isEqualTo("{\"skipped\":1,\"succeeded\":3,\"tolerated\":1}");
    assertThat(document.objects("effects").stream().map(e -> e.text("state")))
        .containsExactly("committed", "committed", "committed", "unknown");
    assertThat(document.objects("definition")).hasSize(2);
  }

  @Test
  void of_rowsShuffledAndDuplicated_givesTheSameBytes() {
    long seed = Long.getLong("seed", 742L);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String expected = text(rows, facts);
    for (int round = 0; round < 50; round++) {
      List<Row> shuffled = new ArrayList<>(rows);
      for (int copy = random.nextInt(20); copy > 0; copy--) {
        shuffled.add(rows.get(random.nextInt(rows.size())));
      }
      Collections.shuffle(shuffled, random);
      assertThat(text(shuffled, facts)).as("seed %s, round %s", seed, round).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tr-TR, Asia/Kathmandu", "ar-EG-u-nu-arab, America/St_Johns",
    "hi-IN-u-nu-deva, Pacific/Kiritimati", "th-TH-u-ca-buddhist, Pacific/Apia"
  })
  void of_localeAndTimeZone_giveTheSameBytes(String locale, String zone) {
    String expected = text(rows, facts);
    Locale localeBefore = Locale.getDefault();
    TimeZone zoneBefore = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      assertThat(text(TestDocuments.onboarding(), facts)).isEqualTo(expected);
    } finally {
      Locale.setDefault(localeBefore);
      TimeZone.setDefault(zoneBefore);
    }
  }

  @Test
  void of_payload_standsInTheDocumentOnce() {
    String needle = "3ds_challenge\\\\\\\"";
    String body = "action_required\\\":\\\"3ds_challenge";
    String document = text(rows, facts);
    assertThat(document.split(java.util.regex.Pattern.quote(body), -1)).hasSize(2);
    assertThat(document)
        .doesNotContain(needle)
        .contains("\"raw_at\":\"/tool_calls/3/response/body/text\"");
  }
}
