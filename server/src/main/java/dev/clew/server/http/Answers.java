package dev.clew.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/// Answers that are small enough to be in memory.
public final class Answers {
  private Answers() {}

  public static HttpResponse json(Json value) {
    return json(HttpStatus.OK, value);
  }

  public static HttpResponse json(HttpStatus status, Json value) {
    return HttpResponse.of(headers(status, MediaType.JSON, "no-store"), data(value));
  }

  /// With a tag of its content, so that whoever has it need not be sent it again.
  public static HttpResponse tagged(Exchange exchange, MediaType type, byte[] content) {
    String tag = tag(Digest.sha256(content).hex());
    return exchange.has(tag)
        ? notModified(tag)
        : HttpResponse.of(tagged(type, tag), HttpData.wrap(content));
  }

  public static HttpResponse tagged(Exchange exchange, Json value) {
    return tagged(
        exchange,
        MediaType.JSON,
        (JsonWriter.compact(value) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  public static String tag(String digest) {
    return '"' + digest.substring(0, 32) + '"';
  }

  public static HttpResponse notModified(String tag) {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.NOT_MODIFIED)
            .set(HttpHeaderNames.ETAG, tag)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-cache")
            .build());
  }

  /// Of what may be kept, if it is asked for each time whether it still holds.
  public static ResponseHeaders tagged(MediaType type, String tag) {
    return headers(HttpStatus.OK, type, "no-cache").toBuilder()
        .set(HttpHeaderNames.ETAG, tag)
        .build();
  }

  private static ResponseHeaders headers(HttpStatus status, MediaType type, String cache) {
    return ResponseHeaders.builder(status)
        .contentType(type)
        .set(HttpHeaderNames.CACHE_CONTROL, cache)
        .build();
  }

  private static HttpData data(Json value) {
    return HttpData.ofUtf8(JsonWriter.compact(value) + "\n");
  }
}
