package dev.clew.core.fact.log;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a command printed, by template; several such events for many templates.
///
/// The kinds: `output_summarised`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record OutputSummarised(Json.Obj attributes) implements Fact {
  public static final Attribute<Long> LINES = Attribute.whole("lines", "How many.").by(Writer.EXEC);

  public static final Attribute<Long> ROWS =
      Attribute.whole("rows", "Of how many lines there is a row.").by(Writer.EXEC);

  public static final Attribute<Long> UNCOUNTED =
      Attribute.whole("uncounted", "Lines of further templates.").by(Writer.EXEC);

  public static final Attribute<List<PrintedTemplate>> TEMPLATES =
      Attribute.parts("templates", PrintedTemplate.TYPE, "One for each template.").by(Writer.EXEC);

  public static final FactType TYPE =
      new FactType(
          "OutputSummarised",
          List.of(Kind.OUTPUT_SUMMARISED),
          "What a command printed, by template; several such events for many templates.",
          List.of(LINES, ROWS, UNCOUNTED, TEMPLATES));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static OutputSummarised from(Event event) {
    return new OutputSummarised(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable Long lines() {
    return get(LINES);
  }

  public @Nullable Long rows() {
    return get(ROWS);
  }

  public @Nullable Long uncounted() {
    return get(UNCOUNTED);
  }

  public List<PrintedTemplate> templates() {
    return get(TEMPLATES, List.of());
  }
}
