package dev.clew.core.fact.stage;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.fact.part.NamedText;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A try of a stage began.
///
/// The kinds: `stage_started`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record StageStarted(Json.Obj attributes) implements Fact {
  public static final Attribute<String> KIND =
      Attribute.text("kind", "As in the plan.")
          .by(Writer.RUN, Writer.IMPORT, Writer.OTLP, Writer.LINEAGE, Writer.CI_LOG);

  public static final Attribute<List<NamedValue>> INPUTS =
      Attribute.parts("inputs", NamedValue.TYPE, "What it was given.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<LoopPlan> LOOP =
      Attribute.part("loop", LoopPlan.TYPE, "Of a loop.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<Boolean> MOCKED =
      Attribute.flag("mocked", "A mock answers.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<Mock> MOCK =
      Attribute.part("mock", Mock.TYPE, "Which mock.").by(Writer.RUN);

  public static final Attribute<String> CONTENT_TYPE =
      Attribute.text("content_type", "Of the answer of a mock.").by(Writer.RUN);

  public static final Attribute<List<NamedText>> HEADERS =
      Attribute.parts("headers", NamedText.TYPE, "Of the answer of a mock.").by(Writer.RUN);

  public static final Attribute<String> WORKFLOW_FILE =
      Attribute.text("workflow_file", "The definition of a child workflow.").by(Writer.RUN);

  public static final Attribute<String> PLUGIN =
      Attribute.text("plugin", "The kind of plug-in.").by(Writer.RUN);

  public static final FactType TYPE =
      new FactType(
          "StageStarted",
          List.of(Kind.STAGE_STARTED),
          "A try of a stage began.",
          List.of(KIND, INPUTS, LOOP, MOCKED, MOCK, CONTENT_TYPE, HEADERS, WORKFLOW_FILE, PLUGIN));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static StageStarted from(Event event) {
    return new StageStarted(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String kind() {
    return get(KIND);
  }

  public List<NamedValue> inputs() {
    return get(INPUTS, List.of());
  }

  public @Nullable LoopPlan loop() {
    return get(LOOP);
  }

  public boolean mocked() {
    return get(MOCKED, false);
  }

  public @Nullable Mock mock() {
    return get(MOCK);
  }

  public @Nullable String contentType() {
    return get(CONTENT_TYPE);
  }

  public List<NamedText> headers() {
    return get(HEADERS, List.of());
  }

  public @Nullable String workflowFile() {
    return get(WORKFLOW_FILE);
  }

  public @Nullable String plugin() {
    return get(PLUGIN);
  }
}
