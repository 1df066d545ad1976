package dev.clew.core.fact.run;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of the lines of a command.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record PrintedLines(Json.Obj attributes) implements Part {
  public static final Attribute<Long> EVENTS = Attribute.whole("events", "How many have a row.");

  public static final Attribute<Long> NOT_STORED =
      Attribute.whole("not_stored", "How many are only counted.");

  public static final PartType<PrintedLines> TYPE =
      PartType.of(
          PrintedLines.class,
          PrintedLines::new,
          "What became of the lines of a command.",
          List.of(EVENTS, NOT_STORED));

  public @Nullable Long events() {
    return get(EVENTS);
  }

  public @Nullable Long notStored() {
    return get(NOT_STORED);
  }
}
