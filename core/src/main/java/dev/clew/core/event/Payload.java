package dev.clew.core.event;

import dev.clew.core.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The raw bytes that an event points to (a body, a definition file, a chunk of output). They enter
/// the event's digest only by their own digest, so that they can expire and leave the event
/// provable. The bytes are in memory, or are fetched from where they are stored whenever they are
/// asked for. Thread-safe if the store is.
public final class Payload {
  private final Supplier<byte[]> bytes;
  private final int sizeBytes;

  /// Null until somebody asks: most bodies are only looked at. Two threads may both compute it.
  private @Nullable Digest digest;

  private @Nullable Boolean isText;

  private Payload(Supplier<byte[]> bytes, int sizeBytes) {
    this.bytes = bytes;
    this.sizeBytes = sizeBytes;
  }

  /// @param bytes belong to the payload from now on
  private static Payload inMemory(byte[] bytes) {
    return new Payload(() -> bytes, bytes.length);
  }

  public static Payload of(byte[] bytes) {
    return inMemory(bytes.clone());
  }

  public static Payload of(String text) {
    return inMemory(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The same payload without its bytes, which stand in a store.
  ///
  /// @param store gives the very bytes of this payload, or throws a [dev.clew.core.ClewException]
  ///   that says why it cannot
  public Payload storedIn(Supplier<byte[]> store) {
    Payload stored = new Payload(store, sizeBytes);
    stored.digest = digest();
    stored.isText = isText();
    return stored;
  }

  /// A payload whose bytes stand in a store and were not looked at.
  ///
  /// @param digest of the bytes, as the event that points to them says it
  /// @param store gives the very bytes, or throws a [dev.clew.core.ClewException] that says why it
  ///   cannot
  public static Payload stored(int sizeBytes, Digest digest, Supplier<byte[]> store) {
    Payload stored = new Payload(store, sizeBytes);
    stored.digest = digest;
    return stored;
  }

  public byte[] bytes() {
    return bytes.get().clone();
  }

  public int sizeBytes() {
    return sizeBytes;
  }

  public Digest digest() {
    Digest known = digest;
    if (known == null) {
      known = Digest.sha256(bytes.get());
      digest = known;
    }
    return known;
  }

  /// What an event says in `raw_ref`: `sha256:` and 64 hex digits.
  public String ref() {
    return digest().prefixed();
  }

  /// Whether the bytes are UTF-8.
  public boolean isText() {
    Boolean known = isText;
    if (known == null) {
      known = isUtf8(bytes.get());
      isText = known;
    }
    return known;
  }

  /// The bytes as text; null when they are not UTF-8.
  public @Nullable String text() {
    byte[] all = bytes.get();
    String text = new String(all, StandardCharsets.UTF_8);
    // What is not UTF-8 has become U+FFFD, which may also stand there itself.
    isText = text.indexOf('\ufffd') < 0 || isUtf8(all);
    return isText ? text : null;
  }

  private static boolean isUtf8(byte[] all) {
    int at = 0;
    while (at < all.length && all[at] >= 0) {
      at++;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(all, at, all.length - at));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Payload that
        && sizeBytes == that.sizeBytes
        && Arrays.equals(bytes.get(), that.bytes.get());
  }

  @Override
  public int hashCode() {
    return digest().hashCode();
  }

  @Override
  public String toString() {
    return "Payload[" + sizeBytes + " bytes, " + ref() + "]";
  }
}
