package dev.clew.core.fact.attribute;

import dev.clew.core.event.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a kind of event, or of a family of kinds: one line of `docs/events.md` and its
/// attributes. Immutable.
public final class FactType {
  private final String name;
  private final List<Kind> kinds;
  private final String meaning;
  private final boolean isOfClewAlone;
  private final Map<String, Attribute<?>> attributes = new LinkedHashMap<>();

  /// @param name of the record that reads it
  /// @param kinds whose events say it; none for what an event of any kind may say
  /// @param meaning what such an event says, in Markdown
  /// @param attributes in the order of the documentation
  public FactType(
      String name, List<Kind> kinds, String meaning, List<? extends Attribute<?>> attributes) {
    this(name, kinds, meaning, attributes, false);
  }

  private FactType(
      String name,
      List<Kind> kinds,
      String meaning,
      List<? extends Attribute<?>> attributes,
      boolean isOfClewAlone) {
    this.name = name;
    this.kinds = List.copyOf(kinds);
    this.meaning = meaning;
    this.isOfClewAlone = isOfClewAlone;
    for (Attribute<?> attribute : attributes) {
      this.attributes.put(attribute.name(), attribute);
    }
  }

  /// The same, which a command cannot say of the attempt that it runs in: clew begins and ends
  /// that, and stores what it prints.
  public FactType ofClewAlone() {
    return new FactType(name, kinds, meaning, attributes(), true);
  }

  /// Whether a command cannot say it of the attempt that it runs in.
  public boolean isOfClewAlone() {
    return isOfClewAlone;
  }

  public String name() {
    return name;
  }

  public List<Kind> kinds() {
    return kinds;
  }

  public String meaning() {
    return meaning;
  }

  public List<Attribute<?>> attributes() {
    return List.copyOf(attributes.values());
  }

  /// Null for a name that this fact does not know.
  public @Nullable Attribute<?> attribute(String wire) {
    return attributes.get(wire);
  }
}
