package dev.clew.execution.vcs;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.Vcs;
import dev.clew.runs.disk.Git;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file in a work tree of git, as the program `git` says it, which is asked for names only.
final class GitFile {
  /// Of one question: a run does not wait for git.
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private static final int MAX_FILE_BYTES = 64 << 20;
  private static final Git GIT = new Git(LIMIT);

  private final Path file;
  private final Path folder;

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
  static @Nullable Vcs facts(Path file) {
    try {
      Path real = file.toRealPath();
      Path folder = real.getParent();
      return folder == null ? null : new GitFile(real, folder).facts();
    } catch (IOException e) {
      return null;
    }
  }

  private @Nullable Vcs facts() throws IOException {
    String name = file.getFileName().toString();
    // Of a file that the commit does not have, the third line is the question itself.
    List<String> lines = ask("rev-parse", "--show-prefix", "HEAD", "HEAD:./" + name);
    if (lines.size() != 3 || !isObject(lines.get(1))) {
      return null;
    }
    List<String> remotes = ask("config", "--get", "remote.origin.url");
    return new Vcs(
        new Attributes()
            .with(
                Vcs.REMOTE, remotes.size() == 1 ? RemoteUrl.withoutUser(remotes.getFirst()) : null)
            .with(Vcs.COMMIT, lines.get(1))
            .with(Vcs.PATH, lines.get(0) + name)
            .with(Vcs.DIRTY, isOther(lines.get(2)))
            .build());
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

  /// The lines that git prints.
  private List<String> ask(String... question) throws Git.NoAnswer {
    return GIT.ask(folder, question).lines();
  }
}
