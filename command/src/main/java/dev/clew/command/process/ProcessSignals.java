package dev.clew.command.process;

import dev.clew.core.ClewException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Signals that clew gets while a command is running.
///
/// By reflection, because the compiler has no way to allow `sun.misc.Signal` in one place. The JVM
/// keeps QUIT, ILL, FPE and SEGV to itself, the kernel KILL and STOP, and the real-time signals
/// have no name in Java.
public final class ProcessSignals {
  /// Of these the command that fails afterwards was stopped.
  static final Set<String> STOPPING = Set.of("TERM", "INT", "HUP");

  /// What would end clew, and what the command may want to know. Not TSTP: a terminal sends it to
  /// both, and a process group that nobody watches is not stopped by it, which only the kernel
  /// knows.
  private static final List<String> TAKEN =
      List.of(
          "TERM", "INT", "HUP", "USR1", "USR2", "ALRM", "VTALRM", "PROF", "IO", "PWR", "ABRT",
          "XCPU", "CONT", "WINCH");

  /// What a terminal sends to all processes of its foreground group.
  private static final Set<String> OF_A_TERMINAL = Set.of("INT", "HUP", "WINCH");

  /// Of `/proc/self/stat`, behind the name in brackets.
  private static final int PROCESS_GROUP = 2;

  private static final int FOREGROUND_GROUP = 5;

  private final Map<String, Object> before = new LinkedHashMap<>();

  private ProcessSignals() {}

  /// @param receiver is told the name, on a thread of the JVM
  public static ProcessSignals take(Consumer<String> receiver) {
    ProcessSignals signals = new ProcessSignals();
    try {
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              ProcessSignals.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  receiver.accept(nameOf(arguments[0]));
                }
                return null;
              });
      Object ignored = handlerType.getField("SIG_IGN").get(null);
      for (String name : TAKEN) {
        signals.take(name, handler, ignored);
      }
    } catch (ReflectiveOperationException e) {
      // This JVM lets nobody take them: it ends as ever, and the ledger says `interrupted`.
    }
    return signals;
  }

  /// What was ignored stays so, for the command too, which gets it from clew.
  private void take(String name, Object handler, Object ignored)
      throws ReflectiveOperationException {
    try {
      Object old = handle(name, handler);
      if (ignored.equals(old)) {
        handle(name, old);
      } else {
        before.put(name, old);
      }
    } catch (InvocationTargetException | IllegalArgumentException e) {
      // No signal of this system, or one that this JVM wants for itself.
    }
  }

  private static String nameOf(Object signal) throws ReflectiveOperationException {
    return (String) signal.getClass().getMethod("getName").invoke(signal);
  }

  private static Object handle(String name, Object handler) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Object signal = type.getConstructor(String.class).newInstance(name);
    return type.getMethod("handle", type, Class.forName("sun.misc.SignalHandler"))
        .invoke(null, signal, handler);
  }

  /// Whether the terminal has sent that signal to the command too: both are in its foreground
  /// group, so that a Ctrl-C reaches both.
  public static boolean isSentToBoth(String name) {
    return OF_A_TERMINAL.contains(name) && isInForeground();
  }

  private static boolean isInForeground() {
    try {
      String stat =
          new String(Files.readAllBytes(Path.of("/proc/self/stat")), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[PROCESS_GROUP].equals(fields[FOREGROUND_GROUP]);
    } catch (IOException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  /// Sends a signal to processes that are alive.
  public static void send(String name, List<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -s \"$0\" \"$@\"", name));
    processes.stream()
        .filter(ProcessHandle::isAlive)
        .forEach(process -> command.add(Long.toString(process.pid())));
    if (command.size() == 4) {
      return;
    }
    try {
      new ProcessBuilder(command)
          .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new ClewException("cannot send SIG" + name + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// From now on they do what they did before.
  public void restore() {
    before.forEach((name, handler) -> {
      try {
        handle(name, handler);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        // It stays with us, and the process is about to end.
      }
    });
  }
}
