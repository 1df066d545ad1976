package dev.clew.bench;

import java.util.Locale;
import java.util.function.DoubleFunction;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/// Runs the benchmarks of a class and prints a line for each: the middle of its iterations, and the
/// best and the worst, in CPU time of one core.
final class Table {
  /// JMH looks at the layout of objects; without this the JVM prints a warning at each start.
  static final String QUIET = "--sun-misc-unsafe-memory-access=allow";

  private Table() {}

  /// @param shown CPU milliseconds of an operation as they are printed
  static void print(Class<?> benchmarks, DoubleFunction<String> shown) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(benchmarks.getName().replace(".", "\\.") + "\\.")
            .addProfiler(CpuTime.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    for (RunResult run : new Runner(options).run()) {
      Statistics cpu = cpu(run);
      System.out.printf(
          Locale.ROOT,
          "%-44s %12s  (%s to %s)%n",
          name(run),
          shown.apply(cpu.getPercentile(50)),
          shown.apply(cpu.getMin()),
          shown.apply(cpu.getMax()));
    }
  }

  private static Statistics cpu(RunResult run) {
    ListStatistics cpu = new ListStatistics();
    for (BenchmarkResult fork : run.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        Result<?> measured = iteration.getSecondaryResults().get(CpuTime.RESULT);
        cpu.addValue(measured == null ? Double.NaN : measured.getScore());
      }
    }
    return cpu;
  }

  private static String name(RunResult run) {
    String label = run.getPrimaryResult().getLabel();
    StringBuilder name = new StringBuilder(label);
    for (String parameter : run.getParams().getParamsKeys()) {
      name.append("  ").append(run.getParams().getParam(parameter).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }
}
