package dev.clew.runs;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunFold;
import dev.clew.core.run.RunView;
import dev.clew.ledgerfile.LedgerReader;
import dev.clew.ledgerfile.LedgerSkim;
import dev.clew.ledgerfile.RowMark;
import dev.clew.store.DefinitionRef;
import dev.clew.store.ExecutedDefinition;
import dev.clew.store.RunEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of the run in a file without keeping its rows.
///
/// @param rows how many it has
/// @param newest when its last row was received; null when it has none
/// @param isWhole whether its ledger could be read to the end
/// @param chain of its last row, which binds it to all before it; null when it has none
/// @param definitions what it executed; empty when that was not asked for
record RunGlance(
    RunSource source,
    RunEntry entry,
    long rows,
    @Nullable Timestamp newest,
    boolean isWhole,
    @Nullable Digest chain,
    List<ExecutedDefinition> definitions) {
  /// With these alone a run that has a terminal row is folded as with all its rows, unless one of
  /// [#isDecisive] is among them.
  private static final List<RowMark> MARKS =
      List.of(
          RowMark.of(Kind.RUN_CREATED),
          RowMark.of(Kind.RUN_STARTED),
          RowMark.of(Kind.RUN_FINISHED),
          RowMark.of(Kind.RUN_CANCELLED),
          RowMark.of(Kind.REDACTION_LATE),
          RowMark.of(StageEnded.OUTCOME, StageEnded.TOLERATED));

  private static final List<RowMark> MARKS_WITH_DEFINITIONS =
      Stream.concat(MARKS.stream(), Stream.of(RowMark.of(Kind.CONFIG_CAPTURED))).toList();

  RunGlance {
    definitions = List.copyOf(definitions);
  }

  /// @param definitions whether they are asked for
  /// @throws dev.clew.core.Refusal when it cannot be read
  static RunGlance at(Path path, boolean definitions) {
    RunSource source = RunFiles.open(path);
    if (source instanceof LedgerSource) {
      RunGlance skimmed = skimmed(source, path, definitions);
      if (skimmed != null) {
        return skimmed;
      }
    }
    return of(source, source.read());
  }

  /// By all rows.
  static RunGlance of(RunSource source, RunSource.Contents contents) {
    List<Row> rows = contents.rows();
    Row last = rows.isEmpty() ? null : rows.getLast();
    return new RunGlance(
        source,
        RunEntry.of(contents.view(), source.location()),
        rows.size(),
        last == null ? null : last.receivedAt(),
        contents.damage() == null,
        last == null ? null : last.chain(),
        definitions(rows));
  }

  /// Null when all its rows have to be read to be certain. A ledger that cannot be skimmed is read,
  /// so that one sentence says what is wrong with it.
  private static @Nullable RunGlance skimmed(RunSource source, Path path, boolean definitions) {
    LedgerSkim skim;
    try {
      skim = LedgerReader.skim(path, definitions ? MARKS_WITH_DEFINITIONS : MARKS);
    } catch (ClewException e) {
      return null;
    }
    RunFold fold = new RunFold();
    for (Row row : skim.rows()) {
      if (isDecisive(row)) {
        return null;
      }
      fold.take(row);
    }
    RunEntry entry = RunEntry.of(fold.view(RunView.Writer.ABSENT), source.location());
    Row last = skim.last();
    if (entry.finishedAt() == null || last == null) {
      return null;
    }
    return new RunGlance(
        source,
        entry,
        skim.count(),
        last.receivedAt(),
        skim.isWhole(),
        last.chain(),
        definitions(skim.rows()));
  }

  /// A failure of a stage that its workflow tolerates makes another success of the run, and a
  /// secret found late may stand in any row.
  private static boolean isDecisive(Row row) {
    Event event = row.event();
    return event.is(Kind.REDACTION_LATE)
        || (event.is(Kind.STAGE_COMPLETED) && StageEnded.from(event).isTolerated());
  }

  private static List<ExecutedDefinition> definitions(List<Row> rows) {
    List<ExecutedDefinition> definitions = new ArrayList<>();
    for (Row row : rows) {
      ExecutedDefinition definition = ExecutedDefinition.of(row.event());
      if (definition != null) {
        definitions.add(definition);
      }
    }
    return definitions;
  }

  boolean executed(DefinitionRef wanted) {
    return definitions.stream().anyMatch(definition -> definition.is(wanted));
  }
}
