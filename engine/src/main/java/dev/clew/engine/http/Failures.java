package dev.clew.engine.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/// Why no answer came, in one sentence that names the place.
final class Failures {
  private Failures() {}

  static Exchange.Unanswered deadline(HttpLimits limits, Exchange.Timing timing) {
    return new Exchange.Unanswered(
        "request_timeout",
        "no whole answer within request_timeout = "
            + limits.requestTimeout().toMillis()
            + " ms; raise it with --request-timeout",
        false,
        timing);
  }

  /// What the client cannot make a message of.
  static Exchange.Unanswered unsendable(
      RuntimeException why, boolean sentNothing, Exchange.Timing timing) {
    return failure(
        "invalid_request", "the request cannot be sent: " + why.getMessage(), sentNothing, timing);
  }

  static Exchange.Unanswered of(
      IOException cause, URI uri, HttpLimits limits, boolean connected, Exchange.Timing timing) {
    String place = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return switch (cause) {
      case GuardedResolver.Blocked blocked -> failure("address_blocked", why, true, timing);
      case UnknownHostException unknown ->
          failure("unknown_host", "no address is known for " + uri.getHost(), true, timing);
      case ConnectTimeoutException slow ->
          failure(
              "connect_timeout",
              place
                  + " did not take the connection within connect_timeout = "
                  + limits.connectTimeout().toMillis()
                  + " ms; raise it with --connect-timeout",
              true,
              timing);
      case NoRouteToHostException unreachable ->
          failure("no_route", "no route to " + place, true, timing);
      case ConnectException refused ->
          failure("connect_refused", place + " refused the connection", true, timing);
      case SSLException tls ->
          failure("tls_failed", "TLS with " + place + " failed: " + why, !connected, timing);
      case SocketTimeoutException slow -> deadline(limits, timing);
      case MessageConstraintException large ->
          failure(
              "response_over_limit",
              "the head of the answer is over response.headers ("
                  + HttpLimits.MAX_HEADERS
                  + " fields of at most "
                  + HttpLimits.MAX_HEADER_LINE_BYTES
                  + " bytes)",
              false,
              timing);
      case NoHttpResponseException silent ->
          failure(
              "connection_closed",
              place + " closed the connection without an answer",
              false,
              timing);
      case ConnectionClosedException cut ->
          failure(
              "connection_closed",
              place + " closed the connection in the middle of the answer",
              false,
              timing);
      case ClientProtocolException malformed -> malformed(place, why, timing);
      case MalformedChunkCodingException malformed -> malformed(place, why, timing);
      case SocketException broken ->
          failure("connection_closed", place + ": " + why, !connected, timing);
      default -> failure("io_error", place + ": " + why, !connected, timing);
    };
  }

  private static Exchange.Unanswered malformed(String place, String why, Exchange.Timing timing) {
    return failure("malformed_answer", place + " did not answer in HTTP: " + why, false, timing);
  }

  private static Exchange.Unanswered failure(
      String code, String message, boolean sentNothing, Exchange.Timing timing) {
    return new Exchange.Unanswered(code, message, sentNothing, timing);
  }
}
