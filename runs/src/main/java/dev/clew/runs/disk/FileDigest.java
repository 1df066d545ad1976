package dev.clew.runs.disk;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The SHA-256 of a file, read once and no further than its size: a file that grows, or that is
/// none of a disk, need not end.
public final class FileDigest {
  private static final int BUFFER_BYTES = 64 << 10;

  private FileDigest() {}

  /// @param sizeBytes as it was listed
  /// @throws IOException when it cannot be read, and when the last name of the path is a link
  public static Digest of(Path file, long sizeBytes) throws IOException {
    return of(
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), sizeBytes);
  }

  /// Of the file that a link leads to, with the size that it has now.
  public static Digest following(Path file) throws IOException {
    return following(file, Files.size(file));
  }

  public static Digest following(Path file, long sizeBytes) throws IOException {
    return of(Files.newInputStream(file), sizeBytes);
  }

  private static Digest of(InputStream opened, long sizeBytes) throws IOException {
    try (InputStream in = opened) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(1, sizeBytes))];
      long left = sizeBytes;
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          break;
        }
        sha256.update(buffer, 0, count);
        left -= count;
      }
      return Digest.of(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new ClewException("every Java has SHA-256", e);
    }
  }
}
