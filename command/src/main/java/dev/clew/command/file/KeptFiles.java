package dev.clew.command.file;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.SecretSearch;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.runs.disk.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Copies files of a workspace to where they stay as they are, by their digests: from there they
/// can be sent to a server, and the workspace made again. A file with a secret that the redactor
/// finds is not copied.
public final class KeptFiles {
  private static final int BUFFER_BYTES = 64 << 10;

  private final FileStore store;
  private final Redactor redactor;

  public KeptFiles(FileStore store, Redactor redactor) {
    this.store = store;
    this.redactor = redactor;
  }

  /// Copies a file, no further than its size.
  ///
  /// @return the digest of what was read, whether it is kept or not
  /// @throws IOException when it cannot be read or written, and when its name is a link
  public Digest keep(Path file, long size) throws IOException {
    Files.createDirectories(store.folder(), LocalDisk.folderOfOwner());
    Path copy = Files.createTempFile(store.folder(), "coming", "", LocalDisk.ownerOnly());
    try {
      SecretSearch search = new SecretSearch(redactor);
      Digest digest = copied(file, copy, size, search);
      if (search.end() == null) {
        Path kept = store.file(digest);
        Files.createDirectories(store.folderOf(digest), LocalDisk.folderOfOwner());
        Files.move(copy, kept, StandardCopyOption.REPLACE_EXISTING);
      }
      return digest;
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static Digest copied(Path file, Path copy, long size, SecretSearch search)
      throws IOException {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new ClewException("every Java has SHA-256", e);
    }
    try (InputStream in =
            Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        OutputStream out = Files.newOutputStream(copy)) {
      byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(1, size))];
      for (long left = size; left > 0; ) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          break;
        }
        sha256.update(buffer, 0, count);
        search.take(buffer, count);
        out.write(buffer, 0, count);
        left -= count;
      }
    }
    return Digest.of(sha256.digest());
  }
}
