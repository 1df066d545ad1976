package dev.clew.logs.parsing;

import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a line that is one JSON object, in the forms of pino, bunyan, zap, slog, structlog,
/// logstash and ECS. Not thread-safe.
final class JsonLine {
  private static final int LOWEST_STATUS = 100;
  private static final int HIGHEST_STATUS = 599;
  private static final long SECONDS_UNTIL = 100_000_000_000L;
  private static final int MILLIS_TO_SECONDS = 3;

  private final TimeReader clock;

  JsonLine(ZoneId zone) {
    clock = new TimeReader(zone);
  }

  /// Null when the line is something else.
  @Nullable Parsed read(byte[] bytes, int from, int to) {
    int last = to;
    while (last > from && (bytes[last - 1] == ' ' || bytes[last - 1] == '\r')) {
      last--;
    }
    if (last - from < 2 || bytes[from] != '{' || bytes[last - 1] != '}') {
      return null;
    }
    Json.Obj object;
    try {
      if (!(JsonText.parse(Arrays.copyOfRange(bytes, from, last)) instanceof Json.Obj read)) {
        return null;
      }
      object = read;
    } catch (JsonText.Malformed e) {
      return null;
    }
    return new Parsed(severity(object), time(object), from, fields(object));
  }

  private static @Nullable Severity severity(Json.Obj object) {
    Json value = first(object, FieldNames.LEVEL);
    if (value == null && object.object("log").get("level") instanceof Json.Str ecs) {
      value = ecs;
    }
    if (value instanceof Json.Str word) {
      return Levels.of(word.value());
    }
    Long number = value instanceof Json.Num text ? Json.wholeOf(text) : null;
    return number == null ? null : Levels.of(number);
  }

  private @Nullable Timestamp time(Json.Obj object) {
    Json value = first(object, FieldNames.TIME);
    if (value instanceof Json.Num number) {
      return epoch(number);
    }
    if (!(value instanceof Json.Str text)) {
      return null;
    }
    byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
    return clock.read(bytes, 0, bytes.length) ? clock.time() : null;
  }

  /// Seconds, milliseconds, microseconds or nanoseconds since 1970, by their size.
  private static @Nullable Timestamp epoch(Json.Num number) {
    if (number.text().length() > 30 || number.text().contains("e") || number.text().contains("E")) {
      return null;
    }
    BigDecimal seconds = number.decimal();
    BigDecimal until = BigDecimal.valueOf(SECONDS_UNTIL);
    int shift = 0;
    while (seconds.compareTo(until) >= 0 && shift < 3) {
      seconds = seconds.movePointLeft(MILLIS_TO_SECONDS);
      shift++;
    }
    int digits = Math.clamp(seconds.scale(), 0, 9);
    if (seconds.signum() <= 0 || seconds.compareTo(until) >= 0) {
      return null;
    }
    long nanos = seconds.movePointRight(9).remainder(BigDecimal.TEN.pow(9)).longValue();
    return new Timestamp(Instant.ofEpochSecond(seconds.longValue(), nanos), digits);
  }

  private static Parsed.Fields fields(Json.Obj object) {
    String message = text(first(object, FieldNames.MESSAGE));
    Json error = first(object, FieldNames.ERROR);
    String errorText = error instanceof Json.Obj members ? described(members) : text(error);
    String stack = text(first(object, FieldNames.STACK));
    if (stack == null && error instanceof Json.Obj members) {
      stack = text(first(members, FieldNames.STACK));
    }
    Long status = status(object);
    if (status == null) {
      status = status(object.object("response"));
    }
    if (status == null) {
      status = status(object.object("res"));
    }
    return new Parsed.Fields(
        message == null ? "" : message,
        errorText,
        stack,
        status == null ? null : status.intValue());
  }

  /// `TYPE: message` of an error that is an object.
  private static @Nullable String described(Json.Obj error) {
    String type = text(first(error, List.of("type", "name", "class", "kind", "code")));
    String message = text(first(error, FieldNames.MESSAGE));
    if (type == null || message == null) {
      return type == null ? message : type;
    }
    return message.startsWith(type) ? message : type + ": " + message;
  }

  private static @Nullable Long status(Json.Obj object) {
    Json value = first(object, FieldNames.STATUS);
    Long status = value instanceof Json.Num number ? Json.wholeOf(number) : null;
    return status != null && status >= LOWEST_STATUS && status <= HIGHEST_STATUS ? status : null;
  }

  private static @Nullable Json first(Json.Obj object, List<String> names) {
    for (String name : names) {
      Json value = object.get(name);
      if (value != null && !(value instanceof Json.Null)) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable String text(@Nullable Json value) {
    return value instanceof Json.Str text ? text.value() : null;
  }
}
