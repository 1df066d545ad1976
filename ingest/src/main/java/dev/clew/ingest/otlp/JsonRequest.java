package dev.clew.ingest.otlp;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests of OTLP in JSON (OTLP specification, "JSON Protobuf Encoding"): names in
/// lowerCamelCase, ids in hex digits of any case, 64-bit numbers as numbers or texts, enums as
/// numbers. What is not known is passed over; what is `null` is absent.
final class JsonRequest {
  private JsonRequest() {}

  private interface Items<T> {
    T read(Json.Obj item, Source source) throws NotOtlp;
  }

  static List<Span> spans(byte[] body) throws NotOtlp {
    return spans(request(body));
  }

  static List<Span> spans(Json.Obj request) throws NotOtlp {
    return items(request, "resourceSpans", "scopeSpans", "spans", JsonRequest::span);
  }

  static List<LogEntry> logs(byte[] body) throws NotOtlp {
    return logs(request(body));
  }

  static List<LogEntry> logs(Json.Obj request) throws NotOtlp {
    return items(request, "resourceLogs", "scopeLogs", "logRecords", JsonRequest::log);
  }

  static int metrics(byte[] body) throws NotOtlp {
    return metrics(request(body));
  }

  static int metrics(Json.Obj request) throws NotOtlp {
    return items(request, "resourceMetrics", "scopeMetrics", "metrics", (metric, source) -> source)
        .size();
  }

  private static <T> List<T> items(
      Json.Obj request, String resources, String scopes, String items, Items<T> reader)
      throws NotOtlp {
    List<T> all = new ArrayList<>();
    for (Json.Obj group : objects(request, resources)) {
      Source source = Source.of(attributes(object(group, "resource")));
      for (Json.Obj scope : objects(group, scopes)) {
        Source named = source.in(text(object(scope, "scope"), "name"));
        for (Json.Obj item : objects(scope, items)) {
          all.add(reader.read(item, named));
        }
      }
    }
    return all;
  }

  private static Json.Obj request(byte[] body) throws NotOtlp {
    if (!Utf8.isText(body)) {
      throw NotOtlp.json("the body is not UTF-8");
    }
    Bound.requireFew(body);
    try {
      Json read =
          body.length > JsonText.MAX_STRING_CHARS
              ? JsonText.parseLarge(body)
              : JsonText.parse(body);
      if (read instanceof Json.Obj request) {
        return request;
      }
      throw NotOtlp.json("a request is a JSON object");
    } catch (JsonText.Malformed e) {
      throw NotOtlp.json(
          "this is not JSON, line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
    }
  }

  private static Span span(Json.Obj said, Source source) throws NotOtlp {
    Span.Builder span = new Span.Builder(source);
    span.traceId = text(said, "traceId");
    span.spanId = text(said, "spanId");
    span.parentSpanId = text(said, "parentSpanId");
    span.name = text(said, "name");
    span.kind = enumeration(said, "kind");
    span.startNanos = unsigned(said, "startTimeUnixNano");
    span.endNanos = unsigned(said, "endTimeUnixNano");
    span.attributes = attributes(said);
    List<Span.Happening> happenings = new ArrayList<>();
    for (Json.Obj event : objects(said, "events")) {
      happenings.add(
          new Span.Happening(
              unsigned(event, "timeUnixNano"), text(event, "name"), attributes(event)));
    }
    span.happenings = happenings;
    Json.Obj status = object(said, "status");
    span.status = enumeration(status, "code");
    span.statusMessage = text(status, "message");
    return span.build();
  }

  private static LogEntry log(Json.Obj said, Source source) throws NotOtlp {
    LogEntry.Builder log = new LogEntry.Builder(source);
    log.nanos = unsigned(said, "timeUnixNano");
    log.observedNanos = unsigned(said, "observedTimeUnixNano");
    log.severity = enumeration(said, "severityNumber");
    log.severityText = text(said, "severityText");
    log.body = said.get("body") instanceof Json.Obj body ? value(body) : null;
    log.eventName = text(said, "eventName");
    log.attributes = attributes(said);
    log.traceId = text(said, "traceId");
    log.spanId = text(said, "spanId");
    return log.build();
  }

  private static Json.Obj attributes(Json.Obj said) throws NotOtlp {
    return named(objects(said, "attributes"));
  }

  private static Json.Obj named(List<Json.Obj> pairs) throws NotOtlp {
    Json.Builder attributes = Json.object();
    for (Json.Obj pair : pairs) {
      attributes.put(text(pair, "key"), value(object(pair, "value")));
    }
    return attributes.build();
  }

  /// An `AnyValue`. One that is empty is null.
  private static Json value(Json.Obj said) throws NotOtlp {
    if (said.has("stringValue")) {
      return Json.of(text(said, "stringValue"));
    }
    if (said.has("boolValue")) {
      return Json.of(said.flag("boolValue"));
    }
    if (said.has("intValue")) {
      return Json.of(signed(said, "intValue"));
    }
    if (said.has("doubleValue")) {
      return Values.fraction(fraction(said.get("doubleValue")));
    }
    if (said.has("arrayValue")) {
      List<Json> items = new ArrayList<>();
      for (Json.Obj item : objects(object(said, "arrayValue"), "values")) {
        items.add(value(item));
      }
      return new Json.Arr(items);
    }
    if (said.has("kvlistValue")) {
      return named(objects(object(said, "kvlistValue"), "values"));
    }
    return said.has("bytesValue") ? Values.binary(binary(text(said, "bytesValue"))) : Json.NULL;
  }

  private static byte[] binary(String text) throws NotOtlp {
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      throw NotOtlp.json("bytesValue is base64");
    }
  }

