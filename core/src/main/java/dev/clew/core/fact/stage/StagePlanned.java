package dev.clew.core.fact.stage;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stage that the plan has.
///
/// The kinds: `stage_planned`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record StagePlanned(Json.Obj attributes) implements Fact {
  public static final Attribute<Long> INDEX =
      Attribute.whole("index", "Its place in the plan.")
          .by(Writer.RUN, Writer.IMPORT)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> KIND =
      Attribute.text("kind", "What sort of stage it is, in the words of its language.")
          .by(Writer.RUN, Writer.IMPORT, Writer.OTHERS);

  public static final Attribute<String> RUN_IF =
      Attribute.text("run_if", "The condition.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<String> API =
      Attribute.text("api", "The API of the catalog.").by(Writer.RUN);

  public static final Attribute<String> METHOD =
      Attribute.text("method", "Of the request.").by(Writer.RUN);

  public static final Attribute<String> ENDPOINT =
      Attribute.text("endpoint", "The path, as a template.").by(Writer.RUN);

  public static final Attribute<String> EXPECTED_STATUSES =
      Attribute.text("expected_statuses", "The statuses that are a success.").by(Writer.RUN);

  public static final Attribute<String> WORKFLOW_FILE =
      Attribute.text("workflow_file", "The definition of a child workflow.").by(Writer.RUN);

  public static final Attribute<String> PLUGIN =
      Attribute.text("plugin", "The kind of plug-in.").by(Writer.RUN);

  public static final Attribute<List<String>> DEPENDS_ON =
      Attribute.texts(
              "depends_on", "Stages that come before it; absent: the one before it in the plan.")
          .by(Writer.RUN);

  public static final Attribute<List<StageReference>> REFERENCES =
      Attribute.parts("references", StageReference.TYPE, "The values that it reads.")
          .by(Writer.RUN)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<List<String>> CONSUMES =
      Attribute.texts("consumes", "Ids of artifacts that it reads.")
          .by(Writer.OTHERS)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<List<String>> PRODUCES =
      Attribute.texts("produces", "Ids of artifacts that it makes.")
          .by(Writer.OTHERS)
          .that(Trait.NOT_COMPARED);

  public static final FactType TYPE =
      new FactType(
          "StagePlanned",
          List.of(Kind.STAGE_PLANNED),
          "A stage that the plan has.",
          List.of(
              INDEX,
              KIND,
              RUN_IF,
              API,
              METHOD,
              ENDPOINT,
              EXPECTED_STATUSES,
              WORKFLOW_FILE,
              PLUGIN,
              DEPENDS_ON,
              REFERENCES,
              CONSUMES,
              PRODUCES));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static StagePlanned from(Event event) {
    return new StagePlanned(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable Long index() {
    return get(INDEX);
  }

  public @Nullable String kind() {
    return get(KIND);
  }

  public @Nullable String runIf() {
    return get(RUN_IF);
  }

  public @Nullable String api() {
    return get(API);
  }

  public @Nullable String method() {
    return get(METHOD);
  }

  public @Nullable String endpoint() {
    return get(ENDPOINT);
  }

  public @Nullable String expectedStatuses() {
    return get(EXPECTED_STATUSES);
  }

  public @Nullable String workflowFile() {
    return get(WORKFLOW_FILE);
  }

  public @Nullable String plugin() {
    return get(PLUGIN);
  }

  public List<String> dependsOn() {
    return get(DEPENDS_ON, List.of());
  }

  public List<StageReference> references() {
    return get(REFERENCES, List.of());
  }

  public List<String> consumes() {
    return get(CONSUMES, List.of());
  }

  public List<String> produces() {
    return get(PRODUCES, List.of());
  }
}
