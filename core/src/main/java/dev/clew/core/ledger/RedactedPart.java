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
  private final byte[] stored;
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

  /// Where the bytes of a part came from, without the bytes.
  ///
  /// @param offset where the part begins in the stored stream
  /// @param originalOffset where it began in the stream as it came
  /// @param replacements in it, in their order
  public record Origin(long offset, long originalOffset, List<Replacement> replacements) {
    /// Where in the stream as it came the byte was that has this offset in the stored stream; of a
    /// placeholder, where that begins which it stands for.
    public long originalOf(long stored) {
      long shift = originalOffset - offset;
      for (Replacement one : replacements) {
        if (stored < one.offset()) {
          break;
        }
        long end = one.offset() + one.length();
        if (stored < end) {
          return one.originalOffset();
        }
        shift = one.originalOffset() + one.originalLength() - end;
      }
      return stored + shift;
    }
  }

  RedactedPart(
      long offset,
      long originalOffset,
      long originalLength,
      byte[] bytes,
      List<Replacement> replacements) {
    this(offset, originalOffset, originalLength, bytes, bytes, replacements);
  }

  private RedactedPart(
      long offset,
      long originalOffset,
      long originalLength,
      byte[] bytes,
      byte[] stored,
      List<Replacement> replacements) {
    this.offset = offset;
    this.originalOffset = originalOffset;
    this.originalLength = originalLength;
    this.bytes = Objects.requireNonNull(bytes);
    this.stored = Objects.requireNonNull(stored);
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

  /// The bytes as they are stored: compressed, or as they are.
  byte[] stored() {
    return stored;
  }

  /// The same part, which is stored in another form.
  ///
  /// @param compressed what [#bytes] are got back from; belongs to the part from now on
  public RedactedPart storedAs(byte[] compressed) {
    return new RedactedPart(
        offset, originalOffset, originalLength, bytes, compressed, replacements);
  }

  /// Where its bytes came from.
  public Origin origin() {
    return new Origin(offset, originalOffset, replacements);
  }

  public int sizeBytes() {
    return bytes.length;
  }

  /// In their order.
  public List<Replacement> replacements() {
    return replacements;
  }
}
