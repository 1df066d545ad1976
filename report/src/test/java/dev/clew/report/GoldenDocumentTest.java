package dev.clew.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.SeedRun;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.MerkleRoot;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.core.run.RunView;
import dev.clew.document.JsonText;
import dev.clew.document.LedgerFacts;
import dev.clew.document.ReportDocument;
import dev.clew.document.ReportReader;
import dev.clew.report.terminal.CommandWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whole documents, with the commands that a terminal understands. The tests of the viewer read the
/// same files.
class GoldenDocumentTest {
  private static final Path FOLDER = Path.of("../document/src/test/resources/dev/clew/document");

  private static List<Row> onboarding() throws IOException, JsonText.Malformed {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("onboarding.rows.jsonl"))) {
      if (!line.isEmpty()) {
        rows.add(RowJson.read((Json.Obj) JsonText.parse(line)));
      }
    }
    return rows;
  }

  private static LedgerFacts facts(List<Row> rows) {
    List<Digest> digests = new ArrayList<>();
    rows.forEach(row -> digests.add(row.eventDigest()));
    var first = rows.getFirst().event();
    return new LedgerFacts(
        new LedgerId(first.namespace(), first.runId(), "ledger_1"),
        rows.size(),
        MerkleRoot.of(digests),
        rows.getLast().chain(),
        null,
        null);
  }

  private static byte[] bytes(List<Row> rows, LedgerFacts facts) {
    return ReportDocument.bytes(
        ReportDocument.of(rows, facts, RunView.Writer.ABSENT, CommandWords.SHELL));
  }

  /// With `-Dgolden.update=true` the file is written first.
  private static void isTheGoldenFile(String name, List<Row> rows) throws IOException {
    byte[] actual = bytes(rows, facts(rows));
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.write(file, actual);
    }
    assertThat(new String(actual, UTF_8)).isEqualTo(Files.readString(file));
  }

  @Test
  void of_onboarding_isTheGoldenFile() throws IOException, JsonText.Malformed {
    isTheGoldenFile("onboarding.report.json", onboarding());
  }

  @Test
  void of_run742_isTheGoldenFile() throws IOException {
    isTheGoldenFile("run_742.report.json", SeedRun.recorded().rows());
  }

  @Test
  void read_goldenFile_roundTrips()
      throws IOException, JsonText.Malformed, ReportReader.Unreadable {
    String golden = Files.readString(FOLDER.resolve("onboarding.report.json"));
    ReportReader read = ReportReader.read(JsonText.parse(golden));
    assertThat(new String(bytes(read.rows(), read.ledger()), UTF_8)).isEqualTo(golden);
  }
}
