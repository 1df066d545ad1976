package dev.clew.core.fact.log;

import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of output.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record PrintedLine(Json.Obj attributes) implements Part {
  public static final Attribute<Timestamp> AT = Attribute.time("at", "When it was read.");

  public static final Attribute<Long> OFFSET = Attribute.whole("offset", "In the stored stream.");

  public static final Attribute<Long> LENGTH = Attribute.whole("length", "In bytes.");

  public static final Attribute<String> TEXT = Attribute.text("text", "Its beginning.");

  public static final PartType<PrintedLine> TYPE =
      PartType.of(
          PrintedLine.class,
          PrintedLine::new,
          "One line of output.",
          List.of(AT, OFFSET, LENGTH, TEXT));

  public @Nullable Timestamp at() {
    return get(AT);
  }

  public @Nullable Long offset() {
    return get(OFFSET);
  }

  public @Nullable Long length() {
    return get(LENGTH);
  }

  public String text() {
    return get(TEXT, "");
  }
}
