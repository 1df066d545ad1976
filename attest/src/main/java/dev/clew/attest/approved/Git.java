package dev.clew.attest.approved;

import dev.clew.core.Refusal;
import dev.clew.core.event.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// git, which is only asked: without a shell, without a hook, without a question to the user, and
/// not for long.
final class Git {
  static final Duration LIMIT = Duration.ofSeconds(5);

  /// `git.bytes`: of one file.
  private static final int MAX_BYTES = 16 << 20;

  private static final int MAX_ERROR_BYTES = 64 << 10;

  private final String program;

  Git() {
    this("git");
  }

  /// @param program for tests: another one
  Git(String program) {
    this.program = program;
  }

  /// @param error the first line of what it complained about; may be empty
  record Answer(int code, Payload out, String error) {}

  /// @param folder in which it works
  /// @throws Refusal when there is no git, or it takes too long
  Answer ask(Path folder, String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(program, "-C", folder.toString(), "-c", "core.hooksPath=/dev/null"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    // The work tree around the folder is meant, also within a hook of another one.
    List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
        .forEach(builder.environment()::remove);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    builder.environment().put("GIT_NO_LAZY_FETCH", "1");
    builder.environment().put("GIT_NO_REPLACE_OBJECTS", "1");
    builder.environment().put("LC_ALL", "C");
    Process process;
    try {
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw Refusal.invalid("git cannot be started, so no revision can be read", e);
    }
    try {
      return answer(process);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Answer answer(Process process) {
    FutureTask<byte[]> out = reading(process.getInputStream(), MAX_BYTES + 1);
    FutureTask<byte[]> error = reading(process.getErrorStream(), MAX_ERROR_BYTES);
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw tooLong();
      }
      byte[] bytes = out.get(1, TimeUnit.SECONDS);
      if (bytes.length > MAX_BYTES) {
        throw Refusal.invalid("a file of the revision is over git.bytes = " + MAX_BYTES);
      }
      String complaint = new String(error.get(1, TimeUnit.SECONDS), StandardCharsets.UTF_8);
      return new Answer(
          process.exitValue(), Payload.of(bytes), complaint.lines().findFirst().orElse("").strip());
    } catch (TimeoutException e) {
      throw tooLong();
    } catch (ExecutionException e) {
      throw Refusal.invalid("what git says cannot be read: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.invalid("git was interrupted", e);
    }
  }

  private static Refusal tooLong() {
    return Refusal.invalid(
        "git did not answer within " + LIMIT.toSeconds() + " s, so no revision can be read");
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
