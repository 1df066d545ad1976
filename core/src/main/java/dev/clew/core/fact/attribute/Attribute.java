package dev.clew.core.fact.attribute;

import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A well-known attribute of events: its name on the wire, its type, what it means. It is declared
/// once, in the fact or the part that has it, and both those who write and those who read use that
/// declaration. Immutable.
///
/// @param <T> in Java: a `Duration` for milliseconds, a list for an array
public final class Attribute<T> {
  private final String name;
  private final AttributeType<T> type;
  private final String meaning;
  private final Set<Writer> writers;
  private final Set<Trait> traits;
  private final @Nullable PartType<?> part;

  private Attribute(
      String name,
      AttributeType<T> type,
      String meaning,
      Set<Writer> writers,
      Set<Trait> traits,
      @Nullable PartType<?> part) {
    this.name = name;
    this.type = type;
    this.meaning = meaning;
    this.writers = writers;
    this.traits = traits;
    this.part = part;
  }

  private static <T> Attribute<T> of(String name, AttributeType<T> type, String meaning) {
    return new Attribute<>(name, type, meaning, Set.of(), Set.of(), null);
  }

  public static Attribute<String> text(String name, String meaning) {
    return of(name, AttributeType.TEXT, meaning);
  }

  /// A text out of a few; another one is nothing.
  public static Attribute<String> word(String name, String meaning, String... allowed) {
    return of(name, AttributeType.oneOf(Set.of(allowed)), meaning);
  }

  /// A text of a form; another one is nothing.
  public static Attribute<String> matching(String name, String form, String meaning) {
    return of(name, AttributeType.matching(Pattern.compile(form)), meaning);
  }

  /// From 0 on.
  public static Attribute<Long> whole(String name, String meaning) {
    return of(name, AttributeType.WHOLE, meaning);
  }

  public static Attribute<Json> number(String name, String meaning) {
    return of(name, AttributeType.NUMBER, meaning);
  }

  public static Attribute<Boolean> flag(String name, String meaning) {
    return of(name, AttributeType.FLAG, meaning);
  }

  /// @param name ends in `_ms`
  public static Attribute<Duration> millis(String name, String meaning) {
    return of(name, AttributeType.MILLIS, meaning);
  }

  public static Attribute<Timestamp> time(String name, String meaning) {
    return of(name, AttributeType.TIME, meaning);
  }

  public static Attribute<List<String>> texts(String name, String meaning) {
    return of(name, AttributeType.listOf(AttributeType.TEXT), meaning);
  }

  public static Attribute<Json> json(String name, String meaning) {
    return of(name, AttributeType.ANY, meaning);
  }

  public static Attribute<List<Json>> jsons(String name, String meaning) {
    return of(name, AttributeType.listOf(AttributeType.ANY), meaning);
  }

  /// With members of whatever name.
  public static Attribute<Json.Obj> object(String name, String meaning) {
    return of(name, AttributeType.OBJECT, meaning);
  }

  public static <T extends Part> Attribute<T> part(String name, PartType<T> part, String meaning) {
    return of(name, AttributeType.of(part), meaning).with(part);
  }

  public static <T extends Part> Attribute<List<T>> parts(
      String name, PartType<T> part, String meaning) {
    return of(name, AttributeType.listOf(AttributeType.of(part)), meaning).with(part);
  }

  private Attribute<T> with(PartType<?> described) {
    return new Attribute<>(name, type, meaning, writers, traits, described);
  }

  /// The same, with those of clew's producers that write it.
  public Attribute<T> by(Writer first, Writer... more) {
    Set<Writer> all = Collections.unmodifiableSet(EnumSet.of(first, more));
    return new Attribute<>(name, type, meaning, all, traits, part);
  }

  /// The same, with what it is to those who compare and repeat runs.
  public Attribute<T> that(Trait first, Trait... more) {
    Set<Trait> all = Collections.unmodifiableSet(EnumSet.of(first, more));
    return new Attribute<>(name, type, meaning, writers, all, part);
  }

  /// On the wire, in snake_case.
  public String name() {
    return name;
  }

  /// Markdown; says what absence means, where that is not plain.
  public String meaning() {
    return meaning;
  }

  /// In the order of [Writer]; empty for a member of a part.
  public Set<Writer> writers() {
    return writers;
  }

  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /// The type as the documentation names it, in Markdown.
  public String typeWords() {
    return type.words();
  }

  /// The JSON Schema of its value.
  public Json.Obj schema() {
    return type.schema().with("description", Json.of(meaning));
  }

  /// What its value, or each item of its value, is made of; null for one that has no members.
  public @Nullable PartType<?> part() {
    return part;
  }

  /// Null when the attribute is absent, or is not of its type.
  public @Nullable T in(Json.Obj attributes) {
    Json value = attributes.get(name);
    return value == null ? null : type.read(value);
  }

  /// As [#in], of what the value plainly means if it is of another type.
  public @Nullable T fitted(Json.Obj attributes) {
    Json value = attributes.get(name);
    Json fit = value == null ? null : type.fit(value);
    return fit == null ? null : type.read(fit);
  }

  public Json json(T value) {
    return type.write(value);
  }

  /// What a value that a producer wrote is in the type of this attribute; the same object when it
  /// is of that type; null when it is nothing of the kind.
  public @Nullable Json fit(Json value) {
    return type.fit(value);
  }

  /// What stands for one that is not there; null when nothing can.
  @Nullable Json empty() {
    return type.empty();
  }

  @Override
  public String toString() {
    return name;
  }
}
