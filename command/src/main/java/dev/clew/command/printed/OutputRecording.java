package dev.clew.command.printed;

import dev.clew.command.file.ArtifactWatch;
import dev.clew.command.journal.ChildEvent;
import dev.clew.command.journal.ExecLimits;
import dev.clew.command.journal.Journal;
import dev.clew.core.fact.run.PrintedLines;
import dev.clew.core.ledger.Redactor;
import dev.clew.ledgerfile.row.Zstandard;

/// Records the output of a command on a thread of its own, behind those who read it.
public final class OutputRecording {
  private static final int STORE_BYTES = 256 << 10;

  private final OutputQueue queue = new OutputQueue(ExecLimits.QUEUE_BYTES);
  private final Zstandard zstandard = new Zstandard();
  private final Journal journal;
  private final LogRows logs;
  private final StreamRecorder out;
  private final StreamRecorder err;
  private final Thread thread;
  private int taken;
  private boolean outHasEvent;
  private boolean errWaits;
  private boolean errCame;
  private long storeAt;
  private long lastTaken;
  private boolean isQuiet = true;
  private volatile boolean failed;

  private OutputRecording(
      Journal journal,
      Redactor redactor,
      ArtifactWatch watch,
      ClassifiedLines.Factory classifiers) {
    this.journal = journal;
    this.logs = new LogRows(journal);
    this.out = stream(OutputStreamName.STDOUT, redactor, watch, classifiers);
    this.err = stream(OutputStreamName.STDERR, redactor, watch, classifiers);
    thread = Thread.ofPlatform().daemon().name("clew-recording").unstarted(this::record);
  }

  private StreamRecorder stream(
      OutputStreamName name,
      Redactor redactor,
      ArtifactWatch watch,
      ClassifiedLines.Factory classifiers) {
    return new StreamRecorder(
        name, redactor.stream(), journal, logs, watch, classifiers, zstandard);
  }

  public static OutputRecording start(
      Journal journal,
      Redactor redactor,
      ArtifactWatch watch,
      ClassifiedLines.Factory classifiers) {
    OutputRecording recording = new OutputRecording(journal, redactor, watch, classifiers);
    recording.thread.start();
    return recording;
  }

  public OutputQueue queue() {
    return queue;
  }

  /// Nothing more comes: records the rest.
  ///
  /// @param hasFailed whether the command has, so that its last lines may say why
  public void end(boolean hasFailed) throws InterruptedException {
    failed = hasFailed;
    queue.close();
    thread.join();
  }

  /// Only after [#end].
  public PrintedLines lines() {
    return logs.totals();
  }

  private void record() {
    try (zstandard) {
      while (!queue.isDone()) {
        step();
        if (journal.isStopped()) {
          queue.discard();
          return;
        }
      }
      journal.together(() -> {
        err.end();
        out.end();
        logs.end(failed);
      });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
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
      if (taken == 0) {
        storeAt = System.nanoTime() + OutputQueue.nanos(ExecLimits.CHUNK_WAIT);
      }
      take(piece);
      taken += piece.bytes().length;
      lastTaken = System.nanoTime();
      isQuiet = false;
    }
    if (taken > 0 && (taken >= STORE_BYTES || System.nanoTime() >= storeAt)) {
      journal.together(this::store);
      taken = 0;
    } else if (taken == 0
        && !isQuiet
        && System.nanoTime() - lastTaken >= OutputQueue.nanos(ExecLimits.LOG_QUIET)) {
      journal.together(this::quiet);
      isQuiet = true;
    }
  }

  /// What was said on standard error before the command told of an event is recorded before it,
  /// because it may be the reason; and what was said after it, after it.
  private void take(OutputQueue.Piece piece) {
    if (piece.stream() == OutputStreamName.STDERR) {
      errCame = true;
      if (outHasEvent) {
        journal.together(out::store);
        outHasEvent = false;
      }
      err.take(piece);
      errWaits = true;
      return;
    }
    // Before anything has come on standard error, there is nothing to be in order with.
    if (!errCame) {
      outHasEvent = true;
    } else if (ChildEvent.isIn(piece.bytes())) {
      if (errWaits) {
        journal.together(() -> {
          err.store();
          err.quiet();
        });
        errWaits = false;
      }
      outHasEvent = true;
    }
    out.take(piece);
  }

  /// A line of standard error that may go on still waits for what comes after it.
  private void store() {
    err.store();
    out.store();
    outHasEvent = false;
  }

  private void quiet() {
    err.quiet();
    out.quiet();
  }
}
