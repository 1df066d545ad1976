package dev.clew.cli.exec;

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

/// The SHA-256 of a file, read once.
public final class FileDigest {
  private static final int BUFFER_BYTES = 64 << 10;

  private FileDigest() {}

  /// @throws IOException when it cannot be read, and when the last name of the path is a link
  public static Digest of(Path file) throws IOException {
    return of(Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  public static Digest following(Path file) throws IOException {
    return of(Files.newInputStream(file));
  }

  private static Digest of(InputStream opened) throws IOException {
    try (InputStream in = opened) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sha256.update(buffer, 0, count);
      }
      return Digest.of(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new ClewException("every Java has SHA-256", e);
    }
  }
}
