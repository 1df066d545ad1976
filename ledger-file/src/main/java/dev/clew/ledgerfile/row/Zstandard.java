package dev.clew.ledgerfile.row;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.clew.core.ClewException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Compression of what a ledger stores: Zstandard (RFC 8878), each piece one frame that says its
/// content's size. Not thread-safe; [#decompress] is.
public final class Zstandard implements AutoCloseable {
  /// What an event says in `encoding` of a payload that is compressed.
  public static final String NAME = "zstd";

  /// The library's own default: level 1 is a third faster here and leaves a fifth more.
  private static final int LEVEL = 3;

  /// Smaller pieces are left as they are: they stay readable, and gain little.
  public static final int LEAST_BYTES = 4 << 10;

  /// What decompresses has a tenth of a megabyte of its own, which takes longer to make than a row
  /// to decompress. One waits for the next who needs it; none that has failed.
  private static final AtomicReference<@Nullable ZstdDecompressCtx> SPARE = new AtomicReference<>();

  private final int level;
  private @Nullable ZstdCompressCtx context;

  public Zstandard() {
    this(LEVEL);
  }

  /// @param level from 1, the fastest, to 19
  public Zstandard(int level) {
    this.level = level;
  }

  /// The bytes compressed; null when that would not make them smaller.
  public byte @Nullable [] compress(byte[] bytes) {
    byte[] compressed = frame(bytes);
    return compressed.length < bytes.length ? compressed : null;
  }

  /// The bytes as one compressed piece, whether that is smaller or not.
  public byte[] frame(byte[] bytes) {
    return context().compress(bytes);
  }

  /// The native library is loaded when it is needed first: most runs write nothing that is large.
  private ZstdCompressCtx context() {
    ZstdCompressCtx known = context;
    if (known == null) {
      known = new ZstdCompressCtx();
      known.setLevel(level);
      context = known;
    }
    return known;
  }

  /// @param limitBytes how large the content may be
  /// @throws ClewException when these bytes are not one compressed piece within the limit
  public static byte[] decompress(byte[] compressed, long limitBytes) {
    try {
      long size = Zstd.getFrameContentSize(compressed);
      if (size < 0 || size > limitBytes) {
        throw new ClewException(
            "compressed bytes say that they hold "
                + size
                + " bytes, and at most "
                + limitBytes
                + " are taken");
      }
      byte[] bytes = new byte[(int) size];
      if (decompress(compressed, bytes) != size) {
        throw new ClewException("compressed bytes are damaged: they hold less than they say");
      }
      return bytes;
    } catch (ZstdException e) {
      throw new ClewException("compressed bytes are damaged: " + e.getMessage(), e);
    }
  }

  private static int decompress(byte[] compressed, byte[] into) {
    ZstdDecompressCtx spare = SPARE.getAndSet(null);
    ZstdDecompressCtx context = spare == null ? new ZstdDecompressCtx() : spare;
    boolean isGood = false;
    try {
      int written = context.decompress(into, compressed);
      isGood = true;
      return written;
    } finally {
      if (!isGood || !SPARE.compareAndSet(null, context)) {
        context.close();
      }
    }
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
      context = null;
    }
  }
}
