package dev.clew.core.fact.part;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value with a name and where it came from: an input of a run, a value that a stage was given,
/// an output.
///
/// @param attributes as they stand in the attribute
public record NamedValue(Json.Obj attributes) implements Part {
  public static final Attribute<String> NAME = Attribute.text("name", "What it is called.");

  public static final Attribute<Json> VALUE =
      Attribute.json("value", "The value; `null` when there is none.");

  public static final Attribute<String> VALUE_TYPE =
      Attribute.text("type", "Of an input of a run: its declared type.");

  public static final Attribute<String> SOURCE =
      Attribute.text("source", "Of an input of a run: who gave it.");

  public static final Attribute<String> AT =
      Attribute.text("at", "Where it was used or put: `body`, `headers.Authorization`.");

  public static final Attribute<String> TEMPLATE =
      Attribute.text("template", "What it was read by; absent: it was literal.");

  public static final Attribute<Origin> ORIGIN =
      Attribute.part("origin", Origin.TYPE, "What it was read from.");

  public static final Attribute<Missing> MISSING =
      Attribute.part("missing", Missing.TYPE, "Why there is no value; absent: there is one.");

  public static final Attribute<Boolean> SECRET =
      Attribute.flag("secret", "It must not be shown; absent: it may.");

  public static final PartType<NamedValue> TYPE =
      PartType.of(
              NamedValue.class,
              NamedValue::new,
              "A value with a name and where it came from.",
              List.of(NAME, VALUE, VALUE_TYPE, SOURCE, AT, TEMPLATE, ORIGIN, MISSING, SECRET))
          .required(NAME, VALUE)
          .closed();

  public String name() {
    return get(NAME, "");
  }

  public Json value() {
    return get(VALUE, Json.NULL);
  }

  public @Nullable String valueType() {
    return get(VALUE_TYPE);
  }

  public @Nullable String source() {
    return get(SOURCE);
  }

  public @Nullable String at() {
    return get(AT);
  }

  public @Nullable String template() {
    return get(TEMPLATE);
  }

  public @Nullable Origin origin() {
    return get(ORIGIN);
  }

  public @Nullable Missing missing() {
    return get(MISSING);
  }

  public boolean secret() {
    return get(SECRET, false);
  }

  /// What a report shows of it: without its declared type and who gave it.
  public Json.Obj toJson() {
    return new Attributes()
        .with(NAME, name())
        .with(VALUE, value())
        .with(AT, at())
        .with(TEMPLATE, template())
        .with(ORIGIN, origin())
        .with(MISSING, missing())
        .with(SECRET, secret() ? Boolean.TRUE : null)
        .build();
  }
}
