package dev.clew.core.digest;

import dev.clew.core.ClewException;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A SHA-256 digest. Shown as its 64 lower-case hex digits. Immutable and thread-safe.
public final class Digest implements Comparable<Digest> {
  public static final int BYTES = 32;
  private static final String PREFIX = "sha256:";

  private static final MessageDigest UNUSED = made();

  /// By character; negative for what is no lower-case hex digit.
  private static final byte[] DIGITS = digits();

  private final byte[] bytes;

  /// @param hex 64 lower-case hex digits
  public Digest(String hex) {
    this(parsed(hex));
  }

  /// Of 64 lower-case hex digits in ASCII that stand in a text.
  ///
  /// @throws IllegalArgumentException when they are none
  public static Digest ofHex(byte[] text, int from) {
    byte[] bytes = parsed(text, from);
    if (bytes == null) {
      throw new IllegalArgumentException("not a SHA-256 digest at " + from);
    }
    return new Digest(bytes);
  }

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  private static byte[] parsed(String hex) {
    byte[] text = hex.getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = text.length == 2 * BYTES ? parsed(text, 0) : null;
    if (bytes == null) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
    }
    return bytes;
  }

  /// Null when these are no hex digits.
  private static byte @Nullable [] parsed(byte[] text, int from) {
    byte[] bytes = new byte[BYTES];
    for (int at = 0; at < BYTES; at++) {
      int digits = from + 2 * at;
      int value = DIGITS[text[digits] & 0xff] << 4 | DIGITS[text[digits + 1] & 0xff];
      if (value < 0) {
        return null;
      }
      bytes[at] = (byte) value;
    }
    return bytes;
  }

  private static byte[] digits() {
    byte[] digits = new byte[256];
    Arrays.fill(digits, (byte) -1);
    for (int digit = 0; digit < 16; digit++) {
      digits[Character.forDigit(digit, 16)] = (byte) digit;
    }
    return digits;
  }

  public static Digest sha256(byte[]... parts) {
    MessageDigest sha256 = sha256();
    for (byte[] part : parts) {
      sha256.update(part);
    }
    return new Digest(sha256.digest());
  }

  /// @param bytes the 32 bytes of a digest
  public static Digest of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + bytes.length + " bytes");
    }
    return new Digest(bytes.clone());
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
    return bytes.clone();
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /// Of what [#prefixed] gives.
  ///
  /// @throws IllegalArgumentException for any other text
  public static Digest parse(String prefixed) {
    if (!prefixed.startsWith(PREFIX)) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + prefixed);
    }
    return new Digest(prefixed.substring(PREFIX.length()));
  }

  /// `sha256:` and the hex digits.
  public String prefixed() {
    return PREFIX + hex();
  }

  @Override
  public int compareTo(Digest other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digest that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return ByteBuffer.wrap(bytes).getInt();
  }

  @Override
  public String toString() {
    return hex();
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