  private static double fraction(@Nullable Json said) throws NotOtlp {
    try {
      return switch (said) {
        case Json.Num number -> Double.parseDouble(number.text());
        case Json.Str text -> Double.parseDouble(text.value());
        case null, default -> throw NotOtlp.json("doubleValue is a number");
      };
    } catch (NumberFormatException e) {
      throw NotOtlp.json("doubleValue is a number");
    }
  }

  private static String text(Json.Obj said, String name) throws NotOtlp {
    return switch (said.get(name)) {
      case Json.Str text -> text.value();
      case Json.Null nothing -> "";
      case null -> "";
      default -> throw NotOtlp.json(name + " is a string");
    };
  }

  private static Json.Obj object(Json.Obj said, String name) throws NotOtlp {
    return switch (said.get(name)) {
      case Json.Obj object -> object;
      case Json.Null nothing -> Json.EMPTY_OBJECT;
      case null -> Json.EMPTY_OBJECT;
      default -> throw NotOtlp.json(name + " is an object");
    };
  }

  private static List<Json.Obj> objects(Json.Obj said, String name) throws NotOtlp {
    return switch (said.get(name)) {
      case Json.Arr array -> {
        List<Json.Obj> objects = new ArrayList<>(array.size());
        for (Json item : array.items()) {
          if (!(item instanceof Json.Obj object)) {
            throw NotOtlp.json(name + " is an array of objects");
          }
          objects.add(object);
        }
        yield objects;
      }
      case Json.Null nothing -> List.of();
      case null -> List.of();
      default -> throw NotOtlp.json(name + " is an array of objects");
    };
  }

  private static long enumeration(Json.Obj said, String name) throws NotOtlp {
    return switch (said.get(name)) {
      case Json.Num number -> whole(number.text(), name, false);
      case Json.Null nothing -> 0;
      case null -> 0;
      default -> throw NotOtlp.json(name + " is a number: OTLP has no names of enums in JSON");
    };
  }

  private static long signed(Json.Obj said, String name) throws NotOtlp {
    return whole(said, name, false);
  }

  private static long unsigned(Json.Obj said, String name) throws NotOtlp {
    return whole(said, name, true);
  }

  private static long whole(Json.Obj said, String name, boolean isUnsigned) throws NotOtlp {
    return switch (said.get(name)) {
      case Json.Num number -> whole(number.text(), name, isUnsigned);
      case Json.Str text when text.value().length() <= 20 -> whole(text.value(), name, isUnsigned);
      case Json.Null nothing -> 0;
      case null -> 0;
      default -> throw NotOtlp.json(name + " is a whole number");
    };
  }

  private static long whole(String text, String name, boolean isUnsigned) throws NotOtlp {
    try {
      return isUnsigned ? Long.parseUnsignedLong(text) : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw NotOtlp.json(name + " is a whole number of 64 bits");
    }
  }
}
