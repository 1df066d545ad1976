package dev.clew.ledgerfile;

/// What no unfinished write leaves: bytes that are not what was written. The rows before it are
/// good.
///
/// @param byteOffset where the frame begins that is wrong
/// @param row the offset that the row there should have
/// @param what what is wrong, in words
public record Damage(long byteOffset, long row, String what) {
  @Override
  public String toString() {
    return "damaged at byte " + byteOffset + ", row " + row + ": " + what;
  }
}
