package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.Detail;
import dev.clew.core.TestLedger;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.ContentRoot;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.redaction.SecretRedactor;
import dev.clew.store.RunKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A run that was recorded elsewhere and is sent: nothing of it is lost on the way.
class PushedLedgerTest {
  private static final byte[] NO_TEXT = {0, (byte) 0xff, 10, (byte) 0xc3};

  private static List<Row> recorded() {
    MemoryLedger ledger =
        new MemoryLedger(new LedgerId("team-a", "run_9", "ledger_9"), () -> TestServer.BEGIN);
    SecretRedactor redactor = new SecretRedactor();
    redactor.learn("db_password", "hunter2-hunter2");
    return new TestLedger(ledger, redactor, TestServer.BEGIN)
        .runCreated(Detail.withAll(Json.object().put("name", "nightly-report").build()))
        .stageStarted("upload#1", said("began with hunter2-hunter2"))
        .toolCallStarted(
            "call_1", bytes("{\"password\":\"hunter2-hunter2\",\"ok\":1}".getBytes(UTF_8)))
        .toolCallFailed("call_1", bytes(NO_TEXT))
        .stageFailed("upload#1", said("said \ud800 and then nothing, \0"))
        .producer("worker-2")
        .event(
            "custom_kind",
            Detail.withAll(Json.object().put("deep", Json.object().put("a", 1).build()).build()))
        .runFinished("failed")
        .rows();
  }

  private static Detail said(String words) {
    return Detail.summary(words);
  }

  private static Detail bytes(byte[] bytes) {
    return Detail.payload(Payload.of(bytes));
  }

  private static String wire(Row row) {
    Json.Obj whole = RowJson.write(row);
    Json.Builder out = Json.object().putAll(EventJson.write(row.event()));
    return JsonWriter.compact(
        out.put("raw", whole.get("raw")).put("raw_base64", whole.get("raw_base64")).build());
  }

  @Test
  void post_recordedRun_hasTheSameContent() {
    List<Row> rows = recorded();
    List<String> sent = new ArrayList<>();
    rows.forEach(row -> sent.add(wire(row)));
    Collections.shuffle(sent, new Random(7));
    try (TestServer server = TestServer.start()) {
      assertThat(server.post(String.join("\n", sent)).status()).isEqualTo(200);
      assertThat(server.post(String.join("\n", sent)).text()).doesNotContain("stored");

      List<Row> stored =
          server.store().ledger(new RunKey("team-a", "run_9")).orElseThrow().rows(0, 100);
      assertThat(stored).hasSameSizeAs(rows);
      assertThat(ContentRoot.of(stored)).isEqualTo(ContentRoot.of(rows));
      assertThat(server.get("/api/v1/runs/run_9/document").json().object("ledger"))
          .extracting(ledger -> ledger.text("content_root"))
          .isEqualTo(ContentRoot.of(rows).hex());
      assertThat(payloads(stored)).containsExactlyInAnyOrderElementsOf(payloads(rows));
    }
  }

  private static List<Payload> payloads(List<Row> rows) {
    List<Payload> payloads = new ArrayList<>();
    for (Row row : rows) {
      if (row.payload() != null) {
        payloads.add(row.payload());
      }
    }
    return payloads;
  }
}
