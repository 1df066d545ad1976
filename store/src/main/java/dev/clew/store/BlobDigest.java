package dev.clew.store;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The SHA-256 of bytes that need not fit into the memory.
public final class BlobDigest {
  private static final int PART_BYTES = 64 << 10;

  private BlobDigest() {}

  /// Of all that is left in a stream, which stays open.
  public static Digest of(InputStream in) throws IOException {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new ClewException("every Java has SHA-256", e);
    }
    byte[] part = new byte[PART_BYTES];
    for (int size = in.read(part); size >= 0; size = in.read(part)) {
      sha256.update(part, 0, size);
    }
    return Digest.of(sha256.digest());
  }
}
