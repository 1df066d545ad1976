package dev.clew.core.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A stream from which nothing is taken out, for a redactor that takes nothing out.
public final class UnchangedStream extends StreamRedaction {
  /// Larger parts are cut.
  private static final int PART_BYTES = 64 << 10;

  private byte[] held = new byte[0];

  @Override
  public void take(byte[] bytes, int from, int to) {
    int before = held.length;
    held = Arrays.copyOf(held, before + to - from);
    System.arraycopy(bytes, from, held, before, to - from);
  }

  @Override
  public List<RedactedPart> ready() {
    List<RedactedPart> parts = new ArrayList<>();
    for (int from = 0; from < held.length; from += PART_BYTES) {
      int to = Math.min(held.length, from + PART_BYTES);
      parts.add(part(Arrays.copyOfRange(held, from, to), to - from, List.of()));
    }
    held = new byte[0];
    return parts;
  }

  @Override
  public List<RedactedPart> end() {
    return ready();
  }

  @Override
  public int heldBytes() {
    return held.length;
  }
}
