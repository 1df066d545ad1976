package dev.clew.core.fact.attribute;

import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// Something that is said by attributes: a fact, or a part of one. Implementations are immutable.
public interface Attributed {
  /// As they were said, with those that clew does not know.
  Json.Obj attributes();

  /// Null when the attribute is absent, or is not of its type.
  default <T> @Nullable T get(Attribute<T> attribute) {
    return attribute.in(attributes());
  }

  /// @param otherwise when the attribute is absent, or is not of its type
  default <T> T get(Attribute<T> attribute, T otherwise) {
    T value = attribute.in(attributes());
    return value == null ? otherwise : value;
  }

  /// What is said under that name, of whatever type; null when nothing is.
  default @Nullable Json said(Attribute<?> attribute) {
    return attributes().get(attribute.name());
  }

  /// Whether anything is said under that name, of whatever type.
  default boolean has(Attribute<?> attribute) {
    return attributes().has(attribute.name());
  }

  default boolean isEmpty() {
    return attributes().members().isEmpty();
  }
}
