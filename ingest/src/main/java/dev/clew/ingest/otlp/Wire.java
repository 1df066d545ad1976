package dev.clew.ingest.otlp;

import java.util.HexFormat;

/// Reads one message of protobuf's wire format, field by field
/// (<https://protobuf.dev/programming-guides/encoding/>). Not thread-safe.
///
/// ```java
/// while (wire.next()) {
///   switch (wire.field()) {
///     case 1 -> name = wire.text();
///     default -> wire.skip();
///   }
/// }
/// ```
final class Wire {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;
  private final int end;
  private final Bound bound;
  private final int level;
  private int at;
  private int field;
  private int type;

  private Wire(byte[] bytes, int from, int end, Bound bound, int level) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
    this.bound = bound;
    this.level = level;
  }

  static Wire of(byte[] bytes) {
    return new Wire(bytes, 0, bytes.length, new Bound(), 0);
  }

  /// Goes to the next field, whose value has to be read or skipped then.
  boolean next() throws NotOtlp {
    if (at == end) {
      return false;
    }
    long tag = raw();
    field = (int) (tag >>> 3);
    type = (int) (tag & 7);
    if (tag >>> 32 != 0 || field == 0) {
      throw NotOtlp.protobuf("a field without a number");
    }
    return true;
  }

  int field() {
    return field;
  }

  long varint() throws NotOtlp {
    require(VARINT);
    return raw();
  }

  long fixed64() throws NotOtlp {
    require(FIXED64);
    return little(8);
  }

  /// An inner message. It counts as a value.
  Wire message() throws NotOtlp {
    bound.spend();
    if (level == Bound.MOST_LEVELS) {
      throw NotOtlp.overLimit(
          "otlp.depth", "nested deeper than " + Bound.MOST_LEVELS, Bound.MOST_LEVELS);
    }
    int size = size();
    Wire inner = new Wire(bytes, at, at + size, bound, level + 1);
    at += size;
    return inner;
  }

  String text() throws NotOtlp {
    int size = size();
    String text = Utf8.text(bytes, at, size);
    if (text == null) {
      throw NotOtlp.protobuf("a text that is not UTF-8");
    }
    at += size;
    return text;
  }

  byte[] binary() throws NotOtlp {
    int size = size();
    byte[] copy = new byte[size];
    System.arraycopy(bytes, at, copy, 0, size);
    at += size;
    return copy;
  }

  /// Bytes as hex digits in lower case.
  String hex() throws NotOtlp {
    int size = size();
    String hex = HEX.formatHex(bytes, at, at + size);
    at += size;
    return hex;
  }

  /// Over what this reader does not know.
  void skip() throws NotOtlp {
    switch (type) {
      case VARINT -> raw();
      case FIXED64 -> little(8);
      case LENGTH -> {
        int size = size();
        at += size;
      }
      case FIXED32 -> little(4);
      default -> throw NotOtlp.protobuf("a field of a type that OTLP does not have");
    }
  }

  private void require(int wanted) throws NotOtlp {
    if (type != wanted) {
      throw NotOtlp.protobuf("field " + field + " has another type");
    }
  }

  private int size() throws NotOtlp {
    require(LENGTH);
    long size = raw();
    if (size < 0 || size > end - at) {
      throw NotOtlp.protobuf("field " + field + " is longer than what it stands in");
    }
    return (int) size;
  }

  private long raw() throws NotOtlp {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == end) {
        throw NotOtlp.protobuf("it ends inside a number");
      }
      byte part = bytes[at++];
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw NotOtlp.protobuf("a number of more than ten bytes");
  }

  private long little(int size) throws NotOtlp {
    if (end - at < size) {
      throw NotOtlp.protobuf("it ends inside a number");
    }
    long value = 0;
    for (int index = size - 1; index >= 0; index--) {
      value = (value << 8) | (bytes[at + index] & 0xff);
    }
    at += size;
    return value;
  }
}
