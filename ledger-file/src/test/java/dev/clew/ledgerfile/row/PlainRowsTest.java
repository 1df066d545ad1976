package dev.clew.ledgerfile.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.TestRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows are read from their bytes as the general parser reads them, or are left to it.
class PlainRowsTest {
  private static final long SEED = Long.getLong("seed", 742L);
  private static final String DIGEST = "f7a3c2d1".repeat(8);
  private static final String ROW =
      """
      {"attempt_id":"att_1","epoch":1,"namespace":"default","producer":"host","run_id":"run_742"}
      {"chain":"DIGEST","event":{"artifacts":["a"],"attributes":{"a":1,"b":[{"c":null},true]},\
      "duration_ms":12.5,"event_id":"evt_1","kind":"log","seq":7,"severity":"info","stage":"save",\
      "summary":"say \\"ä\\"\\n\\u001b","try":1,"ts":"2026-11-22T13:09:44.380Z"},\
      "event_digest":"DIGEST","offset":3,"raw":"x","received_at":"2026-11-22T13:09:45Z",\
      "verdict":"accepted"}\
      """
          .replace("DIGEST", DIGEST);

  private final Repeated repeated = new Repeated();

  @Test
  void read_whatALedgerWrites_isWhatTheGeneralParserReads() {
    Random random = new Random(SEED);
    int plain = 0;
    for (int round = 0; round < 2_000; round++) {
      byte[] body = RowBatch.body(rows(random));
      List<ReadRow> read = PlainRows.read(body, repeated);
      plain += read == null ? 0 : 1;
      assertIsGeneral(read, body, round);
    }
    assertThat(plain).isGreaterThan(1_900);
  }

  @Test
  void read_changedBytes_isWhatTheGeneralParserReads() {
    Random random = new Random(SEED);
    int plain = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] body = ROW.getBytes(StandardCharsets.UTF_8);
      for (int change = random.nextInt(3); change >= 0; change--) {
        body = changed(body, random);
      }
      List<ReadRow> read = PlainRows.read(body, repeated);
      plain += read == null ? 0 : 1;
      assertIsGeneral(read, body, round);
    }
    assertThat(plain).isGreaterThan(500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"epoch\":1,|\"epoch\":1.5,",
        "\"epoch\":1,|\"epoch\":\"1\",",
        "\"run_id\":\"run_742\"|\"run_id\":7",
        "\"run_id\":\"run_742\"|\"run_id\":\"run_742\",\"seq\":1",
        "\"event_id\":\"evt_1\",|\"event_id\":\"evt_1\",\"event_id\":\"evt_2\",",
        "\"event_id\":\"evt_1\",|\"event_id\":\"evt_1\"",
        "\"event_id\":\"evt_1\",|\"event_id\":\"\",",
        "\"event_id\":\"evt_1\",|\"event_id\":\"evt_1\",,",
        "\"seq\":7,|\"seq\":07,",
        "\"seq\":7,|\"seq\":9007199254740993,",
        "\"seq\":7,|\"other\":7,\"seq\":7,",
        "\"try\":1,|\"try\":3000000000,",
        "{\"a\":1,\"b\"|{\"a\":1,\"a\"",
        "{\"a\":1,\"b\"|{\"a\":01,\"b\"",
        "{\"a\":1,\"b\"|{\"b\":1,\"a\"",
        "{\"a\":1,\"b\"|{\"a\":1 ,\"b\"",
        "true]|true,]",
        "\\u001b|\\ud800",
        "\\u001b|\\u0041",
        "\\u001b|\\u+01b",
        "\\u001b|\\x",
        "Z\"},|Z\"}}",
        "accepted|rejected",
      })
  void read_whatALedgerDoesNotWrite_isLeftToTheGeneralParser(String written, String instead) {
    assertThat(ROW).contains(written);
    byte[] body = ROW.replace(written, instead).getBytes(StandardCharsets.UTF_8);
    assertThat(PlainRows.read(body, repeated)).isNull();
  }

  @Test
  void read_bytesThatAreNoUtf8_areLeftToTheGeneralParser() {
    byte[] body = ROW.replace('ä', '?').getBytes(StandardCharsets.ISO_8859_1);
    body[ROW.indexOf('ä')] = (byte) 0xff;
    assertThat(PlainRows.read(body, repeated)).isNull();
  }

  @Test
  void read_nothing_isLeftToTheGeneralParser() {
    assertThat(PlainRows.read(new byte[0], repeated)).isNull();
  }

  private static List<Row> rows(Random random) {
    List<Row> rows = new ArrayList<>();
    for (int number = random.nextInt(5); number >= 0; number--) {
      Payload payload = random.nextInt(3) == 0 ? TestRows.randomPayload(random) : null;
      rows.add(
          new Row(
              number,
              TestRows.event("any", 1, "any").ts(),
              List.of(Row.Verdict.values()).get(random.nextInt(3)),
              TestRows.randomEvent(random, "evt_" + number, random.nextInt(3)),
              TestRows.KEY.digest(),
              TestRows.KEY.digest(),
              payload));
    }
    return rows;
  }

  /// One byte is another, is left out or stands twice.
  private static byte[] changed(byte[] body, Random random) {
    int at = random.nextInt(body.length);
    byte[] changed = body.clone();
    switch (random.nextInt(3)) {
      case 0 -> changed[at] = body[random.nextInt(body.length)];
      case 1 -> {
        changed = new byte[body.length - 1];
        System.arraycopy(body, 0, changed, 0, at);
        System.arraycopy(body, at + 1, changed, at, body.length - at - 1);
      }
      default -> {
        changed = new byte[body.length + 1];
        System.arraycopy(body, 0, changed, 0, at);
        System.arraycopy(body, at, changed, at + 1, body.length - at);
      }
    }
    return changed;
  }

  private static void assertIsGeneral(@Nullable List<ReadRow> read, byte[] body, int round) {
    if (read == null) {
      return;
    }
    String where =
        "seed %d, round %d: %s".formatted(SEED, round, new String(body, StandardCharsets.UTF_8));
    try {
      List<ReadRow> general = RowBatch.any(body);
      assertThat(read).as(where).isEqualTo(general);
      // Numbers are equal by value, and here by their text too.
      assertThat(read.toString()).as(where).isEqualTo(general.toString());
    } catch (RowFrame.NotARow e) {
      fail("read what is no row, " + where, e);
    }
  }
}
