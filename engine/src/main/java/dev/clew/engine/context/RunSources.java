package dev.clew.engine.context;

import dev.clew.engine.http.HttpLimits;
import dev.clew.engine.plugin.Plugins;
import dev.clew.plan.source.WorkflowFiles;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Where a run gets from what it does not make itself.
///
/// @param exchanges is asked once a run
/// @param course is asked when the run starts
/// @param files what a workflow reads while it runs: bodies, payloads, data
/// @param plugins of whose kinds stages may be
/// @param answers of another run, in a mocked one
public record RunSources(
    Supplier<Exchanges> exchanges,
    Supplier<Timekeeper> course,
    WorkflowFiles files,
    Contracts contracts,
    Plugins plugins,
    RecordedAnswers answers) {

  public RunSources(
      Supplier<Exchanges> exchanges,
      Supplier<Timekeeper> course,
      WorkflowFiles files,
      Contracts contracts,
      Plugins plugins) {
    this(exchanges, course, files, contracts, plugins, RecordedAnswers.NONE);
  }

  public RunSources(Supplier<Exchanges> exchanges, Supplier<Timekeeper> course) {
    this(exchanges, course, WorkflowFiles.none(), Contracts.NONE, Plugins.NONE);
  }

  /// The network and the clocks of this machine; no files, no contracts, no plug-ins.
  ///
  /// @param nanos a monotonic clock, as `System.nanoTime()`
  public static RunSources live(HttpLimits limits, LongSupplier nanos, InstantSource clock) {
    return new RunSources(() -> Exchanges.live(limits), () -> Timekeeper.live(nanos, clock));
  }

  public RunSources with(WorkflowFiles read) {
    return new RunSources(exchanges, course, read, contracts, plugins, answers);
  }

  public RunSources with(Contracts checked) {
    return new RunSources(exchanges, course, files, checked, plugins, answers);
  }

  public RunSources with(Plugins found) {
    return new RunSources(exchanges, course, files, contracts, found, answers);
  }

  public RunSources with(RecordedAnswers recorded) {
    return new RunSources(exchanges, course, files, contracts, plugins, recorded);
  }
}
