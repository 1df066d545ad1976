package dev.clew.ingest.otlp;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Requests of OTLP in protobuf. The numbers are those of opentelemetry-proto 1.11.
final class ProtobufRequest {
  private ProtobufRequest() {}

  private interface Items<T> {
    T read(Wire item, Source source) throws NotOtlp;
  }

  static List<Span> spans(byte[] body) throws NotOtlp {
    return items(body, ProtobufRequest::span);
  }

  static List<LogEntry> logs(byte[] body) throws NotOtlp {
    return items(body, ProtobufRequest::log);
  }

  /// How many metrics there are. Nothing else is read of them.
  static int metrics(byte[] body) throws NotOtlp {
    return items(
            body,
            (metric, source) -> {
              while (metric.next()) {
                metric.skip();
              }
              return source;
            })
        .size();
  }

  /// All three have resources, which have scopes, which have items.
  private static <T> List<T> items(byte[] body, Items<T> reader) throws NotOtlp {
    List<T> all = new ArrayList<>();
    Wire request = Wire.of(body);
    while (request.next()) {
      if (request.field() == 1) {
        ofResource(request.message(), reader, all);
      } else {
        request.skip();
      }
    }
    return all;
  }

  private static <T> void ofResource(Wire group, Items<T> reader, List<T> all) throws NotOtlp {
    Json.Obj resource = Json.EMPTY_OBJECT;
    List<Wire> scopes = new ArrayList<>();
    while (group.next()) {
      switch (group.field()) {
        case 1 -> resource = attributesIn(group.message(), 1);
        case 2 -> scopes.add(group.message());
        default -> group.skip();
      }
    }
    Source source = Source.of(resource);
    for (Wire scope : scopes) {
      ofScope(scope, source, reader, all);
    }
  }

  private static <T> void ofScope(Wire group, Source source, Items<T> reader, List<T> all)
      throws NotOtlp {
    String scope = "";
    List<Wire> items = new ArrayList<>();
    while (group.next()) {
      switch (group.field()) {
        case 1 -> scope = scopeName(group.message());
        case 2 -> items.add(group.message());
        default -> group.skip();
      }
    }
    Source named = source.in(scope);
    for (Wire item : items) {
      all.add(reader.read(item, named));
    }
  }

  private static String scopeName(Wire scope) throws NotOtlp {
    String name = "";
    while (scope.next()) {
      if (scope.field() == 1) {
        name = scope.text();
      } else {
        scope.skip();
      }
    }
    return name;
  }

  private static Span span(Wire wire, Source source) throws NotOtlp {
    Span.Builder span = new Span.Builder(source);
    Json.Builder attributes = Json.object();
    List<Span.Happening> happenings = new ArrayList<>();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> span.traceId = wire.hex();
        case 2 -> span.spanId = wire.hex();
        case 4 -> span.parentSpanId = wire.hex();
        case 5 -> span.name = wire.text();
        case 6 -> span.kind = wire.varint();
        case 7 -> span.startNanos = wire.fixed64();
        case 8 -> span.endNanos = wire.fixed64();
        case 9 -> attribute(wire.message(), attributes);
        case 11 -> happenings.add(happening(wire.message()));
        case 15 -> status(wire.message(), span);
        default -> wire.skip();
      }
    }
    span.attributes = attributes.build();
    span.happenings = happenings;
    return span.build();
  }

  private static void status(Wire wire, Span.Builder span) throws NotOtlp {
    while (wire.next()) {
      switch (wire.field()) {
        case 2 -> span.statusMessage = wire.text();
        case 3 -> span.status = wire.varint();
        default -> wire.skip();
      }
    }
  }

  private static Span.Happening happening(Wire wire) throws NotOtlp {
    long nanos = 0;
    String name = "";
    Json.Builder attributes = Json.object();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> nanos = wire.fixed64();
        case 2 -> name = wire.text();
        case 3 -> attribute(wire.message(), attributes);
        default -> wire.skip();
      }
    }
    return new Span.Happening(nanos, name, attributes.build());
  }

  private static LogEntry log(Wire wire, Source source) throws NotOtlp {
    LogEntry.Builder log = new LogEntry.Builder(source);
    Json.Builder attributes = Json.object();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> log.nanos = wire.fixed64();
        case 2 -> log.severity = wire.varint();
        case 3 -> log.severityText = wire.text();
        case 5 -> log.body = value(wire.message());
        case 6 -> attribute(wire.message(), attributes);
        case 9 -> log.traceId = wire.hex();
        case 10 -> log.spanId = wire.hex();
        case 11 -> log.observedNanos = wire.fixed64();
        case 12 -> log.eventName = wire.text();
        default -> wire.skip();
      }
    }
    log.attributes = attributes.build();
    return log.build();
  }

  /// The `KeyValue`s of one field.
  private static Json.Obj attributesIn(Wire wire, int field) throws NotOtlp {
    Json.Builder attributes = Json.object();
    while (wire.next()) {
      if (wire.field() == field) {
        attribute(wire.message(), attributes);
      } else {
        wire.skip();
      }
    }
    return attributes.build();
  }

  private static void attribute(Wire wire, Json.Builder attributes) throws NotOtlp {
    String key = "";
    Json value = Json.NULL;
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> key = wire.text();
        case 2 -> value = value(wire.message());
        default -> wire.skip();
      }
    }
    attributes.put(key, value);
  }

  /// An `AnyValue`. One that is empty is null.
  private static Json value(Wire wire) throws NotOtlp {
    Json value = Json.NULL;
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> value = Json.of(wire.text());
        case 2 -> value = Json.of(wire.varint() != 0);
        case 3 -> value = Json.of(wire.varint());
        case 4 -> value = Values.fraction(Double.longBitsToDouble(wire.fixed64()));
        case 5 -> value = list(wire.message());
        case 6 -> value = attributesIn(wire.message(), 1);
        case 7 -> value = Values.binary(wire.binary());
        default -> wire.skip();
      }
    }
    return value;
  }

  private static Json list(Wire wire) throws NotOtlp {
    List<Json> items = new ArrayList<>();
    while (wire.next()) {
      if (wire.field() == 1) {
        items.add(value(wire.message()));
      } else {
        wire.skip();
      }
    }
    return new Json.Arr(items);
  }
}
