package dev.clew.core.dossier;

import dev.clew.core.fact.run.RunEnded;
import org.jspecify.annotations.Nullable;

/// What the end of a process says by itself: its signal, or an exit code that shells and `env`
/// (POSIX.1-2017, XCU §2.8.2) or `sysexits.h` (4.3BSD) give a meaning. Of `sysexits.h` only the
/// codes name a cause that are used for one thing; 70 and 75 are used for many.
///
/// @param isFromOutside whether another process or the kernel ended it, so that what it had printed
///   does not explain its end
/// @param kernel what the kernel did meanwhile that explains it; empty when nothing is known
record ProcessEnd(String code, Cause cause, String words, boolean isFromOutside, String kernel) {
  static final String KILLED = "killed";
  private static final String OUT_OF_MEMORY = "out_of_memory";

  private ProcessEnd(String code, Cause cause, String words, boolean isFromOutside) {
    this(code, cause, words, isFromOutside, "");
  }

  /// Null when it says nothing.
  static @Nullable ProcessEnd of(RunEnded ended) {
    ProcessEnd end = ofNumbers(ended);
    Long kills = ended.oomKills();
    return end == null || !end.isKilled() || kills == null || kills <= 0
        ? end
        : ofKernel(kills, ended.memoryLimitBytes());
  }

  /// The kernel counts by control group and not by process: one beside the command may be meant.
  private static ProcessEnd ofKernel(long kills, @Nullable Long limitBytes) {
    String kernel =
        "the kernel killed "
            + kills
            + (kills == 1 ? " process" : " processes")
            + " of its control group for lack of memory while it ran"
            + (limitBytes == null ? "" : " (limit " + shown(limitBytes) + ")");
    return new ProcessEnd(
        OUT_OF_MEMORY, Cause.RESOURCE, "it was killed (SIGKILL): " + kernel, true, kernel);
  }

  /// In the largest unit that leaves a whole number.
  private static String shown(long bytes) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    long count = bytes;
    while (unit < units.length - 1 && count >= 1_024 && count % 1_024 == 0) {
      count /= 1_024;
      unit++;
    }
    return count + " " + units[unit];
  }

  private static @Nullable ProcessEnd ofNumbers(RunEnded ended) {
    String signal = ended.signal();
    if (signal != null) {
      return ofSignal(signal.startsWith("SIG") ? signal.substring(3) : signal);
    }
    Long exit = ended.exitCode();
    if (exit == null) {
      return null;
    }
    return switch (Math.clamp(exit, -1, 256)) {
      case 64 -> exit(64, "usage_error", Cause.CONFIG, "it was called in a wrong way (EX_USAGE)");
      case 65 -> exit(65, "bad_data", Cause.INPUT, "its input is wrong (EX_DATAERR)");
      case 66 -> exit(66, "no_input", Cause.INPUT, "an input cannot be read (EX_NOINPUT)");
      case 68 -> exit(68, "unknown_host", Cause.DEPENDENCY, "a host is not known (EX_NOHOST)");
      case 69 ->
          exit(69, "unavailable", Cause.DEPENDENCY, "a service is not there (EX_UNAVAILABLE)");
      case 70 -> exit(70, "an error inside of it (EX_SOFTWARE)");
      case 71 -> exit(71, "an error of the system (EX_OSERR)");
      case 72 -> exit(72, "an error of a file of the system (EX_OSFILE)");
      case 73 -> exit(73, "a file cannot be made (EX_CANTCREAT)");
      case 74 -> exit(74, "an error while reading or writing (EX_IOERR)");
      case 75 -> exit(75, "to be tried again later (EX_TEMPFAIL)");
      case 76 -> exit(76, "an answer that breaks the protocol (EX_PROTOCOL)");
      case 77 -> exit(77, "permission_denied", Cause.CONFIG, "it is not allowed to (EX_NOPERM)");
      case 78 -> exit(78, "bad_config", Cause.CONFIG, "its configuration is wrong (EX_CONFIG)");
      case 126 ->
          new ProcessEnd(
              "not_executable", Cause.CONFIG, "its command could not be executed", false);
      case 127 -> exit(127, "a command was not found, or a shell variable was not set");
      case 130 -> ofSignal("INT");
      case 134 -> ofSignal("ABRT");
      case 136 -> ofSignal("FPE");
      case 137 -> ofSignal("KILL");
      case 139 -> ofSignal("SEGV");
      case 143 -> ofSignal("TERM");
      default -> null;
    };
  }

  private static ProcessEnd exit(int number, String code, Cause cause, String meaning) {
    return new ProcessEnd(code, cause, "exit " + number + ": " + meaning, false);
  }

  private static ProcessEnd exit(int number, String meaning) {
    return exit(number, "exit_" + number, Cause.UNKNOWN, meaning);
  }

  private static ProcessEnd ofSignal(String signal) {
    return switch (signal) {
      case "INT", "TERM", "HUP", "QUIT" ->
          new ProcessEnd(
              "terminated", Cause.CANCELLED, "it was told to stop (SIG" + signal + ")", true);
      case "SEGV", "BUS", "ILL", "FPE", "ABRT" ->
          new ProcessEnd("crashed", Cause.CODE, "its process crashed (SIG" + signal + ")", false);
      case "XCPU", "XFSZ" ->
          new ProcessEnd(
              "limit_exceeded", Cause.RESOURCE, "it went over a limit (SIG" + signal + ")", true);
      case "KILL" ->
          new ProcessEnd(
              KILLED, Cause.UNKNOWN, "it was killed (SIGKILL), and nothing says by whom", true);
      default -> new ProcessEnd("signalled", Cause.UNKNOWN, "it was ended by SIG" + signal, false);
    };
  }

  /// By SIGKILL, and nobody knows by whom.
  boolean isKilled() {
    return code.equals(KILLED);
  }

  boolean isOutOfMemory() {
    return code.equals(OUT_OF_MEMORY);
  }

  /// Whether what went wrong before explains why somebody ended it: a producer that says so itself,
  /// or memory that ran out.
  boolean isExplainedBy(Signal signal) {
    boolean said = signal.tier() == Signal.Tier.EVENT && signal.says();
    return !isFromOutside
        || said
        || signal.cause() == Cause.RESOURCE
        || signal.cause() == Cause.CANCELLED;
  }
}
