package dev.clew.bench;

import dev.clew.core.absence.Absence;
import dev.clew.core.absence.Absences;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunFold;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import dev.clew.diff.DiffSettings;
import dev.clew.diff.RunDiff;
import dev.clew.diff.part.RunProfile;
import dev.clew.document.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;

/// How long it takes to explain a run of 100,000 events and to compare two of 10,000:
/// `bench/analysis`.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx2g", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1", Table.QUIET})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 9, time = 1)
public class ExplainBench {
  private static final int STAGES = 500;

  /// Of one call and one artifact each.
  private static final int SHORT_STAGES = 2_000;

  @State(Scope.Thread)
  public static class LongRun {
    final List<Row> rows = MadeRun.rows(100_000, STAGES, "ORD-1", "open");
  }

  @State(Scope.Thread)
  public static class TwoRuns {
    final List<Row> good = MadeRun.rows(10_000, SHORT_STAGES, "ORD-1", "open");
    final List<Row> other = MadeRun.rows(10_000, SHORT_STAGES, "ORD-2", "held");
    final RunProfile goodProfile = profile(good);
    final RunProfile otherProfile = profile(other);
  }

  @Benchmark
  public RunView fold(LongRun run) {
    return RunView.of(run.rows, RunView.Writer.ABSENT);
  }

  @Benchmark
  public @Nullable Dossier foldWindowsAbsencesDossier(LongRun run) {
    RunView view = RunView.of(run.rows, RunView.Writer.ABSENT);
    AttemptView attempt = view.attempt();
    Timing timing = Timing.of(attempt);
    List<Absence> absences = Absences.of(view, attempt, timing);
    return Dossier.of(view, attempt, timing, absences);
  }

  @Benchmark
  public RunFold incrementalFold(LongRun run) {
    RunFold fold = new RunFold();
    run.rows.forEach(fold::take);
    return fold;
  }

  @Benchmark
  public RunDiff diff(TwoRuns runs) {
    return RunDiff.of(runs.goodProfile, runs.otherProfile, DiffSettings.NONE);
  }

  @Benchmark
  public RunDiff diffWithFoldsAndProfiles(TwoRuns runs) {
    return RunDiff.of(profile(runs.good), profile(runs.other), DiffSettings.NONE);
  }

  private static RunProfile profile(List<Row> rows) {
    RunView view = RunView.of(rows, RunView.Writer.ABSENT);
    return RunProfile.of(rows, view, view.attempt(), ExplainBench::body, List.of());
  }

  private static @Nullable Json body(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      return null;
    }
  }

  public static void main(String[] arguments) throws RunnerException {
    LongRun run = new LongRun();
    TwoRuns two = new TwoRuns();
    RunDiff diff = new ExplainBench().diff(two);
    Dossier dossier = new ExplainBench().foldWindowsAbsencesDossier(run);
    System.out.printf(
        Locale.ROOT,
        "%,d events, %d stages: %s; two of %,d events: %,d differences, %,d ignored%n",
        run.rows.size(),
        STAGES,
        dossier == null ? "nothing wrong" : dossier.failure(),
        two.good.size(),
        diff.differences().size(),
        diff.ignored().size());
    Table.print(ExplainBench.class, millis -> String.format(Locale.ROOT, "%.1f ms", millis));
  }
}
