package dev.clew.core.ledger;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A stream from which nothing is taken out, for a redactor that takes nothing out.
public final class UnchangedStream extends StreamRedaction {
  /// Larger parts are cut.
  private static final int PART_BYTES = 64 << 10;

  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  @Override
  public void take(byte[] bytes, int from, int to) {
    held.write(bytes, from, to - from);
  }

  @Override
  public List<RedactedPart> ready() {
    byte[] all = held.toByteArray();
    held.reset();
    List<RedactedPart> parts = new ArrayList<>();
    for (int from = 0; from < all.length; from += PART_BYTES) {
      int to = Math.min(all.length, from + PART_BYTES);
      parts.add(part(Arrays.copyOfRange(all, from, to), to - from, List.of()));
    }
    return parts;
  }

  @Override
  public List<RedactedPart> end() {
    return ready();
  }

  @Override
  public int heldBytes() {
    return held.size();
  }
}
