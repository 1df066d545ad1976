package dev.clew.core.fact.attribute;

import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The attributes of an event, or of a part of one, while they are put together. A null value
/// leaves the attribute out: absent is absent, not `null`. Not thread-safe.
public final class Attributes {
  private final Json.Builder json = Json.object();

  public <T> Attributes with(Attribute<T> attribute, @Nullable T value) {
    json.put(attribute.name(), value == null ? null : attribute.json(value));
    return this;
  }

  public Attributes with(Attribute<Long> attribute, @Nullable Integer value) {
    return with(attribute, value == null ? null : Long.valueOf(value));
  }

  /// Of a value that is JSON already, in the type of the attribute.
  public Attributes withJson(Attribute<?> attribute, @Nullable Json value) {
    json.put(attribute.name(), value);
    return this;
  }

  /// The same of a list.
  public Attributes withJson(Attribute<?> attribute, List<? extends Json> items) {
    json.put(attribute.name(), items);
    return this;
  }

  /// With those that clew does not know.
  public Attributes withAll(Json.Obj more) {
    json.putAll(more);
    return this;
  }

  public Json.Obj build() {
    return json.build();
  }
}
