package dev.clew.ingest.otlp;

import org.jspecify.annotations.Nullable;

/// In which of the two encodings of OTLP/HTTP a request is, and its answer.
public enum Encoding {
  PROTOBUF("application/x-protobuf"),
  JSON("application/json");

  private final String mediaType;

  Encoding(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /// Null for a type that OTLP does not have.
  ///
  /// @param type without parameters
  public static @Nullable Encoding of(String type) {
    for (Encoding encoding : values()) {
      if (encoding.mediaType.equalsIgnoreCase(type)) {
        return encoding;
      }
    }
    return null;
  }
}
