package dev.clew.core.ledger;

import java.util.List;
import java.util.Objects;

/// A part of a stream that has been through the redactor. Only a [StreamRedaction] makes one, so
/// that no output reaches a disk as it came.
public final class RedactedPart {
  private final long offset;
  private final long originalOffset;
  private final long originalLength;
  private final byte[] bytes;
  private final List<Replacement> replacements;

  /// A stretch of the stream that something else stands for. Offsets are those of the whole stream:
  /// what lies between two replacements is as it came.
  ///
  /// @param offset of the placeholder in the stored stream
  /// @param length of the placeholder, in bytes
  /// @param originalOffset of what it stands for, in the stream as the command wrote it
  /// @param originalLength in bytes
  /// @param name of the secret, as placeholders show it; `binary` for what is no text
  /// @param rule why it is not there
  public record Replacement(
      long offset,
      int length,
      long originalOffset,
      long originalLength,
      String name,
      String rule) {}

  RedactedPart(
      long offset,
      long originalOffset,
      long originalLength,
      byte[] bytes,
      List<Replacement> replacements) {
    this.offset = offset;
    this.originalOffset = originalOffset;
    this.originalLength = originalLength;
    this.bytes = Objects.requireNonNull(bytes);
    this.replacements = List.copyOf(replacements);
  }

  /// Where it begins in the stored stream.
  public long offset() {
    return offset;
  }

  /// Where it began in the stream as it came.
  public long originalOffset() {
    return originalOffset;
  }

  public long originalLength() {
    return originalLength;
  }

  /// A copy.
  public byte[] bytes() {
    return bytes.clone();
  }

  public int sizeBytes() {
    return bytes.length;
  }

  /// In their order.
  public List<Replacement> replacements() {
    return replacements;
  }
}
