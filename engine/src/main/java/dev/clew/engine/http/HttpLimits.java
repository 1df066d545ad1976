package dev.clew.engine.http;

import java.time.Duration;

/// How long and how much: every limit has a name in the message that it leads to.
///
/// @param connectTimeout `connect_timeout`: DNS, TCP, and each step of a TLS handshake
/// @param requestTimeout `request_timeout`: one exchange from its first byte to its last
/// @param responseBytes `response.bytes`: the body of an answer, as it comes over the wire
/// @param metadataAllowed whether the metadata addresses of cloud providers may be called
public record HttpLimits(
    Duration connectTimeout, Duration requestTimeout, int responseBytes, boolean metadataAllowed) {
  public static final HttpLimits DEFAULTS =
      new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), 32 << 20, false);

  /// `response.headers`: fields of an answer's head, and the length of one line of it in bytes.
  static final int MAX_HEADERS = 200;

  static final int MAX_HEADER_LINE_BYTES = 16 << 10;
}
