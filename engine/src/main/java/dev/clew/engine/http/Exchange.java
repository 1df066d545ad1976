package dev.clew.engine.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a request.
public sealed interface Exchange {
  Timing timing();

  /// @param connect DNS and TCP, without TLS; null when a connection was used again or none came to
  ///   be
  /// @param firstByte until the head of the answer was there; null when none came
  /// @param total until the last byte, or until it was clear that none will come
  record Timing(@Nullable Duration connect, @Nullable Duration firstByte, Duration total) {}

  /// An answer came, whole.
  ///
  /// @param version `HTTP/1.1`
  /// @param remoteAddress the address that answered, `127.0.0.1:8080`; null when it is not known
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Answered(
      int status,
      String version,
      List<Header> headers,
      byte[] body,
      @Nullable String remoteAddress,
      Timing timing)
      implements Exchange {
    public Answered {
      headers = List.copyOf(headers);
    }

    /// The value of the first header of that name, in any case; null when there is none.
    public @Nullable String header(String name) {
      return find(headers, name);
    }
  }

  /// No whole answer came.
  ///
  /// @param code `connect_refused`, `unknown_host`, `request_timeout`, `response_over_limit` …
  /// @param message one sentence for people, with the place and the limit
  /// @param sentNothing whether it is certain that no byte of the request left
  record Unanswered(String code, String message, boolean sentNothing, Timing timing)
      implements Exchange {}

  static @Nullable String find(List<Header> headers, String name) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        return header.value();
      }
    }
    return null;
  }
}
