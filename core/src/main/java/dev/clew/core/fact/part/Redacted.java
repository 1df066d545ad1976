package dev.clew.core.fact.part;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was taken out before the first write (`docs/redaction.md`).
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record Redacted(Json.Obj attributes) implements Part {
  public static final Attribute<String> WHERE =
      Attribute.text("where", "The member that held it; absent in a stream.");

  public static final Attribute<String> NAME = Attribute.text("name", "Under which name it stood.");

  public static final Attribute<String> RULE = Attribute.text("rule", "By which rule.");

  public static final Attribute<Long> LEN = Attribute.whole("len", "How many characters it had.");

  public static final Attribute<Long> OFFSET =
      Attribute.whole("offset", "Where its placeholder stands in the stored stream.");

  public static final Attribute<Long> LENGTH =
      Attribute.whole("length", "How long the placeholder is.");

  public static final Attribute<Long> ORIGINAL_OFFSET =
      Attribute.whole("original_offset", "Where it stood in what was printed.");

  public static final Attribute<Long> ORIGINAL_LENGTH =
      Attribute.whole("original_length", "How long it was.");

  public static final PartType<Redacted> TYPE =
      PartType.of(
          Redacted.class,
          Redacted::new,
          "What was taken out before the first write ([`redaction.md`](redaction.md)).",
          List.of(WHERE, NAME, RULE, LEN, OFFSET, LENGTH, ORIGINAL_OFFSET, ORIGINAL_LENGTH));

  public @Nullable String where() {
    return get(WHERE);
  }

  public @Nullable String name() {
    return get(NAME);
  }

  public String rule() {
    return get(RULE, "");
  }

  public @Nullable Long len() {
    return get(LEN);
  }

  public @Nullable Long offset() {
    return get(OFFSET);
  }

  public @Nullable Long length() {
    return get(LENGTH);
  }

  public @Nullable Long originalOffset() {
    return get(ORIGINAL_OFFSET);
  }

  public @Nullable Long originalLength() {
    return get(ORIGINAL_LENGTH);
  }
}
