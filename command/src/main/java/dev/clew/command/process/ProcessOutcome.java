package dev.clew.command.process;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.run.RunStatus;
import dev.clew.core.timing.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a command ended.
///
/// @param exitCode what clew returns for it
/// @param signal the signal that ended it, such as `KILL`. The JDK says 128 plus its number, so
///   that a command that itself returns that, as a shell does for its child, looks the same
/// @param errorCode why it failed, in a word; null when it succeeded
/// @param forwarded signals that clew was sent while it ran
public record ProcessOutcome(
    int exitCode,
    @Nullable String signal,
    @Nullable String errorCode,
    String message,
    List<String> forwarded) {
  static final int TIMED_OUT = 124;
  static final int NOT_EXECUTABLE = 126;
  static final int NOT_FOUND = 127;
  private static final int SIGNALLED = 128;

  /// POSIX, as Linux numbers them.
  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "HUP"),
          Map.entry(2, "INT"),
          Map.entry(3, "QUIT"),
          Map.entry(4, "ILL"),
          Map.entry(5, "TRAP"),
          Map.entry(6, "ABRT"),
          Map.entry(7, "BUS"),
          Map.entry(8, "FPE"),
          Map.entry(9, "KILL"),
          Map.entry(10, "USR1"),
          Map.entry(11, "SEGV"),
          Map.entry(12, "USR2"),
          Map.entry(13, "PIPE"),
          Map.entry(14, "ALRM"),
          Map.entry(15, "TERM"),
          Map.entry(24, "XCPU"),
          Map.entry(25, "XFSZ"),
          Map.entry(31, "SYS"));

  public ProcessOutcome {
    forwarded = List.copyOf(forwarded);
  }

  public static ProcessOutcome exited(int code, List<String> forwarded) {
    if (code == 0) {
      return new ProcessOutcome(0, null, null, "exit 0", forwarded);
    }
    String signal = SIGNALS.get(code - SIGNALLED);
    return signal == null
        ? new ProcessOutcome(code, null, "exit_code", "exit " + code, forwarded)
        : new ProcessOutcome(code, signal, "signal", "ended by SIG" + signal, forwarded);
  }

  /// @param limit in which it should have ended
  public ProcessOutcome timedOut(Duration limit) {
    return new ProcessOutcome(
        TIMED_OUT,
        signal,
        FailureCode.TIMEOUT.wire(),
        "not done after " + DurationText.of(limit),
        forwarded);
  }

  public static ProcessOutcome notStarted(boolean isFound, String command) {
    return isFound
        ? new ProcessOutcome(
            NOT_EXECUTABLE, null, "not_executable", "cannot be executed: " + command, List.of())
        : new ProcessOutcome(
            NOT_FOUND, null, "command_not_found", "not found: " + command, List.of());
  }

  /// A command that ends well although it was told to stop has succeeded.
  public RunStatus status() {
    if (errorCode == null) {
      return RunStatus.SUCCEEDED;
    }
    boolean isCancelled = !stoppedBy().isEmpty() && !FailureCode.TIMEOUT.is(errorCode);
    return isCancelled ? RunStatus.CANCELLED : RunStatus.FAILED;
  }

  /// The signals that told it to stop: others do so only if it ended by them.
  private List<String> stoppedBy() {
    return forwarded.stream()
        .filter(name -> ProcessSignals.STOPPING.contains(name) || name.equals(signal))
        .toList();
  }

  public boolean wasStarted() {
    return !("not_executable".equals(errorCode) || "command_not_found".equals(errorCode));
  }

  /// Why a run was cancelled; null when it was not.
  public @Nullable String reason() {
    return status() == RunStatus.CANCELLED
        ? "clew was sent SIG" + String.join(", SIG", stoppedBy())
        : null;
  }

  public @Nullable SaidError error() {
    return errorCode == null
        ? null
        : new SaidError(
            new Attributes()
                .with(SaidError.CODE, errorCode.toLowerCase(Locale.ROOT))
                .with(SaidError.MESSAGE, message)
                .build());
  }
}
