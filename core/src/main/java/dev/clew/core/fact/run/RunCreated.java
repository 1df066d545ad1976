package dev.clew.core.fact.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import dev.clew.core.trace.Baggage;
import dev.clew.core.trace.TraceContext;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run was asked for, or another attempt of it. The queue window begins: at `created_at` if it is
/// there, else at the time of the event.
///
/// The kinds: `run_created`, `run_queued`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record RunCreated(Json.Obj attributes) implements Fact {
  public static final Attribute<String> NAME =
      Attribute.text("name", "Of the workflow or the command.")
          .by(Writer.RUN, Writer.EXEC, Writer.IMPORT, Writer.OTLP, Writer.LINEAGE, Writer.CI_LOG);

  public static final Attribute<String> JOB_NAMESPACE =
      Attribute.text("job_namespace", "Of the name, as OpenLineage has it.").by(Writer.LINEAGE);

  public static final Attribute<String> VERSION =
      Attribute.text("version", "Of the workflow; absent: it has none.")
          .by(Writer.RUN, Writer.IMPORT, Writer.OTLP);

  public static final Attribute<String> WORKFLOW_ID =
      Attribute.text("workflow_id", "As the definition says; absent: it says none.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<String> DESCRIPTION =
      Attribute.text("description", "As the definition says.")
          .by(Writer.RUN)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> WORKFLOW_FILE =
      Attribute.text("workflow_file", "The definition, as a path below the folder of the catalog.")
          .by(Writer.RUN);

  public static final Attribute<String> ENVIRONMENT =
      Attribute.text("environment", "The environment of the catalog.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<List<String>> COMMAND =
      Attribute.texts("command", "The words of the command, redacted.")
          .by(Writer.EXEC)
          .that(Trait.OF_PRODUCER);

  public static final Attribute<String> EXECUTION_KEY =
      Attribute.text("execution_key", "The digest of *same work*: definition and inputs.")
          .by(Writer.RUN, Writer.EXEC, Writer.IMPORT);

  public static final Attribute<String> TRACE_ID =
      Attribute.text("trace_id", "The trace that the attempt continues or begins, 32 hex digits.")
          .by(Writer.RUN, Writer.EXEC, Writer.OTLP, Writer.OTHERS);

  public static final Attribute<String> PARENT_SPAN_ID =
      Attribute.text("parent_span_id", "The span that started it, 16 hex digits.")
          .by(Writer.RUN, Writer.EXEC);

  public static final Attribute<String> TRACE_FLAGS =
      Attribute.text("trace_flags", "Of the trace, 2 hex digits; absent: `01`, it is recorded.")
          .by(Writer.RUN, Writer.EXEC);

  public static final Attribute<String> TRACESTATE =
      Attribute.text("tracestate", "What the trace came with, and is sent on with.")
          .by(Writer.RUN)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> BAGGAGE =
      Attribute.text("baggage", "What travels with the trace, and is sent on with it.")
          .by(Writer.RUN)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> CORRELATION_ID =
      Attribute.text(
              "correlation_id",
              "The word of another system for the work that this run is a part of.")
          .by(Writer.RUN, Writer.EXEC, Writer.IMPORT, Writer.LINEAGE, Writer.OTHERS);

  public static final Attribute<String> BUNDLE =
      Attribute.text("bundle", "The archive that the inputs come from.")
          .by(Writer.EXEC, Writer.OTHERS);

  public static final Attribute<Timestamp> CREATED_AT =
      Attribute.time("created_at", "When it was asked for, if that was before this event.")
          .by(Writer.EXEC, Writer.OTHERS);

  public static final Attribute<String> QUEUE =
      Attribute.text(
              "queue",
              "The queue where it waits to be claimed; absent: whoever asked for it does it, too.")
          .by(Writer.OTHERS);

  public static final Attribute<Duration> LIMIT =
      Attribute.millis(
              "limit_ms",
              "How long an attempt may take; an overrun is `timeout`. Absent: as long as it likes.")
          .by(Writer.RUN, Writer.EXEC, Writer.OTHERS);

  public static final Attribute<String> REDACTION =
      Attribute.text("redaction", "`on` or `off`.").by(Writer.RUN, Writer.EXEC, Writer.IMPORT);

  public static final Attribute<Expects> EXPECTS =
      Attribute.part("expects", Expects.TYPE, "The contract that the attempt was started under.")
          .by(Writer.EXEC, Writer.OTHERS);

  public static final Attribute<List<NamedValue>> INPUTS =
      Attribute.parts("inputs", NamedValue.TYPE, "What the run was given.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final FactType TYPE =
      new FactType(
              "RunCreated",
              List.of(Kind.RUN_CREATED, Kind.RUN_QUEUED),
              "A run was asked for, or another attempt of it. The queue window begins: at `created_at` if it is there, else at the time of the event.",
              List.of(
                  NAME,
                  JOB_NAMESPACE,
                  VERSION,
                  WORKFLOW_ID,
                  DESCRIPTION,
                  WORKFLOW_FILE,
                  ENVIRONMENT,
                  COMMAND,
                  EXECUTION_KEY,
                  TRACE_ID,
                  PARENT_SPAN_ID,
                  TRACE_FLAGS,
                  TRACESTATE,
                  BAGGAGE,
                  CORRELATION_ID,
                  BUNDLE,
                  CREATED_AT,
                  QUEUE,
                  LIMIT,
                  REDACTION,
                  EXPECTS,
                  INPUTS))
          .ofClewAlone();

  /// Where a run stands in a trace that somebody else has begun.
  public static Json.Obj place(TraceContext trace) {
    boolean isRecorded = trace.flags().equals(TraceContext.SAMPLED);
    return new Attributes()
        .with(PARENT_SPAN_ID, trace.parentSpanId())
        .with(TRACE_FLAGS, isRecorded ? null : trace.flags())
        .build();
  }

  /// The same, and what travels with the trace.
  public static Json.Obj trace(TraceContext trace) {
    return new Attributes()
        .withAll(place(trace))
        .with(TRACESTATE, trace.state())
        .with(BAGGAGE, trace.baggage().isEmpty() ? null : trace.baggage().toString())
        .build();
  }

  /// The place of the run in its trace, as far as it says.
  public TraceContext trace() {
    return new TraceContext(
        get(TRACE_ID, ""),
        "",
        get(PARENT_SPAN_ID),
        get(TRACE_FLAGS, TraceContext.SAMPLED),
        get(TRACESTATE),
        Baggage.parse(get(BAGGAGE)));
  }

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static RunCreated from(Event event) {
    return new RunCreated(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public String name() {
    return get(NAME, "");
  }

  public @Nullable String jobNamespace() {
    return get(JOB_NAMESPACE);
  }

  public @Nullable String version() {
    return get(VERSION);
  }

  public @Nullable String workflowId() {
    return get(WORKFLOW_ID);
  }

  public @Nullable String description() {
    return get(DESCRIPTION);
  }

  public @Nullable String workflowFile() {
    return get(WORKFLOW_FILE);
  }

  public @Nullable String environment() {
    return get(ENVIRONMENT);
  }

  public List<String> command() {
    return get(COMMAND, List.of());
  }

  public @Nullable String executionKey() {
    return get(EXECUTION_KEY);
  }

  public @Nullable String traceId() {
    return get(TRACE_ID);
  }

  public @Nullable String correlationId() {
    return get(CORRELATION_ID);
  }

  public @Nullable String bundle() {
    return get(BUNDLE);
  }

  public @Nullable Timestamp createdAt() {
    return get(CREATED_AT);
  }

  public @Nullable Duration limit() {
    return get(LIMIT);
  }

  public @Nullable String redaction() {
    return get(REDACTION);
  }

  /// Whether what is secret was taken out; absent: it was.
  public boolean redacts() {
    return get(REDACTION, "on").equals("on");
  }

  public @Nullable Expects expects() {
    return get(EXPECTS);
  }

  public List<NamedValue> inputs() {
    return get(INPUTS, List.of());
  }
}
