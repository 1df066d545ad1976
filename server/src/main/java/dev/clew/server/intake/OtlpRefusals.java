package dev.clew.server.intake;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.clew.ingest.otlp.Encoding;
import dev.clew.ingest.otlp.OtlpAnswers;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import org.jspecify.annotations.Nullable;

/// Refusals as a sender of OTLP reads them: a `google.rpc.Status` in the encoding of the request.
/// It sends again what was answered 429, 502, 503 or 504 and nothing else, so that a full disk,
/// which somebody will empty, is a 503 here.
final class OtlpRefusals implements Route.Refusals {
  private static final String LATER_SECONDS = "30";

  /// Null for a type that OTLP does not have.
  static @Nullable Encoding encoding(RequestHeaders asked) {
    MediaType type = asked.contentType();
    return type == null ? null : Encoding.of(type.type() + "/" + type.subtype());
  }

  @Override
  public HttpResponse response(Problem problem, RequestHeaders asked) {
    Encoding encoding = encoding(asked);
    if (encoding == null) {
      return problem.response();
    }
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(status(problem)).contentType(MediaType.parse(encoding.mediaType()));
    headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    problem.headers().forEach(headers::set);
    String again = retryAfter(problem);
    if (again != null) {
      headers.set(HttpHeaderNames.RETRY_AFTER, again);
    }
    String message = problem.code() + ": " + problem.detail();
    return HttpResponse.of(
        headers.build(), HttpData.wrap(OtlpAnswers.status(encoding, codeOf(problem), message)));
  }

  private static boolean isFull(Problem problem) {
    return problem.status().equals(HttpStatus.INSUFFICIENT_STORAGE);
  }

  private static HttpStatus status(Problem problem) {
    return isFull(problem) ? HttpStatus.SERVICE_UNAVAILABLE : problem.status();
  }

  /// After how many seconds it may be sent again; null when it would be refused again.
  static @Nullable String retryAfter(Problem problem) {
    return isFull(problem) ? LATER_SECONDS : problem.headers().get("retry-after");
  }

  /// The code of gRPC that says the same (google.rpc.Code).
  static int codeOf(Problem problem) {
    return switch (status(problem).code()) {
      case 400, 415 -> 3;
      case 401 -> 16;
      case 403 -> 7;
      case 404 -> 5;
      case 409 -> 9;
      case 413, 429 -> 8;
      case 408, 504 -> 4;
      case 502, 503 -> 14;
      default -> 13;
    };
  }
}
