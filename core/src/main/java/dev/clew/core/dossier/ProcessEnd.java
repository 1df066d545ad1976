package dev.clew.core.dossier;

import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// What the end of a process says by itself: its signal, or an exit code that shells and `env` give
/// a meaning (POSIX.1-2017, XCU §2.8.2).
record ProcessEnd(String code, Cause cause, String words) {

  /// Null when it says nothing.
  static @Nullable ProcessEnd of(Json.Obj ended) {
    String signal = ended.text("signal");
    if (signal != null) {
      return ofSignal(signal.startsWith("SIG") ? signal.substring(3) : signal);
    }
    Long exit = ended.whole("exit_code");
    if (exit == null) {
      return null;
    }
    return switch (Math.clamp(exit, -1, 256)) {
      case 126 ->
          new ProcessEnd("not_executable", Cause.CONFIG, "its command could not be executed");
      case 127 ->
          new ProcessEnd(
              "exit_127",
              Cause.UNKNOWN,
              "exit code 127: a command was not found, or a shell variable was not set");
      case 130 -> ofSignal("INT");
      case 134 -> ofSignal("ABRT");
      case 136 -> ofSignal("FPE");
      case 137 -> ofSignal("KILL");
      case 139 -> ofSignal("SEGV");
      case 143 -> ofSignal("TERM");
      default -> null;
    };
  }

  private static ProcessEnd ofSignal(String signal) {
    return switch (signal) {
      case "INT", "TERM", "HUP", "QUIT" ->
          new ProcessEnd("terminated", Cause.CANCELLED, "it was told to stop (SIG" + signal + ")");
      case "SEGV", "BUS", "ILL", "FPE", "ABRT" ->
          new ProcessEnd("crashed", Cause.CODE, "its process crashed (SIG" + signal + ")");
      case "XCPU", "XFSZ" ->
          new ProcessEnd(
              "limit_exceeded", Cause.RESOURCE, "it went over a limit (SIG" + signal + ")");
      case "KILL" ->
          new ProcessEnd(
              "killed",
              Cause.UNKNOWN,
              "it was killed (SIGKILL); nothing says by whom, and the kernel does that when memory"
                  + " runs out");
      default -> new ProcessEnd("signalled", Cause.UNKNOWN, "it was ended by SIG" + signal);
    };
  }
}
