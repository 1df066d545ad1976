package dev.clew.command;

import dev.clew.command.file.ArtifactWatch;
import dev.clew.command.journal.ExecLimits;
import dev.clew.command.journal.Journal;
import dev.clew.command.printed.ClassifiedLines;
import dev.clew.command.printed.LogRows;
import dev.clew.command.printed.OutputRecording;
import dev.clew.command.printed.OutputStreamName;
import dev.clew.command.printed.PassThrough;
import dev.clew.command.printed.PassedOn;
import dev.clew.command.process.MemoryGroup;
import dev.clew.command.process.OutputPipe;
import dev.clew.command.process.ProcessOutcome;
import dev.clew.command.process.ProcessSignals;
import dev.clew.command.process.ProcessTree;
import dev.clew.command.process.Watcher;
import dev.clew.core.ClewException;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.run.PrintedLines;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.trace.TraceContext;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs the command and records it while it runs.
final class Command {
  private final ExecRequest request;
  private final Journal journal;
  private final Redactor redactor;
  private final ArtifactWatch watch;
  private final ClassifiedLines.Factory classifiers;
  private final PassedOn passedOn;
  private final InstantSource clock;
  private final List<String> forwarded = new ArrayList<>();
  private @Nullable Process process;

  Command(
      ExecRequest request,
      Journal journal,
      Redactor redactor,
      ArtifactWatch watch,
      ClassifiedLines.Factory classifiers,
      PassedOn passedOn,
      InstantSource clock) {
    this.request = request;
    this.journal = journal;
    this.redactor = redactor;
    this.watch = watch;
    this.classifiers = classifiers;
    this.passedOn = passedOn;
    this.clock = clock;
  }

  /// What is known of the command when it has ended.
  ///
  /// @param exitedAt when the process ended
  /// @param lastSign when the last of its output came, if that was later: from a process that it
  ///   left behind
  /// @param memoryKills what the kernel killed for lack of memory; null when nothing is known of
  ///   any
  /// @param streamsCutOff of which clew stopped reading although somebody still had them
  record Ended(
      ProcessOutcome outcome,
      Duration took,
      Timestamp exitedAt,
      Timestamp lastSign,
      @Nullable Duration cpu,
      @Nullable Long peakRssBytes,
      MemoryGroup.@Nullable Kills memoryKills,
      Map<OutputStreamName, Long> bytes,
      List<OutputStreamName> streamsCutOff,
      PrintedLines lines) {}

  /// @param callId of the process as a tool call
  Ended run(
      Path folder,
      List<String> words,
      ChildEnvironment environment,
      TraceContext trace,
      String callId)
      throws InterruptedException {
    Long usedBefore = ProcessTree.endedMillis();
    MemoryGroup memory = MemoryGroup.ofThisProcess();
    ProcessSignals signals = ProcessSignals.take(this::received);
    try (OutputPipe out = OutputPipe.open();
        OutputPipe err = OutputPipe.open()) {
      ProcessBuilder builder =
          new ProcessBuilder(request.command())
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(out.redirect())
              .redirectError(err.redirect());
      builder.environment().clear();
      builder.environment().putAll(environment.variables());
      Instant startedAt = clock.instant();
      long start = System.nanoTime();
      watch.started(startedAt);
      Process started;
      try {
        started = builder.start();
      } catch (IOException e) {
        return notStarted(ProcessOutcome.notStarted(!isMissing(e), words.getFirst()));
      }
      begun(started);
      started(words, started, startedAt, trace, callId);
      return record(started, out, err, start, usedBefore, memory);
    } catch (IOException e) {
      throw new ClewException("cannot make a pipe: " + e.getMessage(), e);
    } finally {
      signals.restore();
    }
  }

  /// By ENOENT, which the JDK puts into the message in one of two ways.
  private static boolean isMissing(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("error=2,") || message.contains("error: 2 ");
  }

  private Ended notStarted(ProcessOutcome outcome) {
    Timestamp now = Timestamp.of(clock.instant());
    return new Ended(
        outcome, Duration.ZERO, now, now, null, null, null, Map.of(), List.of(), LogRows.noLines());
  }

  /// @param startedAt from before there was a process, so that nothing it does is before it
  private void started(
      List<String> words, Process child, Instant startedAt, TraceContext trace, String callId) {
    journal.write(
        journal
            .event(Kind.TOOL_CALL_STARTED, "runs " + words.getFirst())
            .at(Timestamp.of(startedAt))
            .toolCall(callId)
            .span(trace.spanId(), trace.parentSpanId())
            .with(ToolCallStarted.CALL_TYPE, "process")
            .with(ToolCallStarted.ARGV, words)
            .with(ToolCallStarted.WRAPS, true)
            .with(ToolCallStarted.PID, child.pid()));
  }

