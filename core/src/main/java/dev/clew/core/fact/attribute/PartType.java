package dev.clew.core.fact.attribute;

import dev.clew.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An object with known members, as the value of an attribute. Immutable.
///
/// @param <T> the record that reads it
public final class PartType<T extends Part> {
  private final String name;
  private final Function<Json.Obj, T> reader;
  private final String meaning;
  private final Map<String, Attribute<?>> members;
  private final List<Attribute<?>> required;
  private final boolean isClosed;
  private final UnaryOperator<Json> coercion;

  private PartType(
      String name,
      Function<Json.Obj, T> reader,
      String meaning,
      Map<String, Attribute<?>> members,
      List<Attribute<?>> required,
      boolean isClosed,
      UnaryOperator<Json> coercion) {
    this.name = name;
    this.reader = reader;
    this.meaning = meaning;
    this.members = members;
    this.required = required;
    this.isClosed = isClosed;
    this.coercion = coercion;
  }

  /// @param meaning what such an object is, in Markdown
  /// @param members in the order of the documentation
  public static <T extends Part> PartType<T> of(
      Class<T> type,
      Function<Json.Obj, T> reader,
      String meaning,
      List<? extends Attribute<?>> members) {
    Map<String, Attribute<?>> byName = new LinkedHashMap<>();
    for (Attribute<?> member : members) {
      byName.put(member.name(), member);
    }
    return new PartType<>(
        type.getSimpleName(), reader, meaning, byName, List.of(), false, value -> value);
  }

  /// Without one of them it is nothing of the kind, except that a text which is not there is empty
  /// and a value which is not there is null.
  public PartType<T> required(Attribute<?>... names) {
    return new PartType<>(name, reader, meaning, members, List.of(names), isClosed, coercion);
  }

  /// Other members are left out of what is derived from it; the row keeps them.
  public PartType<T> closed() {
    return new PartType<>(name, reader, meaning, members, required, true, coercion);
  }

  /// @param read makes of what some producers write what it plainly means; gives all else as it is
  public PartType<T> coerced(UnaryOperator<Json> read) {
    return new PartType<>(name, reader, meaning, members, required, isClosed, read);
  }

  public String name() {
    return name;
  }

  public String meaning() {
    return meaning;
  }

  public List<Attribute<?>> members() {
    return List.copyOf(members.values());
  }

  /// What a part says without the members that have the trait. Those that clew does not know have
  /// none.
  public Json.Obj without(Part part, Trait trait) {
    return part.attributes().keeping((member, value) -> !trait.isOf(members.get(member)));
  }

  T read(Json.Obj object) {
    return reader.apply(object);
  }

  /// The same object when all its members are as they should be; null when it is nothing of the
  /// kind.
  @Nullable Json fit(Json said) {
    Json value = coercion.apply(said);
    if (!(value instanceof Json.Obj object)) {
      return null;
    }
    Json.Obj fitting = object.replacing(this::fitMember);
    for (Attribute<?> member : required) {
      if (!fitting.has(member.name())) {
        Json empty = member.empty();
        if (empty == null) {
          return null;
        }
        fitting = fitting.with(member.name(), empty);
      }
    }
    return fitting;
  }

  private @Nullable Json fitMember(String member, Json value) {
    Attribute<?> attribute = members.get(member);
    if (attribute == null) {
      return isClosed ? null : value;
    }
    return attribute.fit(value);
  }

  /// The JSON Schema of such an object.
  public Json.Obj schema() {
    Json.Builder properties = Json.object();
    members.forEach((member, attribute) -> properties.put(member, attribute.schema()));
    return Json.object()
        .put("type", "object")
        .put("description", meaning)
        .put("properties", properties.build())
        .build();
  }
}
