package dev.clew.core.ledger;

import java.util.List;

/// Takes the secrets out of one stream of bytes, however it is cut into pieces: what comes out
/// depends on the bytes and on the secrets that were known, and not on the cuts. Not thread-safe;
/// one for each stream. [Redactor#stream] makes one.
public abstract class StreamRedaction {
  private long offset;
  private long originalOffset;

  /// The next bytes, as they came.
  public abstract void take(byte[] bytes, int from, int to);

  /// What of it can be stored by now. An unfinished line is held back, because a secret in it may
  /// be unfinished too.
  public abstract List<RedactedPart> ready();

  /// The rest. Nothing may be taken afterwards.
  public abstract List<RedactedPart> end();

  /// How many bytes came and are not in any part yet.
  public abstract int heldBytes();

  /// The next part.
  ///
  /// @param bytes redacted; must not be changed afterwards
  /// @param originalLength of what they stand for
  /// @param replacements with offsets from the start of this part
  protected final RedactedPart part(
      byte[] bytes, long originalLength, List<RedactedPart.Replacement> replacements) {
    List<RedactedPart.Replacement> placed =
        replacements.stream()
            .map(one ->
                new RedactedPart.Replacement(
                    offset + one.offset(),
                    one.length(),
                    originalOffset + one.originalOffset(),
                    one.originalLength(),
                    one.name(),
                    one.rule()))
            .toList();
    RedactedPart part = new RedactedPart(offset, originalOffset, originalLength, bytes, placed);
    offset += bytes.length;
    originalOffset += originalLength;
    return part;
  }
}
