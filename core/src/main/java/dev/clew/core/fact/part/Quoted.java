package dev.clew.core.fact.part;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is quoted from an answer that says why it failed.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record Quoted(Json.Obj attributes) implements Part {
  public static final Attribute<String> RULE =
      Attribute.matching(
          "rule", "quote\\.[a-z0-9-]+@[0-9]+", "By which rule, `quote.NAME@VERSION`.");

  public static final Attribute<List<NamedText>> FIELDS =
      Attribute.parts("fields", NamedText.TYPE, "The members that were quoted, in their order.");

  public static final Attribute<String> CODE =
      Attribute.text("code", "What the answer calls the error; absent: it has no name for it.");

  public static final Attribute<String> MESSAGE =
      Attribute.text("message", "The words of the answer; absent: it has none.");

  public static final PartType<Quoted> TYPE =
      PartType.of(
              Quoted.class,
              Quoted::new,
              "What is quoted from an answer that says why it failed.",
              List.of(RULE, FIELDS, CODE, MESSAGE))
          .required(RULE, FIELDS)
          .closed();

  public String rule() {
    return get(RULE, "");
  }

  public List<NamedText> fields() {
    return get(FIELDS, List.of());
  }

  public @Nullable String code() {
    return get(CODE);
  }

  public @Nullable String message() {
    return get(MESSAGE);
  }
}
