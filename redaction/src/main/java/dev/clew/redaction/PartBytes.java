package dev.clew.redaction;

import dev.clew.core.ledger.RedactedPart;
import dev.clew.redaction.text.Placeholder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A part of a redacted stream that is being put together.
final class PartBytes {
  /// `chunk.bytes`: with this much, a part is given away. A line that is longer is not cut for it.
  static final int FULL_BYTES = 64 << 10;

  /// `chunk.redactions`: or with so many replacements, which an event must be able to hold.
  static final int FULL_REPLACEMENTS = 1_000;

  /// Most parts end with the line that fills them.
  private static final int FIRST_BYTES = FULL_BYTES + (4 << 10);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BYTES);
  private final List<RedactedPart.Replacement> replacements = new ArrayList<>();
  private long originalLength;

  boolean isEmpty() {
    return originalLength == 0;
  }

  boolean isFull() {
    return bytes.size() >= FULL_BYTES || replacements.size() >= FULL_REPLACEMENTS;
  }

  /// How many bytes more make it full.
  int room() {
    return FULL_BYTES - bytes.size();
  }

  void keep(byte[] held, int from, int to) {
    bytes.write(held, from, to - from);
    originalLength += to - from;
  }

  void replace(String placeholder, int length, String name, String rule) {
    byte[] shown = placeholder.getBytes(StandardCharsets.US_ASCII);
    replacements.add(
        new RedactedPart.Replacement(
            bytes.size(), shown.length, originalLength, length, Placeholder.nameOf(name), rule));
    bytes.writeBytes(shown);
    originalLength += length;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  long originalLength() {
    return originalLength;
  }

  List<RedactedPart.Replacement> replacements() {
    return List.copyOf(replacements);
  }
}
