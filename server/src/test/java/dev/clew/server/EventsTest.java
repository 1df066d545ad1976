package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.server.TestServer.Answer;
import dev.clew.store.RunKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest {
  private final TestServer server = TestServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private List<Row> rows(String runId) {
    return server.store().ledger(new RunKey("default", runId)).orElseThrow().rows(0, 1_000);
  }

  private static Payload payload(Row row) {
    return Objects.requireNonNull(row.payload());
  }

  private static List<String> statuses(Answer answer) {
    List<String> statuses = new ArrayList<>();
    for (Json.Obj result : answer.results()) {
      statuses.add(result.text("status"));
    }
    return statuses;
  }

  @Test
  void post_runAndKindAlone_isStoredWithDefaults() {
    Answer answer =
        server.post(
            "{\"run_id\":\"r1\",\"kind\":\"run_started\"}",
            "content-type",
            "application/x-www-form-urlencoded");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo("{\"results\":[{\"index\":0,\"status\":\"stored\",\"offset\":0}]}\n");
    Row row = rows("r1").getFirst();
    assertThat(row.event().namespace()).isEqualTo("default");
    assertThat(row.event().attemptId()).isEqualTo("r1.1");
    assertThat(row.event().producer()).isEqualTo("http");
    assertThat(row.event().ts().instant()).isEqualTo(TestServer.BEGIN);
    assertThat(row.event().eventId()).hasSize(64);
  }

  @Test
  void post_theSameAgainLater_isDuplicate() {
    String body =
        "{\"run_id\":\"r1\",\"kind\":\"log\",\"summary\":\"token=abcdef0123456789abcdef\"}";
    server.post(body);
    server.passes(60);

    Answer again = server.post("[" + body + "," + body + "]");

    assertThat(statuses(again)).containsExactly("duplicate", "duplicate");
    assertThat(again.result().whole("offset")).isZero();
    assertThat(rows("r1")).hasSize(1);
  }

  @Test
  void post_ownIdAndNoTimeAgain_isADuplicate() {
    String body =
        """
        {"run_id":"timeless","kind":"log","event_id":"e1","summary":"one"}
        {"run_id":"timeless","kind":"log","event_id":"e2","raw":"two"}
        """;
    assertThat(statuses(server.post(body))).containsExactly("stored", "stored");

    Answer again =
        server.post(
            body
                + "{\"run_id\":\"timeless\",\"kind\":\"log\",\"event_id\":\"e1\",\"summary\":\"two\"}");

    assertThat(statuses(again)).containsExactly("duplicate", "duplicate", "conflict");
  }

  @Test
  void post_sameIdOtherContent_isConflict() {
    server.post("{\"run_id\":\"r1\",\"kind\":\"log\",\"event_id\":\"e1\",\"summary\":\"one\"}");

    Answer other =
        server.post("{\"run_id\":\"r1\",\"kind\":\"log\",\"event_id\":\"e1\",\"summary\":\"two\"}");

    assertThat(statuses(other)).containsExactly("conflict");
    assertThat(rows("r1")).hasSize(2);
  }

  @Test
  void post_olderLifeOfTheProducer_isFenced() {
    server.post("{\"run_id\":\"r1\",\"kind\":\"log\",\"epoch\":2}");

    assertThat(statuses(server.post("{\"run_id\":\"r1\",\"kind\":\"log\",\"epoch\":1}")))
        .containsExactly("fenced");
  }

  @Test
  void post_linesArraysAndObjects_areAllTaken() {
    String one = "{\"run_id\":\"r1\",\"kind\":\"log\",\"summary\":\"%d\"}";

    Answer answer =
        server.post(
            one.formatted(1)
                + "\n"
                + one.formatted(2)
                + one.formatted(3)
                + "\n[ "
                + one.formatted(4)
                + " ,\n"
                + one.formatted(5)
                + "]\n",
            "content-type",
            "application/x-ndjson");

    assertThat(answer.results()).hasSize(5);
    assertThat(rows("r1").stream().map(row -> row.event().summary()))
        .containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void post_oneOfThemIsNoEvent_storesNothing() {
    Answer answer =
        server.post(
            """
            {"run_id":"r1","kind":"log"}
            {"run_id":"r1","kind":"log","sumary":"typo"}
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.json().text("code")).isEqualTo("event.unknown_member");
    assertThat(answer.json().text("suggestion")).isEqualTo("summary");
    assertThat(answer.json().whole("index")).isEqualTo(1);
    assertThat(answer.json().whole("line")).isEqualTo(2);
    assertThat(answer.json().whole("byte_offset")).isEqualTo(29);
    assertThat(answer.json().text("path")).isEqualTo("/sumary");
    assertThat(server.store().ledger(new RunKey("default", "r1"))).isEmpty();
  }

  @Test
  void post_secret_isRedactedAtTheDoor() {
    server.post(
        "{\"run_id\":\"r1\",\"kind\":\"log\",\"attributes\":{\"password\":\"correct-horse-battery\"},"
            + "\"raw\":\"{\\\"password\\\":\\\"correct-horse-battery\\\"}\"}");

    Row row = rows("r1").getFirst();
    assertThat(row.event().toString()).doesNotContain("correct-horse");
    assertThat(payload(row).text()).doesNotContain("correct-horse");
    assertThat(row.event().rawRef()).isEqualTo(payload(row).ref());
  }

  @Test
  void post_eventOverTheLimit_isRejectedAlone() {
    String large = "x ".repeat(600_000);

    Answer answer =
        server.post(
            "[{\"run_id\":\"r1\",\"kind\":\"log\",\"summary\":\""
                + large
                + "\"},{\"run_id\":\"r1\",\"kind\":\"log\"}]");

    assertThat(statuses(answer)).containsExactly("rejected", "stored");
    assertThat(answer.result().text("code")).isEqualTo("event.bytes");
    assertThat(answer.result().whole("limit")).isEqualTo(1 << 20);
    assertThat(answer.result().whole("actual")).isGreaterThan(1 << 20);
  }

  @Test
  void post_textThatNoUtf8Has_isKeptReadable() {
    server.post(
        "{\"run_id\":\"r1\",\"kind\":\"log\",\"summary\":\"a\\ud800b\\u0000c\",\"raw\":\"\\udfff\"}");

    Row row = rows("r1").getFirst();
    assertThat(row.event().summary()).isEqualTo("a\\ud800b\0c");
    assertThat(payload(row).text()).isEqualTo("\\udfff");
  }
}
