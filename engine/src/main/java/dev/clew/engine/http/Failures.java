package dev.clew.engine.http;

import dev.clew.core.dossier.FailureCode;
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
        FailureCode.REQUEST_TIMEOUT.wire(),
        "no whole answer within request_timeout = "
            + limits.requestTimeout().toMillis()
            + " ms; raise it if that is too short",
        false,
        timing);
  }

  /// What the client cannot make a message of.
  static Exchange.Unanswered unsendable(
      RuntimeException why, boolean sentNothing, Exchange.Timing timing) {
    return failure(
        FailureCode.INVALID_REQUEST,
        "the request cannot be sent: " + why.getMessage(),
        sentNothing,
        timing);
  }

  static Exchange.Unanswered of(
      IOException cause, URI uri, HttpLimits limits, boolean connected, Exchange.Timing timing) {
    String place = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return switch (cause) {
      case GuardedResolver.Blocked blocked ->
          failure(FailureCode.ADDRESS_BLOCKED, why, true, timing);
      case UnknownHostException unknown ->
          failure(
              FailureCode.UNKNOWN_HOST, "no address is known for " + uri.getHost(), true, timing);
      case ConnectTimeoutException slow ->
          failure(
              FailureCode.CONNECT_TIMEOUT,
              place
                  + " did not take the connection within connect_timeout = "
                  + limits.connectTimeout().toMillis()
                  + " ms; raise it if that is too short",
              true,
              timing);
      case NoRouteToHostException unreachable ->
          failure(FailureCode.NO_ROUTE, "no route to " + place, true, timing);
      case ConnectException refused ->
          failure(FailureCode.CONNECT_REFUSED, place + " refused the connection", true, timing);
      case SSLException tls ->
          failure(
              FailureCode.TLS_FAILED, "TLS with " + place + " failed: " + why, !connected, timing);
      case SocketTimeoutException slow -> deadline(limits, timing);
      case MessageConstraintException large ->
          failure(
              FailureCode.RESPONSE_OVER_LIMIT,
              "the head of the answer is over response.headers ("
                  + HttpLimits.MAX_HEADERS
                  + " fields of at most "
                  + HttpLimits.MAX_HEADER_LINE_BYTES
                  + " bytes)",
              false,
              timing);
      case NoHttpResponseException silent ->
          failure(
              FailureCode.CONNECTION_CLOSED,
              place + " closed the connection without an answer",
              false,
              timing);
      case ConnectionClosedException cut ->
          failure(
              FailureCode.CONNECTION_CLOSED,
              place + " closed the connection in the middle of the answer",
              false,
              timing);
      case ClientProtocolException malformed -> malformed(place, why, timing);
      case MalformedChunkCodingException malformed -> malformed(place, why, timing);
      case SocketException broken ->
          failure(FailureCode.CONNECTION_CLOSED, place + ": " + why, !connected, timing);
      default -> failure(FailureCode.IO_ERROR, place + ": " + why, !connected, timing);
    };
  }

  private static Exchange.Unanswered malformed(String place, String why, Exchange.Timing timing) {
    return failure(
        FailureCode.MALFORMED_ANSWER, place + " did not answer in HTTP: " + why, false, timing);
  }

  private static Exchange.Unanswered failure(
      FailureCode code, String message, boolean sentNothing, Exchange.Timing timing) {
    return new Exchange.Unanswered(code.wire(), message, sentNothing, timing);
  }
}
