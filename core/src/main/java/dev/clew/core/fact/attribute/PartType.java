package dev.clew.core.fact.attribute;

import dev.clew.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Set<String> required;
  private final boolean isClosed;
  private final UnaryOperator<Json> coercion;

  private PartType(
      String name,
      Function<Json.Obj, T> reader,
      String meaning,
      Map<String, Attribute<?>> members,
      Set<String> required,
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
        type.getSimpleName(), reader, meaning, byName, Set.of(), false, value -> value);
  }

  /// Without one of them it is nothing of the kind, except that a text which is not there is empty
  /// and a value which is not there is null.
  public PartType<T> required(Attribute<?>... names) {
    Map<String, Attribute<?>> all = new LinkedHashMap<>();
    for (Attribute<?> one : names) {
      all.put(one.name(), one);
    }
    return new PartType<>(
        name, reader, meaning, members, Set.copyOf(all.keySet()), isClosed, coercion);
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
  @SuppressWarnings("ReferenceEquality") // the same object has not changed; equal ones cost a walk
  @Nullable Json fit(Json said) {
    Json value = coercion.apply(said);
    if (!(value instanceof Json.Obj object)) {
      return null;
    }
    Map<String, Json> fitting = new LinkedHashMap<>();
    boolean isSame = true;
    for (Map.Entry<String, Json> one : object.members().entrySet()) {
      Attribute<?> member = members.get(one.getKey());
      Json fit = member == null ? isClosed ? null : one.getValue() : member.fit(one.getValue());
      isSame &= fit == one.getValue();
      if (fit != null) {
        fitting.put(one.getKey(), fit);
      }
    }
    for (Attribute<?> member : members.values()) {
      if (required.contains(member.name()) && !fitting.containsKey(member.name())) {
        Json empty = member.empty();
        if (empty == null) {
          return null;
        }
        fitting.put(member.name(), empty);
        isSame = false;
      }
    }
    return isSame ? value : new Json.Obj(fitting);
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
