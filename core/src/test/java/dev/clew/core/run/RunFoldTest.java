package dev.clew.core.run;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.SeedRun;
import dev.clew.core.absence.Absences;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.OnDisk;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.core.replay.ReplayPlanner;
import dev.clew.core.timing.Timing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// All that is derived from a ledger is the same whatever order, batches and duplicates its rows
/// come in.
class RunFoldTest {
  private static final int CASES = 12_000 * Integer.getInteger("seeds.percent", 10) / 100;

  /// Everything that is derived from rows, to be compared.
  private static List<Object> derived(RunView view) {
    AttemptView attempt = view.attempt();
    Timing timing = Timing.of(attempt);
    List<Object> all = new ArrayList<>();
    all.add(view);
    all.add(timing);
    all.add(Absences.of(view, attempt, timing));
    Dossier dossier = Dossier.of(view);
    all.add(dossier == null ? "none" : dossier);
    all.add(ReplayPlanner.of(view, attempt, ReplayAsk.DEFAULT, OnDisk.NOT_LOOKED));
    return all;
  }

  /// Another attempt after that of the seed.
  private static final List<Row> TWO_ATTEMPTS =
      SeedRun.recorded()
          .attempt("attempt_2")
          .runQueued(at("14:00:00"))
          .runClaimed(at("14:00:01"))
          .event(Kind.ERROR, at("14:00:02"), with(LogLine.MESSAGE, "rate limit exceeded"))
          .runFinished("failed", at("14:00:03"))
          .rows();

  /// A part of one of them, so that there are many shapes.
  private static List<Row> rows(Random random) {
    int attempts = random.nextBoolean() ? TWO_ATTEMPTS.size() : TWO_ATTEMPTS.size() - 4;
    List<Row> rows = new ArrayList<>(TWO_ATTEMPTS.subList(0, attempts));
    for (int lost = random.nextInt(4); lost > 0; lost--) {
      rows.remove(random.nextInt(rows.size()));
    }
    return rows;
  }

  @Test
  void view_shuffledDuplicatedRebatched_isTheSame() {
    long seed = Long.getLong("seed", 742L);
    Random random = new Random(seed);
    for (int round = 0; round < CASES; round++) {
      List<Row> rows = rows(random);
      List<Object> expected = derived(RunView.of(rows, RunView.Writer.ABSENT));
      List<Row> other = new ArrayList<>(rows);
      for (int copies = random.nextInt(10); copies > 0; copies--) {
        other.add(rows.get(random.nextInt(rows.size())));
      }
      Collections.shuffle(other, random);
      assertThat(derived(RunView.of(other, RunView.Writer.ABSENT)))
          .as("seed %s, round %s", seed, round)
          .isEqualTo(expected);
      assertThat(derived(inBatches(rows, random)))
          .as("seed %s, round %s, in batches", seed, round)
          .isEqualTo(expected);
    }
  }

  /// Looked at after each batch, with rows of the batch before come again.
  private static RunView inBatches(List<Row> rows, Random random) {
    RunFold fold = new RunFold();
    int at = 0;
    while (at < rows.size()) {
      int end = Math.min(rows.size(), at + 1 + random.nextInt(rows.size()));
      rows.subList(Math.max(0, at - 2), end).forEach(fold::take);
      fold.view(RunView.Writer.PRESENT);
      at = end;
    }
    return fold.view(RunView.Writer.ABSENT);
  }
}
