package dev.clew.engine.http;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be sent. Host, Content-Length and Connection are added; nothing else is.
///
/// @param body null for none
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Request(String method, URI uri, List<Header> headers, byte @Nullable [] body) {
  /// A port is two bytes (RFC 9293).
  public static final int MAX_PORT = 65_535;

  public Request {
    headers = List.copyOf(headers);
  }

  /// Without a body.
  public Request(String method, URI uri, List<Header> headers) {
    this(method, uri, headers, null);
  }

  /// RFC 9110 §9.2.1: a safe method asks for no change.
  public boolean isSafe() {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
      default -> false;
    };
  }

  /// The value of the first header of that name, in any case; null when there is none.
  public @Nullable String header(String name) {
    return Exchange.find(headers, name);
  }
}
