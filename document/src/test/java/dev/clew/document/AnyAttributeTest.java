package dev.clew.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.TestWords;
import dev.clew.core.run.RunView;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A producer may give any attribute any value. The document holds its own schema all the same.
class AnyAttributeTest {
  private static final int CASES = 120;
  private static final int EVENTS = 60;

  @Test
  void document_ofAnyAttributes_holdsItsSchema() {
    long seed = Long.getLong("seed", 7L);
    for (int number = 0; number < CASES; number++) {
      List<Row> rows = new AnyEvents(new Random(seed + number)).rows(EVENTS);
      for (RunView.Writer writer : RunView.Writer.values()) {
        Json.Obj document =
            ReportDocument.of(rows, TestDocuments.facts(rows), writer, TestWords.WORDS);
        assertThat(TestDocuments.problems(document)).as("seed %d", seed + number).isEmpty();
      }
    }
  }
}
