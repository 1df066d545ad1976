package dev.clew.core.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A JSON value. Immutable and thread-safe. Objects keep the order of their members as written; the
/// order is not part of equality, and [Canonical] sorts it away.
///
/// Numbers keep the text that they were written with, so that an identifier such as
/// `12345678901234567890` passes through clew unharmed. [Canonical] accepts only numbers that
/// survive an IEEE 754 double; [#interoperable] turns the others into strings first.
public sealed interface Json {
  Null NULL = new Null();
  Bool TRUE = new Bool(true);
  Bool FALSE = new Bool(false);
  Obj EMPTY_OBJECT = new Obj(Map.of());
  Arr EMPTY_ARRAY = new Arr(List.of());

  /// The JSON `null`. A missing member is a Java `null` instead.
  record Null() implements Json {
    @Override
    public String toString() {
      return "null";
    }
  }

  record Bool(boolean value) implements Json {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /// A number by the text it was written with. Equality is by value: `1.0` equals `1`.
  record Num(String text) implements Json {
    public Num {
      if (!isNumber(text)) {
        throw new IllegalArgumentException("not a JSON number: " + text);
      }
    }

    public BigDecimal decimal() {
      return new BigDecimal(text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Num that
          && (text.equals(that.text) || decimal().compareTo(that.decimal()) == 0);
    }

    @Override
    public int hashCode() {
      return Double.hashCode(decimal().doubleValue() + 0.0);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  record Str(String value) implements Json {
    public Str {
      Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
      return JsonWriter.compact(this);
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = items instanceof LazyItems ? items : List.copyOf(items);
    }

    /// An array whose items are made whenever they are looked at, and are not kept: for one that is
    /// large and written once.
    ///
    /// @param item gives equal values for equal indexes, from 0
    public static Arr lazily(int size, IntFunction<? extends Json> item) {
      return new Arr(new LazyItems(size, item));
    }

    public int size() {
      return items.size();
    }

    @Override
    public String toString() {
      return JsonWriter.compact(this);
    }
  }

  record Obj(Map<String, Json> members) implements Json {
    public Obj {
      members = SmallMembers.copyOf(members);
    }

    public @Nullable Json get(String name) {
      return members.get(name);
    }

    public boolean has(String name) {
      return members.containsKey(name);
    }

    /// The string member of that name; null when it is absent or not a string.
    public @Nullable String text(String name) {
      return members.get(name) instanceof Str string ? string.value() : null;
    }

    /// The string member of that name, or `otherwise` when it is absent or not a string.
    public String text(String name, String otherwise) {
      return members.get(name) instanceof Str string ? string.value() : otherwise;
    }

    /// The whole number member of that name; null when it is absent or not a whole number that fits
    /// a long.
    public @Nullable Long whole(String name) {
      return members.get(name) instanceof Num number ? wholeOf(number) : null;
    }

    public boolean flag(String name) {
      return members.get(name) instanceof Bool bool && bool.value();
    }

    /// The object member of that name; an empty object when it is absent or not an object.
    public Obj object(String name) {
      return members.get(name) instanceof Obj object ? object : EMPTY_OBJECT;
    }

    /// The items of the array member of that name; empty when it is absent or not an array.
    public List<Json> list(String name) {
      return members.get(name) instanceof Arr array ? array.items() : List.of();
    }

    /// The objects of the array member of that name; other items are left out.
    public List<Obj> objects(String name) {
      List<Obj> objects = new ArrayList<>();
      for (Json item : list(name)) {
        if (item instanceof Obj object) {
          objects.add(object);
        }
      }
      return objects;
    }

    /// A copy with that member set, or added at the end.
    public Obj with(String name, Json value) {
      Map<String, Json> copy = new LinkedHashMap<>(members);
      copy.put(name, value);
      return new Obj(copy);
    }

    /// A copy with what is made of each value, without the members of which nothing is made; the
    /// same object when nothing changes.
    @SuppressWarnings("ReferenceEquality") // equal values would cost a walk
    public Obj replacing(BiFunction<String, Json, @Nullable Json> made) {
      Map<String, @Nullable Json> changes = new HashMap<>();
      members.forEach((name, value) -> {
        Json other = made.apply(name, value);
        if (other != value) {
          changes.put(name, other);
        }
      });
      if (changes.isEmpty()) {
        return this;
      }
      Map<String, Json> changed = new LinkedHashMap<>(members);
      changed.putAll(changes);
      changed.values().removeIf(Objects::isNull);
      return new Obj(changed);
    }

    /// Those members alone that are wanted, in their order.
    public Obj keeping(BiPredicate<String, Json> wanted) {
      Map<String, Json> kept = new LinkedHashMap<>();
      members.forEach((name, value) -> {
        if (wanted.test(name, value)) {
          kept.put(name, value);
        }
      });
      return new Obj(kept);
    }

    @Override
    public String toString() {
      return JsonWriter.compact(this);
    }
  }

  /// Collects members in order. A null value leaves the member out: absent is absent, not `null`.
  final class Builder {
    private final Map<String, Json> members = new LinkedHashMap<>();

    private Builder() {}

    public Builder put(String name, @Nullable Json value) {
      if (value != null) {
        members.put(name, value);
      }
      return this;
    }

    public Builder put(String name, @Nullable String value) {
      return put(name, value == null ? null : new Str(value));
    }

    public Builder put(String name, @Nullable Long value) {
      return put(name, value == null ? null : of(value.longValue()));
    }

    public Builder put(String name, @Nullable Integer value) {
      return put(name, value == null ? null : of(value.longValue()));
    }

    public Builder put(String name, boolean value) {
      return put(name, of(value));
    }

    public Builder put(String name, List<? extends Json> items) {
      return put(name, new Arr(List.copyOf(items)));
    }

    public Builder putAll(Obj other) {
      members.putAll(other.members());
      return this;
    }

    public boolean isEmpty() {
      return members.isEmpty();
    }

    public Obj build() {
      return new Obj(members);
    }
  }

  static Builder object() {
    return new Builder();
  }

  /// An object of names and their values, both of which belong to it from now on; objects may share
  /// their names.
  ///
  /// @param names of which none occurs twice
  static Obj object(String[] names, Json[] values) {
    return new Obj(SmallMembers.of(names, values));
  }

  static Str of(String value) {
    return new Str(value);
  }

  static Num of(long value) {
    return new Num(Long.toString(value));
  }

  static Bool of(boolean value) {
    return value ? TRUE : FALSE;
  }

  static Json ofNullable(@Nullable String value) {
    return value == null ? NULL : new Str(value);
  }

  static Arr strings(List<String> values) {
    List<Json> items = new ArrayList<>(values.size());
    for (String value : values) {
      items.add(new Str(value));
    }
    return new Arr(items);
  }

  /// The number as a long; null when it has a fraction or does not fit.
  static @Nullable Long wholeOf(Num number) {
    if (isPlain(number.text())) {
      return Long.parseLong(number.text());
    }
    try {
      return number.decimal().longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /// Digits alone, and so few that they fit a long: nearly every whole number.
  private static boolean isPlain(String number) {
    for (int at = 0; at < number.length(); at++) {
      if (number.charAt(at) < '0' || number.charAt(at) > '9') {
        return false;
      }
    }
    return number.length() <= 18;
  }

  /// The same value with every number that an IEEE 754 double cannot carry (RFC 7493 §2.2) as a
  /// string, and every lone surrogate as the six characters of its escape, because neither has
  /// canonical bytes. Reversible by a reader that knows the source; the same on every back end.
  static Json interoperable(Json value) {
    return isInteroperable(value) ? value : changed(value);
  }

  private static boolean isInteroperable(Json value) {
    return switch (value) {
      case Num number -> Numbers.isInteroperable(number);
      case Str string -> !Surrogates.hasLone(string.value());
      case Arr array -> {
        for (Json item : array.items()) {
          if (!isInteroperable(item)) {
            yield false;
          }
        }
        yield true;
      }
      case Obj object -> {
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          if (Surrogates.hasLone(member.getKey()) || !isInteroperable(member.getValue())) {
            yield false;
          }
        }
        yield true;
      }
      case Null nothing -> true;
      case Bool bool -> true;
    };
  }

  private static Json changed(Json value) {
    return switch (value) {
      case Num number -> Numbers.isInteroperable(number) ? number : new Str(number.text());
      case Str string -> new Str(interoperable(string.value()));
      case Arr array -> {
        List<Json> items = new ArrayList<>(array.size());
        for (Json item : array.items()) {
          items.add(interoperable(item));
        }
        yield new Arr(items);
      }
      case Obj object -> {
        Map<String, Json> members = new LinkedHashMap<>();
        object
            .members()
            .forEach((name, member) -> members.put(interoperable(name), interoperable(member)));
        yield new Obj(members);
      }
      case Null nothing -> nothing;
      case Bool bool -> bool;
    };
  }

  /// The same text with every lone surrogate as the six characters of its escape.
  static String interoperable(String text) {
    return Surrogates.escapeLone(text);
  }

  /// Whether the text is one number by RFC 8259 §6, and nothing else.
  static boolean isNumber(String text) {
    return Numbers.isNumber(text);
  }
}
