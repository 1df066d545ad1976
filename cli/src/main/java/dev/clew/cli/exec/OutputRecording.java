package dev.clew.cli.exec;

import dev.clew.core.ledger.Redactor;
import java.util.EnumMap;
import java.util.Map;

/// Records the output of a command on a thread of its own, behind those who pass it on.
final class OutputRecording {
  private static final int STORE_BYTES = 64 << 10;

  private final OutputQueue queue = new OutputQueue(ExecLimits.QUEUE_BYTES);
  private final Map<OutputStreamName, StreamRecorder> streams =
      new EnumMap<>(OutputStreamName.class);
  private final LogBudget budget = new LogBudget();
  private final Journal journal;
  private final Thread thread;
  private int taken;
  private boolean hasEvent;
  private long storeAt;
  private long lastTaken;
  private boolean isQuiet = true;

  private OutputRecording(
      Journal journal,
      Redactor redactor,
      ArtifactWatch watch,
      OutputClassifier.Factory classifiers) {
    this.journal = journal;
    for (OutputStreamName name : OutputStreamName.values()) {
      streams.put(
          name, new StreamRecorder(name, redactor.stream(), journal, budget, watch, classifiers));
    }
    thread = Thread.ofPlatform().daemon().name("clew-recording").unstarted(this::record);
  }

  static OutputRecording start(
      Journal journal,
      Redactor redactor,
      ArtifactWatch watch,
      OutputClassifier.Factory classifiers) {
    OutputRecording recording = new OutputRecording(journal, redactor, watch, classifiers);
    recording.thread.start();
    return recording;
  }

  OutputQueue queue() {
    return queue;
  }

  /// Nothing more comes: records the rest.
  void end() throws InterruptedException {
    queue.close();
    thread.join();
  }

  /// Only after [#end].
  LogBudget budget() {
    return budget;
  }

  private void record() {
    try {
      while (!queue.isDone()) {
        step();
        if (journal.isStopped()) {
          queue.discard();
          return;
        }
      }
      for (StreamRecorder stream : streams.values()) {
        stream.end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      journal.stop("unexpected fault: " + e + "; please report it");
      queue.discard();
    }
  }

  private void step() throws InterruptedException {
    long now = System.nanoTime();
    long wait =
        taken > 0
            ? storeAt - now
            : isQuiet ? Long.MAX_VALUE : lastTaken + OutputQueue.nanos(ExecLimits.LOG_QUIET) - now;
    OutputQueue.Piece piece = queue.poll(wait);
    if (piece != null) {
      if (piece.stream() == OutputStreamName.STDOUT && ChildEvent.isIn(piece.bytes())) {
        // Its time is that of its row: no waiting for more.
        storeAt = System.nanoTime();
        hasEvent = true;
      } else if (taken == 0) {
        storeAt = System.nanoTime() + OutputQueue.nanos(ExecLimits.CHUNK_WAIT);
      }
      StreamRecorder stream = streams.get(piece.stream());
      if (stream != null) {
        stream.take(piece.bytes());
      }
      taken += piece.bytes().length;
      lastTaken = System.nanoTime();
      isQuiet = false;
    }
    if (taken > 0 && (taken >= STORE_BYTES || System.nanoTime() >= storeAt)) {
      store();
      taken = 0;
    } else if (taken == 0
        && !isQuiet
        && System.nanoTime() - lastTaken >= OutputQueue.nanos(ExecLimits.LOG_QUIET)) {
      streams.values().forEach(StreamRecorder::quiet);
      isQuiet = true;
    }
  }

  /// What was said on standard error before the command told of an event is recorded before it: it
  /// may be the reason.
  private void store() {
    StreamRecorder err = streams.get(OutputStreamName.STDERR);
    StreamRecorder out = streams.get(OutputStreamName.STDOUT);
    if (err != null) {
      err.store();
      if (hasEvent) {
        err.quiet();
      }
    }
    if (out != null) {
      out.store();
    }
    hasEvent = false;
  }
}
