package dev.clew.core.digest;

import java.util.Arrays;

/// HMAC-SHA-256 (RFC 2104) under one key. By hand, because `javax.crypto` starts four security
/// providers first. Immutable, thread-safe.
public final class Hmac {
  private static final int BLOCK_BYTES = 64;

  private final byte[] inner;
  private final byte[] outer;

  public Hmac(byte[] key) {
    byte[] used = key.length > BLOCK_BYTES ? Digest.sha256(key).bytes() : key;
    inner = padded(used, 0x36);
    outer = padded(used, 0x5c);
  }

  private static byte[] padded(byte[] key, int pad) {
    byte[] block = Arrays.copyOf(key, BLOCK_BYTES);
    for (int at = 0; at < BLOCK_BYTES; at++) {
      block[at] ^= (byte) pad;
    }
    return block;
  }

  public Digest of(byte[] message) {
    return Digest.sha256(outer, Digest.sha256(inner, message).bytes());
  }
}
