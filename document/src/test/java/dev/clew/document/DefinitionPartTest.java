package dev.clew.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionPartTest {
  private static Json.Obj definition(Json vcs) {
    List<Row> rows = new ArrayList<>();
    for (Row row : TestDocuments.onboarding()) {
      Event event = row.event();
      boolean isWorkflow =
          event.is(Kind.CONFIG_CAPTURED)
              && ConfigCaptured.from(event).role().equals(ConfigCaptured.WORKFLOW);
      rows.add(
          isWorkflow
              ? with(row, event.change().attribute(ConfigCaptured.VCS.name(), vcs).build())
              : row);
    }
    Json.Obj document = TestDocuments.document(rows);
    assertThat(TestDocuments.problems(document)).isEmpty();
    return document.objects("definition").getFirst();
  }

  private static Row with(Row row, Event event) {
    return new Row(
        row.offset(),
        row.receivedAt(),
        row.verdict(),
        event,
        row.eventDigest(),
        row.chain(),
        row.payload());
  }

  @Test
  void vcs_ofAWorkflow_isInTheDocument() {
    Json.Obj vcs =
        Json.object()
            .put("remote", "https://git.example/team/jobs.git")
            .put("commit", "1a2b3c4d".repeat(5))
            .put("path", "flows/onboarding.workflow")
            .put("dirty", true)
            .build();
    assertThat(definition(vcs).object("vcs")).isEqualTo(vcs);
  }

  /// Another producer may have put anything there.
  @Test
  void vcs_ofOtherTypes_isLeftOut() {
    Json.Obj odd = Json.object().put("commit", 7).put("dirty", "yes").put("more", 1).build();
    assertThat(definition(odd).object("vcs")).isEqualTo(Json.EMPTY_OBJECT);
    assertThat(definition(Json.of("HEAD")).has("vcs")).isFalse();
  }
}
