package dev.clew.core.run;

import dev.clew.core.event.Event;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The attributes of an event in the types that `docs/events.md` gives them. A producer may write
/// anything; what is derived from it is made of these. A value of another type becomes what it
/// plainly means, as a text does that stands for an error, or is left out; the row keeps it as it
/// came.
@SuppressWarnings("ReferenceEquality") // the same object has not changed; equal ones cost a walk
public final class Documented {
  /// What a value is in the documented type; null when it is nothing of the kind.
  @FunctionalInterface
  private interface Type {
    @Nullable Json fit(Json value);
  }

  private static final Type ANY = value -> value;
  private static final Type TEXT =
      value ->
          switch (value) {
            case Json.Str text -> text;
            case Json.Num number -> Json.of(number.text());
            case Json.Bool flag -> Json.of(Boolean.toString(flag.value()));
            default -> null;
          };
  private static final Type NUMBER = value -> value instanceof Json.Num ? value : null;
  private static final Type WHOLE = Documented::whole;
  private static final Type OBJECT = value -> value instanceof Json.Obj ? value : null;

  private static final Type MISSING =
      of(Map.of("code", TEXT, "reason", TEXT), List.of("code", "reason"), false);
  private static final Type ORIGIN =
      of(Map.of("kind", TEXT, "name", TEXT, "stage", TEXT, "field", TEXT), List.of("kind"), false);
  private static final Type VALUE =
      of(
          Map.of(
              "name", TEXT,
              "value", ANY,
              "type", TEXT,
              "source", TEXT,
              "at", TEXT,
              "template", TEXT,
              "origin", ORIGIN,
              "missing", MISSING,
              "secret", value -> value.equals(Json.TRUE) ? value : null),
          List.of("name", "value"),
          true);
  private static final Type FIELD =
      of(Map.of("name", TEXT, "value", TEXT), List.of("name", "value"), true);
  private static final Type QUOTE =
      of(
          Map.of(
              "rule", Documented::quoteRule, "fields", list(FIELD), "code", TEXT, "message", TEXT),
          List.of("rule", "fields"),
          true);
  private static final Type BODY =
      of(
          Map.of(
              "size_bytes",
              WHOLE,
              "captured",
              Documented::captured,
              "content_type",
              TEXT,
              "reason",
              TEXT),
          List.of("size_bytes", "captured"),
          true);
  private static final Type REFERENCE =
      of(Map.of("stage", TEXT, "field", TEXT, "at", TEXT), List.of("stage", "field", "at"), false);
  private static final Type BASE_URL =
      of(Map.of("api", TEXT, "url", TEXT, "source", TEXT), List.of("api", "url", "source"), false);

  private static final Type ERROR =
      of(Map.of("code", TEXT, "message", TEXT, "quote", QUOTE), List.of("code", "message"), false);

  private static final Map<String, Type> TYPES = types();

  private Documented() {}

  private static Map<String, Type> types() {
    Map<String, Type> types = new LinkedHashMap<>();
    for (String name :
        List.of(
            "api",
            "endpoint",
            "expected_statuses",
            "kind",
            "message",
            "method",
            "redirect",
            "remote_address",
            "run_if",
            "url",
            "http_version")) {
      types.put(name, TEXT);
    }
    for (String name : List.of("elapsed_ms", "connect_ms", "first_byte_ms")) {
      types.put(name, NUMBER);
    }
    for (String name : List.of("index", "http_status")) {
      types.put(name, WHOLE);
    }
    for (String name : List.of("latency", "tree", "loop")) {
      types.put(name, OBJECT);
    }
    for (String name : List.of("inputs", "outputs", "output", "set", "context")) {
      types.put(name, list(VALUE));
    }
    types.put("error", Documented::error);
    types.put("headers", list(FIELD));
    types.put("body", BODY);
    types.put("references", list(REFERENCE));
    types.put("base_urls", list(BASE_URL));
    return types;
  }

  /// The same event when its attributes are as they should be, which they are for clew's own.
  static Event of(Event event) {
    Map<String, Json> changed = null;
    for (Map.Entry<String, Json> one : event.attributes().members().entrySet()) {
      Type type = TYPES.get(one.getKey());
      Json fit = type == null ? one.getValue() : type.fit(one.getValue());
      if (fit != one.getValue()) {
        changed = changed == null ? new LinkedHashMap<>(event.attributes().members()) : changed;
        if (fit == null) {
          changed.remove(one.getKey());
        } else {
          changed.put(one.getKey(), fit);
        }
      }
    }
    return changed == null ? event : event.with(new Json.Obj(changed), event.rawRef());
  }

  /// What an event says of an error; null when it says nothing.
  public static Json.@Nullable Obj errorOf(Event event) {
    Json said = event.attributes().get("error");
    return said == null ? null : error(said);
  }

  /// A text is the message of an error without a code of its own.
  private static Json.@Nullable Obj error(Json value) {
    return switch (value) {
      case Json.Str text when !text.value().isBlank() ->
          Json.object().put("code", "error").put("message", text).build();
      case Json.Obj said -> {
        Json code = text(said.get("code"), Json.of("error"));
        Json message = text(said.get("message"), code);
        boolean isSame = code == said.get("code") && message == said.get("message");
        Json whole = ERROR.fit(isSame ? said : said.with("code", code).with("message", message));
        yield whole instanceof Json.Obj error ? error : null;
      }
      default -> null;
    };
  }

  private static Json text(@Nullable Json value, Json otherwise) {
    Json text = value == null ? null : TEXT.fit(value);
    return text == null ? otherwise : text;
  }

  private static @Nullable Json whole(Json value) {
    Long whole =
        value instanceof Json.Num ? Json.object().put("n", value).build().whole("n") : null;
    return whole == null || whole < 0 ? null : value;
  }

  private static @Nullable Json captured(Json value) {
    return value instanceof Json.Str text && List.of("all", "cut", "none").contains(text.value())
        ? text
        : null;
  }

  private static @Nullable Json quoteRule(Json value) {
    return value instanceof Json.Str text && text.value().matches("quote\\.[a-z0-9-]+@[0-9]+")
        ? text
        : null;
  }

  /// Of the items those that fit; the same when all do.
  private static Type list(Type item) {
    return value -> {
      if (!(value instanceof Json.Arr array)) {
        return null;
      }
      List<Json> items = new ArrayList<>();
      boolean isSame = true;
      for (Json one : array.items()) {
        Json fit = item.fit(one);
        isSame &= fit == one;
        if (fit != null) {
          items.add(fit);
        }
      }
      return isSame ? value : new Json.Arr(items);
    };
  }

  /// @param required without one of them it is none; a text that is not there is empty
  /// @param closed whether it has no other members
  private static Type of(Map<String, Type> types, List<String> required, boolean closed) {
    return value -> {
      if (!(value instanceof Json.Obj object)) {
        return null;
      }
      Map<String, Json> members = new LinkedHashMap<>();
      boolean isSame = true;
      for (Map.Entry<String, Json> one : object.members().entrySet()) {
        Type type = types.get(one.getKey());
        Json fit = type == null ? closed ? null : one.getValue() : type.fit(one.getValue());
        isSame &= fit == one.getValue();
        if (fit != null) {
          members.put(one.getKey(), fit);
        }
      }
      for (String name : required) {
        if (!members.containsKey(name)) {
          Json none = types.get(name) == TEXT ? Json.of("") : Json.NULL;
          if (types.get(name) != TEXT && types.get(name) != ANY) {
            return null;
          }
          members.put(name, none);
          isSame = false;
        }
      }
      return isSame ? value : new Json.Obj(members);
    };
  }
}
