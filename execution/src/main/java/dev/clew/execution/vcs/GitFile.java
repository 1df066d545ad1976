package dev.clew.execution.vcs;

import dev.clew.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A file in a work tree of git, as the program `git` says it. It is asked for names only: no hook,
/// filter or monitor of the repository is executed, nothing is fetched and nothing is written.
final class GitFile {
  /// For all questions together.
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final int MAX_ANSWER_BYTES = 64 << 10;
  private static final int MAX_FILE_BYTES = 64 << 20;

  private static final List<String> GIT =
      List.of(
          "git",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "protocol.allow=never");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_OPTIONAL_LOCKS", "0",
          "GIT_NO_LAZY_FETCH", "1",
          "LC_ALL", "C");

  private final Path file;
  private final Path folder;
  private final long deadline = System.nanoTime() + LIMIT.toNanos();

  private GitFile(Path file, Path folder) {
    this.file = file;
    this.folder = folder;
  }

  /// Whether a folder above it looks like a work tree: then it is worth to ask.
  static boolean isInWorkTree(Path file) {
    try {
      Path folder = file.toRealPath().getParent();
      while (folder != null) {
        if (Files.exists(folder.resolve(".git"))) {
          return true;
        }
        folder = folder.getParent();
      }
    } catch (IOException e) {
      // Whoever reads it says what is wrong with it.
    }
    return false;
  }

  /// Null when git does not say.
  static Json.@Nullable Obj facts(Path file) {
    try {
      Path real = file.toRealPath();
      Path folder = real.getParent();
      return folder == null ? null : new GitFile(real, folder).facts();
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private Json.@Nullable Obj facts() throws IOException, InterruptedException {
    String name = file.getFileName().toString();
    // Of a file that the commit does not have, the third line is the question itself.
    List<String> lines = ask("rev-parse", "--show-prefix", "HEAD", "HEAD:./" + name);
    if (lines.size() != 3 || !isObject(lines.get(1))) {
      return null;
    }
    List<String> remotes = ask("config", "--get", "remote.origin.url");
    return Json.object()
        .put("remote", remotes.size() == 1 ? RemoteUrl.withoutUser(remotes.getFirst()) : null)
        .put("commit", lines.get(1))
        .put("path", lines.get(0) + name)
        .put("dirty", Json.of(isOther(lines.get(2))))
        .build();
  }

  private static boolean isObject(String text) {
    return (text.length() == 40 || text.length() == 64)
        && text.chars().allMatch(digit -> Character.digit(digit, 16) >= 0);
  }

  /// Whether the file holds other bytes than the blob of that name. Line ends as Windows writes
  /// them are no difference, because git takes them out.
  private boolean isOther(String blob) throws IOException {
    if (!isObject(blob) || Files.size(file) > MAX_FILE_BYTES) {
      return true;
    }
    byte[] bytes = Files.readAllBytes(file);
    return !blob.equals(name(bytes, blob.length()))
        && !blob.equals(name(withoutCarriageReturns(bytes), blob.length()));
  }

  /// The name that git gives to a blob (gitformat-pack, "Object names"): the digest of its type,
  /// its size and its bytes.
  private static String name(byte[] bytes, int digits) {
    try {
      MessageDigest digest = MessageDigest.getInstance(digits == 64 ? "SHA-256" : "SHA-1");
      digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] withoutCarriageReturns(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] != '\r' || at + 1 == bytes.length || bytes[at + 1] != '\n') {
        out.write(bytes[at]);
      }
    }
    return out.toByteArray();
  }

  /// The lines that git prints; none when it is not there or does not end in time.
  private List<String> ask(String... question) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(GIT);
    words.addAll(List.of(question));
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    // Those that say where the repository is, as git itself sets them for its hooks.
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(ENVIRONMENT);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      process.getOutputStream().close();
      Thread watch = watch(process);
      try (InputStream out = process.getInputStream()) {
        byte[] answer = out.readNBytes(MAX_ANSWER_BYTES);
        boolean isOver = process.waitFor(left(), TimeUnit.NANOSECONDS);
        return isOver ? new String(answer, StandardCharsets.UTF_8).lines().toList() : List.of();
      } finally {
        watch.interrupt();
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /// Ends the process when its time is over, so that reading its output ends too.
  private Thread watch(Process process) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            if (!process.waitFor(left(), TimeUnit.NANOSECONDS)) {
              process.destroyForcibly();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private long left() {
    return Math.max(1, deadline - System.nanoTime());
  }
}
