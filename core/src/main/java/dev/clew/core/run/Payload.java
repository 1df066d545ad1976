package dev.clew.core.run;

import dev.clew.core.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The raw bytes that an event points to (a body, a definition file, a chunk of output). They enter
/// the event's digest only by their own digest, so that they can expire and leave the event
/// provable.
public final class Payload {
  private final byte[] bytes;

  /// Null until somebody asks: most bodies are only looked at. Two threads may both compute it.
  private @Nullable Digest digest;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Payload of(byte[] bytes) {
    return new Payload(bytes.clone());
  }

  public static Payload of(String text) {
    return new Payload(text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int sizeBytes() {
    return bytes.length;
  }

  public Digest digest() {
    Digest known = digest;
    if (known == null) {
      known = Digest.sha256(bytes);
      digest = known;
    }
    return known;
  }

  /// What an event says in `raw_ref`: `sha256:` and 64 hex digits.
  public String ref() {
    return digest().prefixed();
  }

  /// The bytes as text; null when they are not UTF-8.
  public @Nullable String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return digest().hashCode();
  }

  @Override
  public String toString() {
    return "Payload[" + bytes.length + " bytes, " + ref() + "]";
  }
}
