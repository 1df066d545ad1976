package dev.clew.ingest.har;

import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.Body;
import dev.clew.core.fact.part.NamedText;
import dev.clew.core.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One exchange of an archive.
///
/// @param index its place in the archive, from 0
/// @param began null when it does not say
record HarEntry(int index, Json.Obj entry, @Nullable Timestamp began) {
  private static final int FIRST_ERROR = 400;
  private static final BigDecimal LONGEST_MS = BigDecimal.valueOf(Duration.ofDays(3650).toMillis());
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /// Who waits before the first byte of an answer comes; `ssl` is a part of `connect`.
  private static final List<String> BEFORE_THE_ANSWER =
      List.of("blocked", "dns", "connect", "send", "wait");

  static HarEntry of(int index, Json.Obj entry) {
    return new HarEntry(index, entry, time(entry.text("startedDateTime")));
  }

  /// Null when it is no time.
  static @Nullable Timestamp time(@Nullable String text) {
    try {
      return text == null ? null : Timestamp.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  String method() {
    return request().text("method", "GET").toUpperCase(Locale.ROOT);
  }

  String url() {
    return request().text("url", "");
  }

  boolean isSafe() {
    return SAFE.contains(method());
  }

  /// Null when it got no answer.
  @Nullable Long status() {
    Long status = response().whole("status");
    return status == null || status <= 0 ? null : status;
  }

  boolean isFailed() {
    Long status = status();
    return status == null || status >= FIRST_ERROR;
  }

  /// Why there is no answer, as Chromium says it.
  String fault() {
    String said = response().text("_error", entry.text("_error", ""));
    return said.isEmpty() ? "no answer" : said;
  }

  @Nullable String page() {
    return entry.text("pageref");
  }

  Duration took() {
    Duration took = millis(entry, "time");
    return took == null ? Duration.ZERO : took;
  }

  @Nullable Duration connect() {
    return millis(entry.object("timings"), "connect");
  }

  @Nullable Duration firstByte() {
    Duration all = null;
    for (String part : BEFORE_THE_ANSWER) {
      Duration one = millis(entry.object("timings"), part);
      if (one != null) {
        all = all == null ? one : all.plus(one);
      }
    }
    return all;
  }

  /// Null when it is not there, or -1, which stands for what does not apply.
  private static @Nullable Duration millis(Json.Obj object, String name) {
    if (!(object.get(name) instanceof Json.Num number)) {
      return null;
    }
    BigDecimal millis = number.decimal();
    if (millis.signum() < 0 || millis.compareTo(LONGEST_MS) > 0) {
      return null;
    }
    return Duration.ofNanos(millis.movePointRight(6).longValue());
  }

  Json.Obj request() {
    return entry.object("request");
  }

  Json.Obj response() {
    return entry.object("response");
  }

  static List<NamedText> headers(Json.Obj message) {
    List<NamedText> headers = new ArrayList<>();
    for (Json.Obj header : message.objects("headers")) {
      headers.add(NamedText.of(header.text("name", ""), header.text("value", "")));
    }
    return headers;
  }

  /// Null when the archive has none of it.
  ///
  /// @param said what the archive says of it
  static @Nullable Body body(@Nullable Payload bytes, Json.Obj said) {
    if (bytes == null) {
      return null;
    }
    return new Body(
        new Attributes()
            .with(Body.SIZE_BYTES, (long) bytes.sizeBytes())
            .with(Body.CAPTURED, Body.ALL)
            .with(Body.CONTENT_TYPE, said.text("mimeType"))
            .build());
  }

  @Nullable Payload sent() {
    String text = request().object("postData").text("text", "");
    return text.isEmpty() ? null : Payload.of(text);
  }

  @Nullable Payload answered() {
    Json.Obj content = response().object("content");
    String text = content.text("text", "");
    if (text.isEmpty()) {
      return null;
    }
    if (content.text("encoding", "").equals("base64")) {
      try {
        return Payload.of(Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.US_ASCII)));
      } catch (IllegalArgumentException e) {
        return Payload.of(text);
      }
    }
    return Payload.of(text);
  }
}
