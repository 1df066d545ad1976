package dev.clew.document.verify;

import org.jspecify.annotations.Nullable;

/// The first thing that does not hold.
///
/// @param offset the row; null when no row is wrong but something that is said about them
/// @param where the place in words: `offset 7`, a JSON pointer into the report, `byte 1204`
/// @param what what is wrong there, in words; may quote the file, which may be hostile
public record Broken(@Nullable Long offset, String where, String what) {

  public static Broken atRow(long offset, String what) {
    return new Broken(offset, "offset " + offset, what);
  }

  /// @param pointer a JSON pointer (RFC 6901) into the report
  public static Broken at(String pointer, String what) {
    return new Broken(null, pointer, what);
  }

  /// @param offset in the file, from 0
  public static Broken atByte(long offset, String what) {
    return new Broken(null, "byte " + offset, what);
  }

  /// In the words of DESIGN §5.13.
  public String words() {
    return "broken at " + where;
  }
}
