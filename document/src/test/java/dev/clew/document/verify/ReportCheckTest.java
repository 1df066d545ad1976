package dev.clew.document.verify;

import static dev.clew.core.Detail.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.SeedRun;
import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.ContentRoot;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.core.replay.TestWords;
import dev.clew.core.run.RunView;
import dev.clew.document.JsonText;
import dev.clew.document.LedgerFacts;
import dev.clew.document.ReportDocument;
import dev.clew.document.ReportReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCheckTest {
  private static final LedgerId RUN_742 = new LedgerId("default", "run_742", "ledger_run_742");

  private final List<Row> rows = SeedRun.recorded().rows();
  private final Json.Obj document = document(RUN_742, rows);

  private static Json.Obj document(LedgerId id, List<Row> rows) {
    LedgerFacts facts =
        new LedgerFacts(id, rows.size(), ContentRoot.of(rows), rows.getLast().chain(), null, null);
    return ReportDocument.of(
        LateRedaction.applied(rows), facts, RunView.Writer.ABSENT, TestWords.WORDS);
  }

  /// With definitions, bodies and outputs, chained anew.
  private static List<Row> onboarding() {
    List<Row> rows = new ArrayList<>();
    LedgerId id = onboardingId();
    Digest previous = id.genesis();
    for (String line : resource("onboarding.rows.jsonl").split("\n", -1)) {
      if (!line.isEmpty()) {
        Row row = RowJson.read((Json.Obj) parse(line));
        previous =
            Row.link(previous, row.offset(), row.receivedAt(), row.eventDigest(), row.verdict());
        rows.add(with(row, row.event(), previous));
      }
    }
    return rows;
  }

  private static LedgerId onboardingId() {
    Json.Obj first =
        (Json.Obj) parse(resource("onboarding.rows.jsonl").lines().findFirst().orElseThrow());
    Json.Obj event = first.object("event");
    return new LedgerId(event.text("namespace", ""), event.text("run_id", ""), "ledger_o");
  }

  private static Row with(Row row, dev.clew.core.event.Event event, Digest chain) {
    return new Row(
        row.offset(),
        row.receivedAt(),
        row.verdict(),
        event,
        row.eventDigest(),
        chain,
        row.payload());
  }

  private static String resource(String name) {
    try (InputStream in = ReportDocument.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Json parse(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      throw new AssertionError(text, e);
    }
  }

  /// What is wrong with these bytes, in words; null when nothing is.
  private static @Nullable String wrong(byte[] file) {
    try {
      Broken broken = ReportCheck.of(file, TestWords.WORDS).broken();
      return broken == null ? null : broken.words() + ": " + broken.what();
    } catch (JsonText.Malformed | ReportReader.Unreadable e) {
      return e.getMessage();
    }
  }

  private static Broken broken(Json document) throws ReportReader.Unreadable {
    return Objects.requireNonNull(ReportCheck.of(document, TestWords.WORDS).broken());
  }

  @Test
  void of_realReports_areIntact() throws Exception {
    for (Json.Obj intact : List.of(document, document(onboardingId(), onboarding()))) {
      ReportCheck check = ReportCheck.of(ReportDocument.bytes(intact), TestWords.WORDS);
      assertThat(check.broken()).isNull();
      assertThat(check.claims()).isEqualTo(new RowClaims(0, 0, null));
      assertThat(check.redactedLate()).isZero();
      assertThat(check.derived()).isEqualTo(intact);
    }
  }

  /// Every byte of a smaller one is flipped in the tests of `clew verify`.
  @Test
  void of_bytesOfAReportFlipped_saysWhatBroke() {
    long seed = Long.getLong("seed", 742L);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] file = ReportDocument.bytes(document);
    for (int round = 0; round < 1_000; round++) {
      int at = random.nextInt(file.length);
      byte[] flipped = file.clone();
      flipped[at] ^= (byte) (1 + random.nextInt(255));
      assertThat(wrong(flipped)).as("seed %s, byte %s", seed, at).isNotBlank();
    }
  }

  @Test
  void of_bitsOfAReportWithPayloadsFlipped_saysWhatBroke() {
    long seed = Long.getLong("seed", 742L);
    Random random = new Random(seed);
    byte[] file = ReportDocument.bytes(document(onboardingId(), onboarding()));
    for (int round = 0; round < 500; round++) {
      int at = random.nextInt(file.length);
      byte[] flipped = file.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      assertThat(wrong(flipped)).as("seed %s, byte %s", seed, at).isNotBlank();
    }
  }

  @Test
  void of_reportCutAnywhere_saysWhatBroke() {
    byte[] file = ReportDocument.bytes(document);
    for (int size = 0; size < file.length; size += 7) {
      assertThat(wrong(java.util.Arrays.copyOf(file, size))).as("size %s", size).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "status":"failed"         | "status":"succeeded"      | /attempt/status
          "kind":"run_created"      | "kind":"run_queued"       | offset 0
          "rule":"save.upload       | "rule":"save.download     | /dossier/rule
          "format_version":2        | "format_version":2.0      | byte
          """)
  void of_wordsChanged_namesTheClaim(String before, String after, String where) {
    String text = new String(ReportDocument.bytes(document), UTF_8);
    assertThat(text).contains(before);
    int at = text.indexOf(before);
    String changed = text.substring(0, at) + after + text.substring(at + before.length());
    assertThat(wrong(changed.getBytes(UTF_8))).startsWith("broken at " + where);
  }

  @Test
  void of_claimChanged_saysWhatTheRowsGive() throws Exception {
    Json.Obj dossier = document.object("dossier");
    List<Json> claims = new ArrayList<>(dossier.list("claims"));
    claims.set(1, ((Json.Obj) claims.get(1)).with("claim", Json.of("the network was down")));
    Broken broken = broken(document.with("dossier", dossier.with("claims", new Json.Arr(claims))));
    assertThat(broken.where()).isEqualTo("/dossier/claims/1/claim");
    assertThat(broken.what())
        .startsWith("the report says \"the network was down\", its rows give \"");
  }

  @Test
  void of_memberAddedOrRemoved_isNamed() throws Exception {
    assertThat(broken(document.with("all/is~well", Json.TRUE)))
        .isEqualTo(Broken.at("/all~1is~0well", "the report says true, its rows give nothing"));
    Map<String, Json> members = new java.util.LinkedHashMap<>(document.members());
    members.remove("absences");
    Broken broken = broken(new Json.Obj(members));
    assertThat(broken.where()).isEqualTo("/absences");
    assertThat(broken.what()).startsWith("the report says nothing, its rows give [{");
  }

  @Test
  void of_rowsLeftOutAtTheEnd_breakTheHead() throws Exception {
    List<Json> events = document.list("events");
    Broken broken =
        broken(document.with("events", new Json.Arr(events.subList(0, events.size() - 1))));
    assertThat(broken.where()).startsWith("/");
  }

  @Test
  void of_rowMissingInTheMiddle_isBrokenThere() throws Exception {
    List<Json> events = new ArrayList<>(document.list("events"));
    events.remove(4);
    assertThat(broken(document.with("events", new Json.Arr(events))))
        .isEqualTo(Broken.atRow(4, "row 5 stands where row 4 is due"));
  }

  @Test
  void of_payloadTakenAway_isIntactAndExpired() throws Exception {
    List<Row> without = new ArrayList<>();
    for (Row row : onboarding()) {
      without.add(
          new Row(
              row.offset(),
              row.receivedAt(),
              row.verdict(),
              row.event(),
              row.eventDigest(),
              row.chain(),
              null));
    }
    ReportCheck check = ReportCheck.of(document(onboardingId(), without), TestWords.WORDS);
    assertThat(check.broken()).isNull();
    assertThat(check.claims().expired())
        .isEqualTo((int) without.stream().filter(row -> row.event().rawRef() != null).count())
        .isPositive();
  }

  @Test
  void of_otherLedger_isBrokenAtTheFirstRow() throws Exception {
    Json.Obj ledger = document.object("ledger").with("ledger_id", Json.of("ledger_other"));
    assertThat(broken(document.with("ledger", ledger)))
        .isEqualTo(Broken.atRow(0, "row 0 is not chained to the row before it"));
  }

  @Test
  void of_secretTakenOutLate_isIntactAndCounted() throws Exception {
    LateRedaction.Finding finding = new LateRedaction.Finding(1, "/summary", "token", 14);
    List<Row> proper = SeedRun.recorded().redactionLate(finding, at("13:20:00")).rows();
    Json.Obj made = document(RUN_742, proper);
    ReportCheck check = ReportCheck.of(made, TestWords.WORDS);
    assertThat(check.broken()).isNull();
    assertThat(check.redactedLate()).isEqualTo(1);
    assertThat(new String(ReportDocument.bytes(made), UTF_8))
        .contains("\"summary\":\"[redacted:token len=14]\"");
  }

  @Test
  void of_reportOfADamagedLedger_isBrokenWhereTheLedgerIs() throws Exception {
    LedgerFacts facts =
        new LedgerFacts(
            RUN_742,
            rows.size(),
            ContentRoot.of(rows),
            rows.getLast().chain(),
            null,
            new LedgerFacts.Damage(9_000, rows.size(), "no frame begins here"));
    Broken broken = broken(ReportDocument.of(rows, facts, RunView.Writer.ABSENT, TestWords.WORDS));
    assertThat(broken.words()).isEqualTo("broken at offset " + rows.size());
    assertThat(broken.what()).contains("byte 9000", "no frame begins here");
  }

  @Test
  void of_ledgerIdWithoutCanonicalForm_isBrokenAndNoFault() throws Exception {
    String text = new String(ReportDocument.bytes(document), UTF_8);
    assertThat(wrong(text.replace("ledger_run_742", "ledger_\\ud800").getBytes(UTF_8)))
        .contains("no canonical form");
  }

  @Test
  void of_documentFromTheFuture_isRefused() {
    assertThatThrownBy(
            () -> ReportCheck.of(document.with("format_version", Json.of(3)), TestWords.WORDS))
        .isInstanceOf(ReportReader.Unreadable.class)
        .hasMessageContaining("newer clew");
  }

  @Test
  void of_definitionWithAnotherDigest_isBroken() {
    List<Row> rows = onboarding();
    for (int at = 0; at < rows.size(); at++) {
      Row row = rows.get(at);
      if (row.event().kind().equals("config_captured")) {
        Json.Obj lying = row.event().attributes().with("sha256", Json.of("0".repeat(64)));
        rows.set(at, with(row, row.event().change().attributes(lying).build(), row.chain()));
        Broken broken = Objects.requireNonNull(RowClaims.of(rows).broken());
        assertThat(broken.offset()).isEqualTo(row.offset());
        assertThat(broken.what()).contains("sha256");
        return;
      }
    }
    throw new AssertionError("no definition");
  }
}
