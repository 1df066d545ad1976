package dev.clew.cli.push;

import dev.clew.cli.process.Terminal;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.run.RunView;
import dev.clew.push.FilePush;
import dev.clew.push.Push;
import dev.clew.push.RowSource;
import dev.clew.push.ServerAddress;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Sends what a command records to a server, and its spans to a collector, if somebody asked for
/// that. It never changes how the command ends.
public final class LivePush {
  private final @Nullable ServerAddress target;
  private final Duration wait;
  private final @Nullable LiveTrace trace;
  private final boolean withFiles;
  private @Nullable Push push;
  private String runId = "";

  /// @param target null when no events are sent
  /// @param wait for what is not sent yet when the command has ended
  /// @param withFiles whether the files that the run names are sent as well, after its events
  /// @param trace null when no spans are sent
  public LivePush(
      @Nullable ServerAddress target, Duration wait, boolean withFiles, @Nullable LiveTrace trace) {
    this.target = target;
    this.wait = wait;
    this.withFiles = withFiles;
    this.trace = trace;
  }

  /// Begins to send the rows of the ledger that is written.
  public void opened(Ledger ledger) {
    if (trace != null) {
      trace.opened(ledger);
    }
    if (target != null) {
      runId = ledger.id().runId();
      push = Push.begin(RowSource.of(ledger), target);
    }
  }

  /// Waits for what is not sent yet, and says what has become of it.
  ///
  /// @param quiet whether only what went wrong is said
  /// @param run null when it cannot be read back
  /// @param redactor which knows the secrets of the run
  public void end(
      Terminal terminal, boolean quiet, Path ledger, @Nullable RunView run, Redactor redactor) {
    long begun = System.nanoTime();
    if (trace != null) {
      trace.begin();
    }
    endPush(terminal, quiet, ledger, run, redactor);
    if (trace != null) {
      trace.end(terminal, wait.minusNanos(System.nanoTime() - begun));
    }
  }

  private void endPush(
      Terminal terminal, boolean quiet, Path ledger, @Nullable RunView run, Redactor redactor) {
    if (push == null || target == null) {
      return;
    }
    long begun = System.nanoTime();
    Push.Outcome outcome = push.finish(wait);
    Duration left = wait.minusNanos(System.nanoTime() - begun);
    boolean isDue = withFiles && run != null && outcome.unsent() == 0 && !left.isNegative();
    FilePush.Outcome files =
        isDue && run != null
            ? new FilesOfRun(run, ledger, redactor).push(target, left)
            : FilePush.Outcome.NOTHING;
    if (outcome.unsent() > 0) {
      terminal.error(
          "clew: warning: "
              + count(outcome.unsent())
              + " of "
              + count(outcome.sent() + outcome.rejected() + outcome.unsent())
              + " events are not at "
              + target.base()
              + (outcome.problem() == null
                  ? " after " + Durations.written(wait)
                  : " (" + VisibleText.line(outcome.problem()) + ")")
              + "; send them with: clew push "
              + VisibleText.line(ledger.toString())
              + " --server "
              + target.base());
    }
    if (outcome.rejected() > 0) {
      terminal.error(
          "clew: warning: "
              + target.base()
              + " did not take "
              + count(outcome.rejected())
              + " events ("
              + VisibleText.line(String.valueOf(outcome.problem()))
              + ")");
    }
    if (!files.isAll()) {
      terminal.error(
          "clew: warning: "
              + count(files.unsent() + files.refused())
              + " of its files are not at "
              + target.base()
              + " ("
              + VisibleText.line(String.valueOf(files.problem()))
              + ")"
              + (files.unsent() == 0
                  ? ""
                  : "; send them with: clew push "
                      + VisibleText.line(ledger.toString())
                      + " --server "
                      + target.base()));
    }
    if (!quiet && outcome.unsent() == 0) {
      terminal.error(
          "clew: pushed "
              + count(outcome.sent())
              + " events"
              + FilesOfRun.words(files)
              + " · "
              + target.page(runId));
    }
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
