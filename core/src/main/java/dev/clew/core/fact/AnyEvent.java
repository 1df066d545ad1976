package dev.clew.core.fact;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.fact.part.OmittedPayload;
import dev.clew.core.fact.part.Redacted;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event of any kind may say.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record AnyEvent(Json.Obj attributes) implements Fact {
  /// The group of what counts neither as work nor into a window.
  public static final String BOUNDARY = "boundary";

  public static final Attribute<String> GROUP =
      Attribute.text(
              "group",
              "What the event counts as; absent: as its kind does. A kind that clew does not know counts as nothing without it.")
          .by(Writer.EXEC);

  public static final Attribute<String> REPORTED_BY =
      Attribute.text("reported_by", "`child`: the command printed it.").by(Writer.EXEC);

  public static final Attribute<String> WINDOW =
      Attribute.text("window", "Of a stage: `boot`, `active` or `save`.")
          .by(Writer.OTHERS)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> REUSED_FROM =
      Attribute.text("reused_from", "The attempt whose result stands: nothing was executed here.")
          .by(Writer.RUN, Writer.EXEC);

  public static final Attribute<Duration> ELAPSED =
      Attribute.millis("elapsed_ms", "Since the attempt started, on a monotonic clock.")
          .by(Writer.RUN)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> CLOCK =
      Attribute.text("clock", "The reading of the clock that a decision was made by.")
          .by(Writer.RUN);

  public static final Attribute<List<Redacted>> REDACTIONS =
      Attribute.parts("redactions", Redacted.TYPE, "What was taken out of this event.")
          .by(Writer.RUN, Writer.EXEC)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<Long> REDACTIONS_MORE =
      Attribute.whole(
              "redactions_more",
              "How many more places there are, over the limit of `redactions`; absent: none.")
          .by(Writer.RUN, Writer.EXEC)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<OmittedPayload> PAYLOAD_OMITTED =
      Attribute.part(
              "payload_omitted",
              OmittedPayload.TYPE,
              "Why its payload is not stored; absent: it is, or there was none.")
          .by(Writer.RUN, Writer.EXEC);

  public static final Attribute<Json> OVER_LIMIT =
      Attribute.json(
              "over_limit", "The event was over a limit, and is stored without what was too large.")
          .by(Writer.RUN, Writer.EXEC);

  public static final Attribute<String> STREAM =
      Attribute.text(
              "stream",
              "`stdout` or `stderr`: where the line was printed; absent: it was not printed.")
          .by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<Long> OFFSET =
      Attribute.whole("offset", "In the stored stream.")
          .by(Writer.EXEC, Writer.CI_LOG)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<Long> LENGTH =
      Attribute.whole("length", "In bytes.")
          .by(Writer.EXEC, Writer.CI_LOG)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> CHUNK =
      Attribute.text("chunk", "The digest of the chunk in which it begins, `sha256:…`.")
          .by(Writer.EXEC, Writer.CI_LOG)
          .that(Trait.NOT_COMPARED);

  /// What [#RUN_ID_FROM] says of a run that nobody has named.
  public static final String OF_TRACE = "trace_id";

  public static final Attribute<String> RUN_ID_FROM =
      Attribute.text("run_id_from", "`trace_id`: the run was guessed.")
          .by(Writer.OTLP, Writer.OTHERS);

  public static final Attribute<String> SERVICE =
      Attribute.text("service", "The service that says it, as OpenTelemetry calls it.")
          .by(Writer.OTLP);

  public static final Attribute<String> SCOPE =
      Attribute.text("scope", "The library of instrumentation, or the logger, that says it.")
          .by(Writer.OTLP)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<Json.Obj> OTEL =
      Attribute.object(
              "otel", "The attributes of the span or of the log record, by their own names.")
          .by(Writer.OTLP)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<Json.Obj> OPENLINEAGE =
      Attribute.object(
              "openlineage",
              "The facets of the run and of the job, or of the data set, by their own names.")
          .by(Writer.LINEAGE)
          .that(Trait.NOT_COMPARED);

  public static final FactType TYPE =
      new FactType(
          "AnyEvent",
          List.of(),
          "What an event of any kind may say.",
          List.of(
              GROUP,
              REPORTED_BY,
              WINDOW,
              REUSED_FROM,
              ELAPSED,
              CLOCK,
              REDACTIONS,
              REDACTIONS_MORE,
              PAYLOAD_OMITTED,
              OVER_LIMIT,
              STREAM,
              OFFSET,
              LENGTH,
              CHUNK,
              RUN_ID_FROM,
              SERVICE,
              SCOPE,
              OTEL,
              OPENLINEAGE));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static AnyEvent from(Event event) {
    return new AnyEvent(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String group() {
    return get(GROUP);
  }

  public @Nullable String reportedBy() {
    return get(REPORTED_BY);
  }

  public @Nullable String window() {
    return get(WINDOW);
  }

  public @Nullable String reusedFrom() {
    return get(REUSED_FROM);
  }

  public @Nullable Duration elapsed() {
    return get(ELAPSED);
  }

  public @Nullable String clock() {
    return get(CLOCK);
  }

  public List<Redacted> redactions() {
    return get(REDACTIONS, List.of());
  }

  public @Nullable Long redactionsMore() {
    return get(REDACTIONS_MORE);
  }

  public @Nullable OmittedPayload payloadOmitted() {
    return get(PAYLOAD_OMITTED);
  }

  public @Nullable Json overLimit() {
    return get(OVER_LIMIT);
  }

  public @Nullable String stream() {
    return get(STREAM);
  }

  public @Nullable Long offset() {
    return get(OFFSET);
  }

  public @Nullable Long length() {
    return get(LENGTH);
  }

  public @Nullable String chunk() {
    return get(CHUNK);
  }

  public @Nullable String runIdFrom() {
    return get(RUN_ID_FROM);
  }

  /// Whether it belongs to a run that nobody has named: the id of its trace is that of the run.
  public boolean isOfUnnamedRun() {
    return OF_TRACE.equals(runIdFrom());
  }

  public @Nullable String service() {
    return get(SERVICE);
  }

  public @Nullable String scope() {
    return get(SCOPE);
  }

  public Json.Obj otel() {
    return get(OTEL, Json.EMPTY_OBJECT);
  }

  public Json.Obj openLineage() {
    return get(OPENLINEAGE, Json.EMPTY_OBJECT);
  }

  /// What an event counts as: its own word `group`, else the group of its kind; null when neither
  /// says.
  public static Kind.@Nullable Group groupOf(Event event) {
    String said = from(event).group();
    Kind.Group group = said == null ? null : Kind.Group.of(said);
    Kind kind = Kind.of(event.kind());
    return group == null && kind != null ? kind.group() : group;
  }
}
