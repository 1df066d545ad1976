package dev.clew.runs.disk;

import dev.clew.core.event.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The program `git`, which is only asked: without a shell, without a question to the user, and not
/// for long. No hook, filter or monitor of the repository is executed, nothing is fetched and
/// nothing is written. Thread-safe.
public final class Git {
  /// `git.bytes`: of one answer.
  private static final int MAX_BYTES = 16 << 20;

  private static final int MAX_ERROR_BYTES = 64 << 10;

  private static final List<String> OPTIONS =
      List.of(
          "-c", "core.fsmonitor=false",
          "-c", "core.hooksPath=/dev/null",
          "-c", "protocol.allow=never");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_OPTIONAL_LOCKS", "0",
          "GIT_NO_LAZY_FETCH", "1",
          "GIT_NO_REPLACE_OBJECTS", "1",
          "LC_ALL", "C");

  private final String program;
  private final Duration limit;

  /// @param limit of one question
  public Git(Duration limit) {
    this("git", limit);
  }

  /// @param program another one, for tests
  Git(String program, Duration limit) {
    this.program = program;
    this.limit = limit;
  }

  /// @param error the first line of what it complained about; may be empty
  public record Answer(int code, Payload out, String error) {
    /// What it printed.
    public List<String> lines() {
      return new String(out.bytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /// There is no git, or it takes too long, or says too much. The message says which.
  public static final class NoAnswer extends IOException {
    NoAnswer(String message) {
      super(message);
    }

    NoAnswer(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// @param folder in which it works: the work tree around it is meant, also within a hook of
  ///   another one
  public Answer ask(Path folder, String... words) throws NoAnswer {
    List<String> command = new ArrayList<>(List.of(program, "-C", folder.toString()));
    command.addAll(OPTIONS);
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(ENVIRONMENT);
    Process process;
    try {
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new NoAnswer("git cannot be started", e);
    }
    try {
      return answer(process);
    } finally {
      process.destroyForcibly();
    }
  }

  private Answer answer(Process process) throws NoAnswer {
    FutureTask<byte[]> out = reading(process.getInputStream(), MAX_BYTES + 1);
    FutureTask<byte[]> error = reading(process.getErrorStream(), MAX_ERROR_BYTES);
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw tooLong();
      }
      byte[] bytes = out.get(1, TimeUnit.SECONDS);
      if (bytes.length > MAX_BYTES) {
        throw new NoAnswer("what git says is over git.bytes = " + MAX_BYTES);
      }
      String complaint = new String(error.get(1, TimeUnit.SECONDS), StandardCharsets.UTF_8);
      return new Answer(
          process.exitValue(), Payload.of(bytes), complaint.lines().findFirst().orElse("").strip());
    } catch (TimeoutException e) {
      throw tooLong();
    } catch (ExecutionException e) {
      throw new NoAnswer("what git says cannot be read: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("git was interrupted", e);
    }
  }

  private NoAnswer tooLong() {
    return new NoAnswer("git did not answer within " + limit.toMillis() + " ms");
  }

  /// Closed behind it, so that a program that says more ends too.
  private static FutureTask<byte[]> reading(InputStream stream, int limit) {
    FutureTask<byte[]> task =
        new FutureTask<>(() -> {
          try (stream) {
            return stream.readNBytes(limit);
          }
        });
    Thread.ofVirtual().start(task);
    return task;
  }
}
