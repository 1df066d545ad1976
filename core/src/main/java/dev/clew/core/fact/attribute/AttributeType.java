package dev.clew.core.fact.attribute;

import dev.clew.core.event.Millis;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a value stands in JSON. A producer may write anything, so reading has three answers: the
/// value, what another type plainly means (a number where a text belongs), and nothing. Immutable.
///
/// @param <T> in Java
final class AttributeType<T> {
  /// Null when the JSON is of another type.
  @FunctionalInterface
  interface Reader<T> {
    @Nullable T read(Json value);
  }

  /// What a value is in this type; the same object when it is already; null when it is nothing of
  /// the kind.
  @FunctionalInterface
  interface Fitting {
    @Nullable Json fit(Json value);
  }

  static final AttributeType<String> TEXT =
      new AttributeType<>(
          "text",
          schema("string"),
          value -> value instanceof Json.Str text ? text.value() : null,
          Json::of,
          Json.Str.class,
          AttributeType::fitText,
          Json.of(""));

  static final AttributeType<Long> WHOLE =
      new AttributeType<>(
          "whole number",
          Json.object().put("type", "integer").put("minimum", 0).build(),
          value -> value instanceof Json.Num number ? Json.wholeOf(number) : null,
          Json::of,
          null,
          AttributeType::fitWhole,
          null);

  static final AttributeType<Json> NUMBER =
      new AttributeType<>(
          "number",
          schema("number"),
          value -> value instanceof Json.Num ? value : null,
          value -> value,
          Json.Num.class,
          value -> null,
          null);

  static final AttributeType<Boolean> FLAG =
      new AttributeType<>(
          "true or false",
          schema("boolean"),
          value -> value instanceof Json.Bool flag ? flag.value() : null,
          Json::of,
          Json.Bool.class,
          value -> null,
          null);

  static final AttributeType<Duration> MILLIS =
      new AttributeType<>(
          "milliseconds",
          schema("number"),
          value -> value instanceof Json.Num number ? Millis.read(number) : null,
          Millis::of,
          Json.Num.class,
          value -> null,
          null);

  static final AttributeType<Timestamp> TIME =
      new AttributeType<>(
          "UTC instant",
          Json.object().put("type", "string").put("format", "date-time").build(),
          AttributeType::readTime,
          time -> Json.of(time.toString()),
          Json.Str.class,
          value -> null,
          null);

  static final AttributeType<Json> ANY =
      new AttributeType<>(
          "any JSON",
          Json.EMPTY_OBJECT,
          value -> value,
          value -> value,
          null,
          value -> value,
          Json.NULL);

  static final AttributeType<Json.Obj> OBJECT =
      new AttributeType<>(
          "object",
          schema("object"),
          value -> value instanceof Json.Obj object ? object : null,
          value -> value,
          Json.Obj.class,
          value -> null,
          null);

  private final String words;
  private final Json.Obj schema;
  private final Reader<T> reader;
  private final Function<T, Json> writer;
  private final @Nullable Class<? extends Json> plain;
  private final Fitting fitting;
  private final @Nullable Json empty;

  /// @param plain the JSON type of which every value fits as it is; null when each is looked at
  /// @param fitting for any other value
  private AttributeType(
      String words,
      Json.Obj schema,
      Reader<T> reader,
      Function<T, Json> writer,
      @Nullable Class<? extends Json> plain,
      Fitting fitting,
      @Nullable Json empty) {
    this.words = words;
    this.schema = schema;
    this.reader = reader;
    this.writer = writer;
    this.plain = plain;
    this.fitting = fitting;
    this.empty = empty;
  }

  /// A text out of a few.
  static AttributeType<String> oneOf(Set<String> allowed) {
    return new AttributeType<>(
        "text",
        schema("string").with("enum", Json.strings(List.copyOf(new TreeSet<>(allowed)))),
        TEXT.reader,
        Json::of,
        null,
        value -> value instanceof Json.Str text && allowed.contains(text.value()) ? text : null,
        null);
  }

  /// A text of that form.
  static AttributeType<String> matching(Pattern form) {
    return new AttributeType<>(
        "text",
        schema("string").with("pattern", Json.of("^" + form.pattern() + "$")),
        TEXT.reader,
        Json::of,
        null,
        value ->
            value instanceof Json.Str text && form.matcher(text.value()).matches() ? text : null,
        null);
  }

  static <T extends Part> AttributeType<T> of(PartType<T> part) {
    return new AttributeType<>(
        "[" + part.name() + "](#" + part.name().toLowerCase(Locale.ROOT) + ")",
        Json.object().put("$ref", "#/$defs/" + part.name()).build(),
        value -> value instanceof Json.Obj object ? part.read(object) : null,
        Part::attributes,
        null,
        part::fit,
        null);
  }

  /// Items of another type are left out.
  static <T> AttributeType<List<T>> listOf(AttributeType<T> item) {
    return new AttributeType<>(
        "list of " + item.words,
        schema("array").with("items", item.schema),
        value -> value instanceof Json.Arr array ? read(array, item) : null,
        items -> new Json.Arr(items.stream().map(item.writer).toList()),
        null,
        value -> value instanceof Json.Arr array ? fit(array, item) : null,
        null);
  }

  /// As the documentation names it.
  String words() {
    return words;
  }

  Json.Obj schema() {
    return schema;
  }

  @Nullable T read(Json value) {
    return reader.read(value);
  }

  Json write(T value) {
    return writer.apply(value);
  }

  @Nullable Json fit(Json value) {
    return value.getClass() == plain ? value : fitting.fit(value);
  }

  /// What stands for one that is not there; null when nothing can.
  @Nullable Json empty() {
    return empty;
  }

  private static Json.Obj schema(String type) {
    return Json.object().put("type", type).build();
  }

  private static <T> List<T> read(Json.Arr array, AttributeType<T> item) {
    List<T> items = new ArrayList<>(array.size());
    for (Json one : array.items()) {
      T value = item.read(one);
      if (value != null) {
        items.add(value);
      }
    }
    return items;
  }

  @SuppressWarnings("ReferenceEquality") // the same object has not changed; equal ones cost a walk
  private static Json fit(Json.Arr array, AttributeType<?> item) {
    List<Json> items = new ArrayList<>();
    boolean isSame = true;
    for (Json one : array.items()) {
      Json fit = item.fit(one);
      isSame &= fit == one;
      if (fit != null) {
        items.add(fit);
      }
    }
    return isSame ? array : new Json.Arr(items);
  }

  static @Nullable Json fitText(Json value) {
    return switch (value) {
      case Json.Str text -> text;
      case Json.Num number -> Json.of(number.text());
      case Json.Bool flag -> Json.of(Boolean.toString(flag.value()));
      default -> null;
    };
  }

  private static @Nullable Json fitWhole(Json value) {
    Long whole = value instanceof Json.Num number ? Json.wholeOf(number) : null;
    return whole == null || whole < 0 ? null : value;
  }

  private static @Nullable Timestamp readTime(Json value) {
    try {
      return value instanceof Json.Str text ? Timestamp.parse(text.value()) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
