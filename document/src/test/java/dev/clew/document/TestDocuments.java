package dev.clew.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.MerkleRoot;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.core.replay.TestWords;
import dev.clew.core.run.RunView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The onboarding of the challenged customer, as clew recorded it, and what is made of it.
final class TestDocuments {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(resource("report.schema.json"), InputFormat.JSON);

  private TestDocuments() {}

  static List<Row> onboarding() {
    List<Row> rows = new ArrayList<>();
    for (String line : resource("onboarding.rows.jsonl").split("\n", -1)) {
      if (!line.isEmpty()) {
        rows.add(RowJson.read((Json.Obj) parse(line)));
      }
    }
    return rows;
  }

  static LedgerFacts facts(List<Row> rows) {
    List<Digest> digests = new ArrayList<>();
    rows.forEach(row -> digests.add(row.eventDigest()));
    LedgerId id =
        new LedgerId(
            rows.getFirst().event().namespace(), rows.getFirst().event().runId(), "ledger_1");
    return new LedgerFacts(
        id, rows.size(), MerkleRoot.of(digests), rows.getLast().chain(), null, null);
  }

  static Json.Obj document(List<Row> rows) {
    return ReportDocument.of(rows, facts(rows), RunView.Writer.ABSENT, TestWords.WORDS);
  }

  static Json parse(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      throw new AssertionError(text, e);
    }
  }

  /// What the schema has against it.
  static List<String> problems(Json document) {
    return SCHEMA.validate(document.toString(), InputFormat.JSON).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  static String resource(String name) {
    try (InputStream in = TestDocuments.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
