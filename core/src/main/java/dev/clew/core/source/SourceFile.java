package dev.clew.core.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file's text. `logicalName` is what diagnostics show and what digests are recorded under: a
/// path relative to the user's folder, never an absolute one.
public record SourceFile(String logicalName, String text) {

  /// SHA-256 of the text's UTF-8 bytes, 64 lower-case hex digits. Computed on each call.
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Without the text, which would otherwise be in the text form of every value that has a place.
  @Override
  public String toString() {
    return "SourceFile[" + logicalName + "]";
  }
}
