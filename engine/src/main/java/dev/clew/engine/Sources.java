package dev.clew.engine;

import dev.clew.engine.http.HttpLimits;
import dev.clew.engine.plugin.Plugins;
import dev.clew.workflow.source.WorkflowFiles;
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
public record Sources(
    Supplier<Exchanges> exchanges,
    Supplier<Course> course,
    WorkflowFiles files,
    Contracts contracts,
    Plugins plugins,
    RecordedAnswers answers) {

  public Sources(
      Supplier<Exchanges> exchanges,
      Supplier<Course> course,
      WorkflowFiles files,
      Contracts contracts,
      Plugins plugins) {
    this(exchanges, course, files, contracts, plugins, RecordedAnswers.NONE);
  }

  public Sources(Supplier<Exchanges> exchanges, Supplier<Course> course) {
    this(exchanges, course, WorkflowFiles.none(), Contracts.NONE, Plugins.NONE);
  }

  /// The network and the clocks of this machine; no files, no contracts, no plug-ins.
  ///
  /// @param nanos a monotonic clock, as `System.nanoTime()`
  public static Sources live(HttpLimits limits, LongSupplier nanos, InstantSource clock) {
    return new Sources(() -> Exchanges.live(limits), () -> Course.live(nanos, clock));
  }

  public Sources with(WorkflowFiles read) {
    return new Sources(exchanges, course, read, contracts, plugins, answers);
  }

  public Sources with(Contracts checked) {
    return new Sources(exchanges, course, files, checked, plugins, answers);
  }

  public Sources with(Plugins found) {
    return new Sources(exchanges, course, files, contracts, found, answers);
  }

  public Sources with(RecordedAnswers recorded) {
    return new Sources(exchanges, course, files, contracts, plugins, recorded);
  }
}
