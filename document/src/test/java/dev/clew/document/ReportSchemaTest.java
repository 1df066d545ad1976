package dev.clew.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.TestWords;
import dev.clew.core.run.RunView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents against the JSON Schema that is shipped beside them.
class ReportSchemaTest {
  private final List<Row> rows = TestDocuments.onboarding();
  private final Json.Obj document = TestDocuments.document(rows);

  /// Every moment of a run: planned, running, unclosed, interrupted, ended.
  @Test
  void schema_everyPrefixAndWriter_isValid() {
    for (int size = 1; size <= rows.size(); size++) {
      List<Row> prefix = rows.subList(0, size);
      for (RunView.Writer writer : RunView.Writer.values()) {
        Json.Obj made =
            ReportDocument.of(prefix, TestDocuments.facts(prefix), writer, TestWords.WORDS);
        assertThat(TestDocuments.problems(made)).as("%s rows, writer %s", size, writer).isEmpty();
      }
    }
  }

  @Test
  void schema_damagedLedger_isValid() {
    LedgerFacts facts = TestDocuments.facts(rows);
    Json.Obj made =
        ReportDocument.of(
            rows,
            new LedgerFacts(
                facts.id(),
                facts.rows(),
                facts.contentRoot(),
                facts.head(),
                17L,
                new LedgerFacts.Damage(4096, 29, "its checksum is wrong")),
            RunView.Writer.ABSENT,
            TestWords.WORDS);
    assertThat(made.object("ledger").object("damage").whole("at_byte")).isEqualTo(4096);
    assertThat(TestDocuments.problems(made)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format", "format_version", "writer", "run", "attempt", "attempts", "environment", "inputs",
        "plan", "graph", "stages", "tool_calls", "artifacts", "effects", "output", "definition",
        "events", "ledger"
      })
  void schema_memberIsMissingOrOfAnotherType_isRefused(String member) {
    Map<String, Json> without = new LinkedHashMap<>(document.members());
    without.remove(member);
    assertThat(TestDocuments.problems(new Json.Obj(without))).isNotEmpty();
    assertThat(TestDocuments.problems(document.with(member, Json.of("other")))).isNotEmpty();
  }

  @Test
  void schema_unknownMembers_areRefusedWhereTheObjectIsOurs() {
    Json extra = Json.of("x");
    assertThat(TestDocuments.problems(document.with("extra", extra))).isNotEmpty();
    for (String member : List.of("run", "attempt", "graph", "ledger", "blocker", "environment")) {
      Json.Obj changed = document.object(member).with("extra", extra);
      assertThat(TestDocuments.problems(document.with(member, changed))).as(member).isNotEmpty();
    }
    for (String member :
        List.of("stages", "tool_calls", "effects", "artifacts", "definition", "events", "output")) {
      List<Json> items = new ArrayList<>(document.list(member));
      items.set(0, ((Json.Obj) items.getFirst()).with("extra", extra));
      assertThat(TestDocuments.problems(document.with(member, new Json.Arr(items))))
          .as(member)
          .isNotEmpty();
    }
  }

  @Test
  void schema_wrongValues_areRefused() {
    Json.Obj run = document.object("run");
    assertThat(TestDocuments.problems(document.with("run", run.with("status", Json.of("fine")))))
        .isNotEmpty();
    assertThat(
            TestDocuments.problems(
                document.with("run", run.with("created_at", Json.of("22 Nov 2026")))))
        .isNotEmpty();
    assertThat(TestDocuments.problems(document.with("format_version", Json.of(3)))).isNotEmpty();
    assertThat(TestDocuments.problems(document.with("blocker", Json.NULL))).isNotEmpty();
  }
}
