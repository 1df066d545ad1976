package dev.clew.runs.finding;

import dev.clew.core.dossier.Dossier;
import dev.clew.core.dossier.Evidence;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.event.Event;
import dev.clew.core.event.Severity;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunRecord;
import dev.clew.core.run.RunView;
import dev.clew.runs.RecordedRun;
import dev.clew.store.Finding;
import dev.clew.store.Found;
import dev.clew.store.RunKey;
import dev.clew.store.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at all rows of a run and finds what a list shows of it: a function of them and of how long
/// earlier runs took.
public final class Examination {
  /// Warnings and errors of a run whose words it is found by.
  private static final int MAX_ROWS = 100;

  private static final int MAX_ATTEMPTS = 20;

  private Examination() {}

  public static Found of(RunKey key, RecordedRun run, PastDurations past) {
    RunView view = run.view();
    Explanation explanation = run.explanation();
    Finding finding =
        new Finding(
            run.contents().rows().size(),
            view.attempt().startedAt(),
            failure(explanation.dossier()),
            Silences.of(view, explanation, past));
    return new Found(key, finding, words(view, explanation.dossier(), run.contents().rows()));
  }

  private static Finding.@Nullable Failure failure(@Nullable Dossier dossier) {
    return dossier == null
        ? null
        : new Finding.Failure(
            dossier.failure(), dossier.phase(), dossier.cause(), dossier.blocker());
  }

  /// What identifies it first, then what went wrong, then what it said.
  private static Words words(RunView run, @Nullable Dossier dossier, List<Row> rows) {
    Words words = new Words().add(run.name()).add(run.runId());
    add(words, run.version());
    add(words, run.created().correlationId());
    add(words, run.created().traceId());
    for (AttemptView attempt : run.attempts().reversed().stream().limit(MAX_ATTEMPTS).toList()) {
      words.add(attempt.attemptId());
      add(words, RunRecord.workspaceId(attempt));
      add(words, attempt.facts().invocationId());
    }
    if (dossier != null) {
      words.add(dossier.failure()).add(dossier.blocker());
      if (dossier.stage() != null) {
        words.add(dossier.stage().headline());
      }
      dossier.causeChain().forEach(words::add);
      for (Evidence evidence : dossier.evidence()) {
        words.add(evidence.claim());
      }
    }
    rows.stream()
        .map(Row::event)
        .filter(Examination::isAlarming)
        .limit(MAX_ROWS)
        .forEach(event -> words.add(event.summary()));
    return words;
  }

  private static boolean isAlarming(Event event) {
    Severity severity = event.severity();
    return severity != null && severity.compareTo(Severity.WARN) >= 0;
  }

  private static void add(Words words, @Nullable String text) {
    if (text != null) {
      words.add(text);
    }
  }
}
