package dev.clew.core.fact.stage;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a stage ended.
///
/// The kinds: `stage_completed`, `stage_failed`, `stage_skipped`, `stage_not_reached`,
/// `stage_cancelled`, `stage_resolved`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record StageEnded(Json.Obj attributes) implements Fact {
  /// The outcome of one that failed while the run went on.
  public static final String TOLERATED = "tolerated";

  /// The outcome of one that did what it should.
  public static final String SUCCEEDED = "succeeded";

  public static final Attribute<String> OUTCOME =
      Attribute.text(
              "outcome",
              "Of a completed one: `succeeded` or `tolerated` (it failed, and the run went on).")
          .by(Writer.RUN, Writer.EXEC, Writer.IMPORT, Writer.OTLP, Writer.LINEAGE, Writer.CI_LOG);

  public static final Attribute<List<NamedValue>> OUTPUTS =
      Attribute.parts("outputs", NamedValue.TYPE, "What it gave.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<List<NamedValue>> SET =
      Attribute.parts("set", NamedValue.TYPE, "Global values that it set.").by(Writer.RUN);

  public static final Attribute<List<NamedValue>> CONTEXT =
      Attribute.parts("context", NamedValue.TYPE, "Context that it set.").by(Writer.RUN);

  public static final Attribute<String> MESSAGE =
      Attribute.text("message", "What the workflow says of it.").by(Writer.RUN);

  public static final Attribute<Long> HTTP_STATUS =
      Attribute.whole("http_status", "Of its answer.").by(Writer.RUN, Writer.IMPORT, Writer.OTLP);

  public static final Attribute<LatencyBand> LATENCY =
      Attribute.part(
              "latency",
              LatencyBand.TYPE,
              "In which band its time lies; absent: no profile is used.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<ItemTally> ITEMS =
      Attribute.part("items", ItemTally.TYPE, "Of a loop.").by(Writer.RUN);

  public static final Attribute<SaidError> ERROR =
      Attribute.part("error", SaidError.TYPE, "What went wrong; absent: nothing did.")
          .by(Writer.RUN, Writer.EXEC, Writer.IMPORT, Writer.OTLP, Writer.LINEAGE, Writer.CI_LOG);

  public static final Attribute<String> CAUSE_STAGE =
      Attribute.text(
              "cause_stage",
              "The node that it comes from: an item, a stage of a child workflow, the stage that ended the run.")
          .by(Writer.RUN);

  public static final Attribute<String> REASON =
      Attribute.text("reason", "Why it was skipped or not reached.")
          .by(Writer.RUN, Writer.EXEC, Writer.IMPORT);

  public static final Attribute<Long> RETRIES =
      Attribute.whole("retries", "How many times it was tried again.").by(Writer.IMPORT);

  public static final Attribute<Ensured> ENSURE =
      Attribute.part("ensure", Ensured.TYPE, "How its resource was ensured.").by(Writer.IMPORT);

  public static final Attribute<Json> RESULT =
      Attribute.json("result", "As the other tool says it.").by(Writer.IMPORT);

  public static final FactType TYPE =
      new FactType(
          "StageEnded",
          List.of(
              Kind.STAGE_COMPLETED,
              Kind.STAGE_FAILED,
              Kind.STAGE_SKIPPED,
              Kind.STAGE_NOT_REACHED,
              Kind.STAGE_CANCELLED,
              Kind.STAGE_RESOLVED),
          "How a stage ended.",
          List.of(
              OUTCOME,
              OUTPUTS,
              SET,
              CONTEXT,
              MESSAGE,
              HTTP_STATUS,
              LATENCY,
              ITEMS,
              ERROR,
              CAUSE_STAGE,
              REASON,
              RETRIES,
              ENSURE,
              RESULT));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static StageEnded from(Event event) {
    return new StageEnded(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String outcome() {
    return get(OUTCOME);
  }

  /// Whether it failed while the run went on. Only a completed one says so.
  public boolean isTolerated() {
    return TOLERATED.equals(outcome());
  }

  public List<NamedValue> outputs() {
    return get(OUTPUTS, List.of());
  }

  public List<NamedValue> set() {
    return get(SET, List.of());
  }

  public List<NamedValue> context() {
    return get(CONTEXT, List.of());
  }

  public @Nullable String message() {
    return get(MESSAGE);
  }

  public @Nullable Long httpStatus() {
    return get(HTTP_STATUS);
  }

  public @Nullable LatencyBand latency() {
    return get(LATENCY);
  }

  public @Nullable ItemTally items() {
    return get(ITEMS);
  }

  public @Nullable SaidError error() {
    return get(ERROR);
  }

  public @Nullable String causeStage() {
    return get(CAUSE_STAGE);
  }

  public @Nullable String reason() {
    return get(REASON);
  }

  public @Nullable Long retries() {
    return get(RETRIES);
  }

  public @Nullable Ensured ensure() {
    return get(ENSURE);
  }

  public @Nullable Json result() {
    return get(RESULT);
  }
}