  private Ended record(
      Process child,
      OutputPipe out,
      OutputPipe err,
      long start,
      @Nullable Long usedBefore,
      @Nullable MemoryGroup memory)
      throws IOException, InterruptedException {
    OutputRecording recording = OutputRecording.start(journal, redactor, watch, classifiers);
    Map<OutputStreamName, PassThrough> streams = new EnumMap<>(OutputStreamName.class);
    streams.put(
        OutputStreamName.STDOUT,
        pass(OutputStreamName.STDOUT, out, child, passedOn.stdout(), recording));
    streams.put(
        OutputStreamName.STDERR,
        pass(OutputStreamName.STDERR, err, child, passedOn.stderr(), recording));
    ProcessTree tree = ProcessTree.of(child.pid(), usedBefore);
    Watcher watcher = Watcher.start(tree, watch, journal, ExecLimits.HEARTBEAT);
    boolean inTime = await(child);
    int code = child.waitFor();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Instant exited = clock.instant();
    MemoryGroup.Kills kills = memory == null ? null : memory.since();
    List<OutputStreamName> cutOff = drain(streams);
    watcher.end();
    recording.end(code != 0 || !inTime);
    ProcessOutcome outcome;
    synchronized (forwarded) {
      outcome = ProcessOutcome.exited(code, forwarded);
    }
    Duration limit = request.timeout();
    if (!inTime && limit != null) {
      outcome = outcome.timedOut(limit);
    }
    Map<OutputStreamName, Long> bytes = new EnumMap<>(OutputStreamName.class);
    streams.forEach((name, stream) -> bytes.put(name, stream.bytes()));
    return new Ended(
        outcome,
        took,
        Timestamp.of(exited),
        Timestamp.of(lastSign(exited, streams)),
        tree.cpu(),
        tree.peakRssBytes(),
        kills,
        bytes,
        cutOff,
        recording.lines());
  }

  private static Instant lastSign(Instant exited, Map<OutputStreamName, PassThrough> streams) {
    Instant last = exited;
    for (PassThrough stream : streams.values()) {
      Instant at = stream.lastAt();
      last = at != null && at.isAfter(last) ? at : last;
    }
    return last;
  }

  private PassThrough pass(
      OutputStreamName name,
      OutputPipe pipe,
      Process child,
      PrintStream to,
      OutputRecording recording)
      throws IOException {
    var ofProcess =
        name == OutputStreamName.STDOUT ? child.getInputStream() : child.getErrorStream();
    return PassThrough.start(name, pipe.input(ofProcess), to, recording.queue(), clock);
  }

  /// Waits for the end; past the limit, ends the command and all that it started.
  ///
  /// @return whether it ended by itself
  private boolean await(Process child) throws InterruptedException {
    Duration limit = request.timeout();
    if (limit == null || child.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      return true;
    }
    List<ProcessHandle> tree = tree(child);
    ProcessSignals.send("TERM", tree);
    if (!child.waitFor(ExecLimits.TIMEOUT_GRACE.toNanos(), TimeUnit.NANOSECONDS)) {
      tree.addAll(tree(child));
    }
    tree.forEach(ProcessHandle::destroyForcibly);
    return false;
  }

  private static List<ProcessHandle> tree(Process child) {
    List<ProcessHandle> tree = new ArrayList<>(List.of(child.toHandle()));
    child.descendants().forEach(tree::add);
    return tree;
  }

  /// What the command has left behind may still have its streams: it is waited for, and not for
  /// ever.
  private static List<OutputStreamName> drain(Map<OutputStreamName, PassThrough> streams)
      throws InterruptedException {
    long until = System.nanoTime() + ExecLimits.OUTPUT_GRACE.toNanos();
    List<OutputStreamName> cutOff = new ArrayList<>();
    for (Map.Entry<OutputStreamName, PassThrough> stream : streams.entrySet()) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (!stream.getValue().await(left)) {
        stream.getValue().cutOff();
        cutOff.add(stream.getKey());
      }
    }
    return cutOff;
  }

  /// A signal of the terminal has reached the command already, if it was there.
  private void received(String signal) {
    Process running;
    synchronized (forwarded) {
      forwarded.add(signal);
      running = process;
    }
    if (!signal.equals("WINCH")) {
      journal.write(
          journal.event(Kind.LOG, "clew was sent SIG" + signal).with(LogLine.SIGNAL, signal));
    }
    if (running != null && !ProcessSignals.isSentToBoth(signal)) {
      ProcessSignals.send(signal, List.of(running.toHandle()));
    }
  }

  /// What came while it was being started is sent on now.
  private void begun(Process started) {
    List<String> before;
    synchronized (forwarded) {
      process = started;
      before = List.copyOf(forwarded);
    }
    before.forEach(signal -> ProcessSignals.send(signal, List.of(started.toHandle())));
  }
}
