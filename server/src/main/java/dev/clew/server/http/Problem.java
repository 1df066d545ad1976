package dev.clew.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why a request is not answered as it was asked: `application/problem+json` (RFC 9457) with a word
/// for programs in `code`. Nothing in it is quoted from a body.
///
/// @param code `body.bytes`, `run.unknown`
/// @param more members that say the rest: `limit`, `actual`, the place
/// @param headers of the response
public record Problem(
    HttpStatus status, String code, String detail, Json.Obj more, Map<String, String> headers) {
  static final MediaType TYPE = MediaType.parse("application/problem+json");

  public Problem {
    headers = Map.copyOf(headers);
  }

  public static Problem of(HttpStatus status, String code, String detail) {
    return new Problem(status, code, detail, Json.EMPTY_OBJECT, Map.of());
  }

  public static Problem badRequest(String code, String detail) {
    return of(HttpStatus.BAD_REQUEST, code, detail);
  }

  public static Problem notFound(String code, String detail) {
    return of(HttpStatus.NOT_FOUND, code, detail);
  }

  public static Problem overLimit(
      HttpStatus status, String code, String detail, long limit, long actual) {
    return of(status, code, detail).with("limit", Json.of(limit)).with("actual", Json.of(actual));
  }

  /// The same may be asked again, but not at once.
  public static Problem busy(String code, String detail, Duration again) {
    return of(HttpStatus.SERVICE_UNAVAILABLE, code, detail)
        .header("retry-after", Long.toString(Math.max(1, again.toSeconds())));
  }

  public Problem with(String name, @Nullable Json value) {
    return value == null
        ? this
        : new Problem(status, code, detail, more.with(name, value), headers);
  }

  public Problem with(String name, @Nullable String value) {
    return with(name, value == null ? null : Json.of(value));
  }

  public Problem header(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Problem(status, code, detail, more, all);
  }

  /// As an exception, for where a value has no way out.
  public Raised raised() {
    return new Raised(this);
  }

  /// A problem on its way to whoever answers.
  public static final class Raised extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    private Raised(Problem problem) {
      super(problem.code() + ": " + problem.detail(), null, false, false);
      this.problem = problem;
    }

    public Problem problem() {
      return problem;
    }
  }

  public Json.Obj toJson() {
    return Json.object()
        .put("type", "about:blank")
        .put("title", status.reasonPhrase())
        .put("status", status.code())
        .put("code", code)
        .put("detail", detail)
        .putAll(more)
        .build();
  }

  ResponseHeaders responseHeaders() {
    ResponseHeadersBuilder all = ResponseHeaders.builder(status).contentType(TYPE);
    all.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    headers.forEach(all::set);
    return all.build();
  }

  HttpData body() {
    return HttpData.ofUtf8(JsonWriter.compact(Json.interoperable(toJson())) + "\n");
  }

  public HttpResponse response() {
    return HttpResponse.of(responseHeaders(), body());
  }
}
