package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.Vocabulary;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.LedgerFile;
import dev.clew.ledgerfile.LedgerReader;
import dev.clew.ledgerfile.StoredOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The ledger of a run of `clew exec`, as the tests look at it.
record ExecLedger(Path path, LedgerFile file) {
  /// The only one below the folder.
  static ExecLedger in(Path folder) throws IOException {
    return of(Onboarding.only(folder, ".workflow.ledger"));
  }

  /// What clew itself writes is declared, and so documented.
  static ExecLedger of(Path path) {
    LedgerFile file = LedgerReader.read(path);
    for (Row row : file.rows()) {
      Event event = row.event();
      if (AnyEvent.from(event).reportedBy() == null) {
        assertThat(Vocabulary.unknown(event)).as(event.kind()).isEqualTo(Json.EMPTY_OBJECT);
      }
    }
    return new ExecLedger(path, file);
  }

  List<String> kinds() {
    return file.rows().stream().map(row -> row.event().kind()).toList();
  }

  List<Event> events(String kind) {
    return file.rows().stream().map(Row::event).filter(event -> event.kind().equals(kind)).toList();
  }

  /// The bytes of a row that has some.
  static byte[] payload(Row row) {
    Payload payload = row.payload();
    return Objects.requireNonNull(payload, "row " + row.offset() + " has no payload").bytes();
  }

  /// The last event of that kind.
  Event event(String kind) {
    return events(kind).getLast();
  }

  Json.Obj last(String kind) {
    return event(kind).attributes();
  }

  /// The stored bytes of a stream, chunk after chunk.
  byte[] stored(String stream) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    chunks(stream).forEach(row -> all.writeBytes(payload(StoredOutput.decoded(row))));
    return all.toByteArray();
  }

  String storedText(String stream) {
    return new String(stored(stream), StandardCharsets.UTF_8);
  }

  List<Row> chunks(String stream) {
    List<Row> chunks = new ArrayList<>();
    for (Row row : file.rows()) {
      if (row.event().kind().equals("stdout_chunk")
          && row.event().attributes().text("stream", "").equals(stream)) {
        chunks.add(row);
      }
    }
    return chunks;
  }
}
