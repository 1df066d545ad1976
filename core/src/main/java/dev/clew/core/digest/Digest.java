package dev.clew.core.digest;

import dev.clew.core.ClewException;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 digest, by its 64 lower-case hex digits.
public record Digest(String hex) implements Comparable<Digest> {
  private static final MessageDigest UNUSED = made();

  public Digest {
    if (hex.length() != 64) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
    }
    for (int at = 0; at < 64; at++) {
      char digit = hex.charAt(at);
      if (!(digit >= '0' && digit <= '9') && !(digit >= 'a' && digit <= 'f')) {
        throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
      }
    }
  }

  public static Digest sha256(byte[]... parts) {
    MessageDigest sha256 = sha256();
    for (byte[] part : parts) {
      sha256.update(part);
    }
    return of(sha256.digest());
  }

  /// @param bytes the 32 bytes of a digest
  public static Digest of(byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(bytes));
  }

  /// `SHA-256(domain ‖ 0x00 ‖ JCS(value))`: one domain for each use, so that no digest can stand in
  /// for another.
  public static Digest ofJson(String domain, Json value) {
    return sha256(domain(domain), Canonical.bytes(value));
  }

  /// The same of a value whose canonical text is known.
  ///
  /// @param domain as [#domain] gives it
  public static Digest ofCanonical(byte[] domain, String text) {
    return sha256(domain, text.getBytes(StandardCharsets.UTF_8));
  }

  /// The bytes that a digest of that domain begins with: the name and a zero byte.
  public static byte[] domain(String name) {
    return (name + "\0").getBytes(StandardCharsets.UTF_8);
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /// `sha256:` and the hex digits.
  public String prefixed() {
    return "sha256:" + hex;
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }

  /// A copy, because to ask the security providers for one costs as much as a short digest.
  private static MessageDigest sha256() {
    try {
      return (MessageDigest) UNUSED.clone();
    } catch (CloneNotSupportedException e) {
      return made();
    }
  }

  private static MessageDigest made() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new ClewException("every Java has SHA-256", e);
    }
  }
}
