package dev.clew.execution.secret;

import dev.clew.redaction.SecretRedactor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Secrets that a command prints: a password manager, a vault's client. The command is executed as
/// it is, without a shell; its output is the secret and goes nowhere else.
///
/// @param commands the words of each, by the name of the secret
/// @param timeout `secret.timeout`, of one command
record CommandSecrets(Map<String, List<String>> commands, Duration timeout)
    implements SecretProvider {
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private static final int SHOWN_CHARS = 200;
  private static final Duration DRAIN = Duration.ofSeconds(1);

  CommandSecrets {
    commands = Map.copyOf(commands);
  }

  @Override
  public String kind() {
    return "command";
  }

  @Override
  public Answer get(String name) {
    List<String> command = commands.get(name);
    if (command == null) {
      return new Answer.Unknown();
    }
    Process process;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      return failed(name, command, "cannot be executed; look at its name and its permissions");
    }
    try {
      process.getOutputStream().close();
      CompletableFuture<byte[]> out = reading(process.getInputStream());
      CompletableFuture<byte[]> err = reading(process.getErrorStream());
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return failed(
            name,
            command,
            "did not end within secret.timeout = "
                + timeout.toMillis()
                + " ms; run it by hand to see what it waits for");
      }
      return answer(name, command, process.exitValue(), bytes(out), bytes(err));
    } catch (IOException e) {
      return failed(name, command, "could not be talked to");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(name, command, "was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Answer answer(String name, List<String> command, int code, byte[] out, byte[] err) {
    if (out.length > MAX_BYTES) {
      return failed(name, command, "printed more than secret.bytes = " + MAX_BYTES);
    }
    String value = FileSecrets.withoutLineBreak(new String(out, StandardCharsets.UTF_8));
    if (code != 0) {
      return failed(name, command, "ended with " + code + said(name, value, err));
    }
    return value.isEmpty()
        ? failed(name, command, "printed nothing" + said(name, value, err))
        : new Answer.Value(value);
  }

  /// The first line of its errors, without what it printed as the secret.
  private static String said(String name, String value, byte[] err) {
    SecretRedactor redactor = new SecretRedactor();
    if (!value.isEmpty()) {
      redactor.learn(name, value);
    }
    String line =
        redactor
            .redact(new String(err, StandardCharsets.UTF_8))
            .strip()
            .lines()
            .findFirst()
            .orElse("");
    String shown = line.length() > SHOWN_CHARS ? line.substring(0, SHOWN_CHARS) + "…" : line;
    return shown.isEmpty() ? "" : " and said: " + shown;
  }

  /// Its name only: its arguments may be secret.
  private static Answer failed(String name, List<String> command, String why) {
    return new Answer.Failed(
        "secret '" + name + "': the command " + command.getFirst() + " " + why);
  }

  /// One byte more than the limit, so that it is seen to be over it.
  private static CompletableFuture<byte[]> reading(InputStream in) {
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (in) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            in.skip(Long.MAX_VALUE);
            read.complete(bytes);
          } catch (IOException e) {
            read.complete(new byte[0]);
          }
        });
    return read;
  }

  /// A child that the command left behind may hold the stream open.
  private static byte[] bytes(CompletableFuture<byte[]> read) {
    return read.completeOnTimeout(new byte[0], DRAIN.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
