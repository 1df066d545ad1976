package dev.clew.ledgerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.digest.Digest;
import dev.clew.core.digest.MerkleRoot;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.Row;
import dev.clew.document.JsonText;
import dev.clew.ledgerfile.disk.LocalDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The test vectors of docs/ledger-format.md. They never change; `-Dgolden.update=true` is for
/// adding to them.
class VectorsTest {
  private static final Path VECTORS = Path.of("src", "test", "resources", "vectors");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final String[] CANONICAL = {
    "{\"b\":[true,null],\"a\":1.0,\"\u20ac\":\"\\u0007\\n\\/\"}",
    "[1E2,1E-7,-0,0.1,100,9007199254740991,5e-324]",
    "{\"\\ufb33\":1,\"\\ud83d\\ude00\":2}"
  };

  @TempDir private Path directory;

  @Test
  void ledgers_areTheVectors() throws IOException, JsonText.Malformed {
    byte[] whole = threeRows();
    check("three-rows.workflow.ledger", whole);
    check("torn-tail.workflow.ledger", Arrays.copyOf(whole, whole.length - 100));
    byte[] nuls = Arrays.copyOf(Arrays.copyOf(whole, whole.length - 1), whole.length + 7);
    check("torn-tail-with-nuls.workflow.ledger", nuls);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    check("damaged.workflow.ledger", flipped);
    check("format-2.workflow.ledger", threeRowsOfFormat2());
    check("expected.json", (JsonWriter.pretty(expected()) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void check(String name, byte[] bytes) throws IOException {
    Path vector = VECTORS.resolve(name);
    if (UPDATE) {
      Files.write(vector, bytes);
    }
    assertThat(vector).hasBinaryContent(bytes);
  }

  private byte[] threeRows() throws IOException {
    try (FileLedger ledger = TestRows.createFormat1(new LocalDisk(), directory)) {
      ledger.append(TestRows.redacted(first(), Payload.of("{\"ok\":true}\n")));
      ledger.append(TestRows.redacted(TestRows.event("evt_1", 2, "something else"), null));
      ledger.append(
          TestRows.redacted(
              TestRows.event("evt_2", 1, "from an older life"),
              Payload.of(new byte[] {(byte) 0xff, 0})));
      return Files.readAllBytes(ledger.path());
    }
  }

  /// The second and the third row are written at once.
  private byte[] threeRowsOfFormat2() throws IOException {
    try (FileLedger ledger = TestRows.create(new LocalDisk(), directory)) {
      ledger.append(TestRows.redacted(first(), Payload.of("{\"ok\":true}\n")));
      ledger.together(() -> {
        ledger.append(TestRows.redacted(TestRows.event("evt_1", 2, "something else"), null));
        ledger.append(
            TestRows.redacted(
                TestRows.event("evt_2", 1, "from an older life"),
                Payload.of(new byte[] {(byte) 0xff, 0})));
      });
      return Files.readAllBytes(ledger.path());
    }
  }

  private static Event first() {
    Json.Obj attributes =
        Json.object()
            .put("status", 201L)
            .put("customer", new Json.Num("12345678901234567890"))
            .put("note", "caf\u00e9 \ud83d\ude00\n")
            .build();
    return EventJson.read(
        EventJson.write(TestRows.event("evt_1", 2, "created")).with("attributes", attributes));
  }

  private Json.Obj expected() throws IOException, JsonText.Malformed {
    List<Json> canonical = new ArrayList<>();
    for (String text : CANONICAL) {
      canonical.add(
          Json.object()
              .put("json", text)
              .put("canonical", Canonical.text(JsonText.parse(text)))
              .build());
    }
    Row row = LedgerReader.read(VECTORS.resolve("three-rows.workflow.ledger")).rows().getFirst();
    Map<String, Json> files = new TreeMap<>();
    for (Path path : LedgerReader.list(new LocalDisk(), VECTORS)) {
      files.put(path.getFileName().toString(), LedgerSummary.of(path));
    }
    return Json.object()
        .put("canonical_json", canonical)
        .put(
            "event",
            Json.object()
                .put("canonical", Canonical.text(EventJson.write(row.event())))
                .put("event_digest", row.eventDigest().hex())
                .build())
        .put("genesis", TestRows.LEDGER.genesis().hex())
        .put("content_root_of_nothing", MerkleRoot.of(List.<Digest>of()).hex())
        .put("files", new Json.Obj(files))
        .build();
  }

  /// The page and the vectors say the same.
  @Test
  void specification_showsTheVectors() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("clew.root"), "docs", "ledger-format.md"));
    LedgerFile file = LedgerReader.read(VECTORS.resolve("three-rows.workflow.ledger"));

    assertThat(page)
        .contains(TestRows.LEDGER.genesis().hex())
        .contains(file.contentRoot().hex())
        .contains(file.rows().getFirst().event().rawRef())
        .contains(Canonical.text(EventJson.write(file.rows().getFirst().event())));
    for (Row row : file.rows()) {
      assertThat(page).contains(row.eventDigest().hex()).contains(row.chain().hex());
    }
    for (String text : CANONICAL) {
      assertThat(page).contains(text);
    }
    assertThat(page)
        .contains(Files.readAllLines(VECTORS.resolve("three-rows.workflow.ledger")).getFirst());
  }
}
