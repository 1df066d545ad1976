package dev.clew.server.intake;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.ingest.otlp.OtlpAnswers;
import dev.clew.server.http.Grpc;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Refusals as a caller of OTLP/gRPC reads them. It sends again what is `UNAVAILABLE`, and what is
/// `RESOURCE_EXHAUSTED` only when it is told when (`RetryInfo`).
final class OtlpGrpcRefusals implements Route.Refusals {
  private static final int UNIMPLEMENTED = 12;

  @Override
  public HttpResponse response(Problem problem, RequestHeaders asked) {
    if (!Grpc.isCall(asked)) {
      return problem.response();
    }
    int code =
        problem.status().equals(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
            ? UNIMPLEMENTED
            : OtlpRefusals.codeOf(problem);
    String message = problem.code() + ": " + problem.detail();
    return Grpc.refusal(code, message, OtlpAnswers.grpcStatus(code, message, again(problem)));
  }

  /// Null when it would be refused again.
  private static @Nullable Duration again(Problem problem) {
    String seconds = OtlpRefusals.retryAfter(problem);
    return seconds == null ? null : Duration.ofSeconds(Long.parseLong(seconds));
  }
}
