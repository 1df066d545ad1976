package dev.clew.core.run;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.error;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.absence.Absence;
import dev.clew.core.absence.Absences;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.Unredacted;
import dev.clew.core.timing.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The seven events of a run in each of the 5,040 orders in which they may come.
class ToldOrderTest {
  private static final List<Row> ROWS =
      new TestLedger()
          .runCreated(at(0), with(RunCreated.NAME, "nightly"))
          .runStarted(at(1))
          .stageStarted("load", at(2))
          .stageCompleted("load", at(3))
          .stageStarted("upload", at(4))
          .stageFailed("upload", at(5), error("upload_timeout", "no answer within 60 s"))
          .runFinished("failed", at(6))
          .rows();

  /// All that is made of it, without the numbers of rows.
  private static String made(List<Row> arrived) {
    MemoryLedger ledger =
        new MemoryLedger(new LedgerId("default", "run", "ledger"), () -> Instant.EPOCH);
    RunFold fold = new RunFold();
    for (Row row : arrived) {
      ledger.append(new Unredacted().redact(row.event(), null));
    }
    ledger.rows().forEach(fold::take);
    RunView view = fold.view(RunView.Writer.ABSENT);
    AttemptView attempt = view.attempt();
    Timing timing = Timing.of(attempt);
    List<Absence> absences = Absences.of(view, attempt, timing);
    Dossier dossier = Objects.requireNonNull(Explanation.of(view, attempt).dossier());
    Stream<String> windows =
        timing.windows().stream()
            .map(window -> window.name() + " " + window.status() + " " + window.duration());
    Stream<String> stages =
        attempt.stages().stream()
            .map(stage -> stage.path() + " " + stage.status() + " " + stage.duration());
    return String.join(
        "\n",
        view.name() + " " + view.status() + " " + attempt.duration(),
        windows.toList().toString(),
        stages.toList().toString(),
        absences.stream().map(Absence::code).toList().toString(),
        dossier.failure() + " " + dossier.phase() + " " + dossier.cause() + " " + dossier.blocker(),
        String.valueOf(dossier.replayStart()));
  }

  private static void eachOrder(List<Row> rows, int from, List<List<Row>> orders) {
    if (from == rows.size()) {
      orders.add(List.copyOf(rows));
      return;
    }
    for (int at = from; at < rows.size(); at++) {
      Collections.swap(rows, from, at);
      eachOrder(rows, from + 1, orders);
      Collections.swap(rows, from, at);
    }
  }

  @Test
  void view_ofEachOrderOfOneProducer_isTheSame() {
    List<List<Row>> orders = new ArrayList<>();
    eachOrder(new ArrayList<>(ROWS), 0, orders);
    assertThat(orders).hasSize(5_040).doesNotHaveDuplicates();
    String expected = made(ROWS);
    assertThat(expected).contains("no answer within 60 s").contains("upload FAILED");

    for (List<Row> order : orders) {
      assertThat(made(order))
          .as("%s", order.stream().map(Row::offset).toList())
          .isEqualTo(expected);
    }
  }
}
