package dev.clew.core.fact.part;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A name and a text: a header of HTTP, a member of an answer.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record NamedText(Json.Obj attributes) implements Part {
  public static final Attribute<String> NAME = Attribute.text("name", "As it was written.");

  public static final Attribute<String> VALUE =
      Attribute.text("value", "As it was written, redacted.");

  public static final PartType<NamedText> TYPE =
      PartType.of(
              NamedText.class,
              NamedText::new,
              "A name and a text: a header of HTTP, a member of an answer.",
              List.of(NAME, VALUE))
          .required(NAME, VALUE)
          .closed();

  public String name() {
    return get(NAME, "");
  }

  public String value() {
    return get(VALUE, "");
  }

  public static NamedText of(String name, @Nullable String value) {
    return new NamedText(new Attributes().with(NAME, name).with(VALUE, value).build());
  }
}
