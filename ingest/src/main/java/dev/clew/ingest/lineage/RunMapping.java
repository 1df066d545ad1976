package dev.clew.ingest.lineage;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import dev.clew.ingest.thrown.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One event of OpenLineage as events of a run with one stage, the job. Their ids follow from all
/// that was sent, so that what is sent again says nothing new.
final class RunMapping {
  private static final String PRODUCER = "openlineage";
  private static final String FIRST_ATTEMPT = ".1";
  private static final String ERROR_FACET = "errorMessage";

  /// Facets that are larger stand beside the event: the plan of a query may take more than an event
  /// may have, and must not keep a run from ending.
  private static final int MOST_ATTRIBUTE_CHARS = 256 << 10;

  private final RunEvent said;
  private final int sizeBytes;
  private final PushedEvents.Said otherwise;
  private final StagePath stage;
  private final String origin;
  private final List<PushedEvent> events = new ArrayList<>();

  RunMapping(RunEvent said, int sizeBytes, PushedEvents.Said otherwise) {
    this.said = said;
    this.sizeBytes = sizeBytes;
    this.otherwise = otherwise;
    this.stage = StagePath.of(said.job());
    Json identity = new Json.Arr(List.of(Json.of(PRODUCER), said.whole()));
    this.origin = otherwise.idOf().apply(Canonical.text(identity));
  }

  /// In the order in which they happened, as far as one moment has an order.
  List<PushedEvent> events() {
    boolean isStart = said.type().equals("START");
    Kind end =
        switch (said.type()) {
          case "COMPLETE" -> Kind.STAGE_COMPLETED;
          case "FAIL" -> Kind.STAGE_FAILED;
          case "ABORT" -> Kind.STAGE_CANCELLED;
          default -> null;
        };
    if (isStart) {
      begun();
    }
    datasets(end == Kind.STAGE_COMPLETED);
    Thrown error = error();
    if (error != null) {
      failed(error);
    }
    if (end != null) {
      ended(end, error);
    } else if (!isStart) {
      alive();
    }
    return events;
  }

  private void begun() {
    String root = said.root() == null ? said.parent() : said.root();
    add(
        draft(Kind.RUN_CREATED, "created", said.job()),
        new Attributes()
            .with(RunCreated.NAME, said.job())
            .with(RunCreated.JOB_NAMESPACE, said.jobNamespace())
            .with(RunCreated.CORRELATION_ID, root));
    addWithFacets(
        draft(Kind.RUN_STARTED, "started", said.job()),
        new Attributes()
            .with(AttemptStarted.PARENT_RUN_ID, said.parent())
            .with(AttemptStarted.PARENT_STAGE, said.parentJob())
            .with(AttemptStarted.ROOT_RUN_ID, said.root()));
    String kind = said.jobFacets().object("jobType").text("jobType", "job");
    add(
        draft(Kind.STAGE_STARTED, "job started", said.job()).stage(stage),
        new Attributes().with(StageStarted.KIND, kind.toLowerCase(Locale.ROOT)));
  }

  /// What a run that has not succeeded names as its output need not be there.
  private void datasets(boolean isWritten) {
    Kind kind = isWritten ? Kind.ARTIFACT_WRITTEN : Kind.ARTIFACT_DECLARED;
    for (int at = 0; at < said.inputs().size(); at++) {
      Dataset input = said.inputs().get(at);
      add(dataset(Kind.ARTIFACT_CONSUMED, "input " + at, input), input.read());
    }
    for (int at = 0; at < said.outputs().size(); at++) {
      Dataset output = said.outputs().get(at);
      add(dataset(kind, "output " + at, output), output.written());
    }
  }

  private Event.Builder dataset(Kind kind, String part, Dataset dataset) {
    return draft(kind, part, dataset.id()).stage(stage).artifacts(List.of(dataset.id()));
  }

  private @Nullable Thrown error() {
    String message = said.error();
    return message == null ? null : new Thrown(null, message, said.stackTrace());
  }

  private void failed(Thrown error) {
    Event.Builder draft =
        draft(Kind.ERROR, "error", error.words()).stage(stage).severity(Severity.ERROR);
    Attributes attributes =
        new Attributes()
            .with(LogLine.CODE, error.code())
            .with(LogLine.MESSAGE, error.words())
            .with(LogLine.CAUSE_CHAIN, error.chain());
    String stackTrace = error.stackTrace();
    add(draft, attributes, stackTrace == null ? null : Payload.of(stackTrace));
  }

  private void ended(Kind kind, @Nullable Thrown error) {
    boolean isGood = kind == Kind.STAGE_COMPLETED;
    String status = isGood ? "succeeded" : kind == Kind.STAGE_CANCELLED ? "cancelled" : "failed";
    SaidError why = error == null || isGood ? null : whyOf(error);
    String summary = why == null ? status : why.message();
    add(
        draft(kind, "job ended", summary).stage(stage),
        new Attributes()
            .with(StageEnded.OUTCOME, isGood ? StageEnded.SUCCEEDED : null)
            .with(StageEnded.ERROR, why));
    addWithFacets(
        draft(Kind.RUN_FINISHED, "finished", summary),
        new Attributes().with(RunEnded.STATUS, status).with(RunEnded.ERROR, why));
  }

  private static SaidError whyOf(Thrown error) {
    return new SaidError(
        new Attributes()
            .with(SaidError.CODE, error.code())
            .with(SaidError.MESSAGE, error.words())
            .with(SaidError.CAUSE_CHAIN, error.chain())
            .build());
  }

  private void alive() {
    boolean isRunning = said.type().equals("RUNNING");
    addWithFacets(
        draft(isRunning ? Kind.HEARTBEAT : Kind.LOG, "told", said.type()), new Attributes());
  }

  /// @param part which of the events that come of it
  private Event.Builder draft(Kind kind, String part, String summary) {
    Event.Identity own =
        new Event.Identity(
            otherwise.idOf().apply(origin + ' ' + part),
            otherwise.namespace(),
            said.runId(),
            said.runId() + FIRST_ATTEMPT,
            PRODUCER,
            1,
            0);
    return Event.of(own, said.at(), kind.wire()).summary(summary);
  }

  private void addWithFacets(Event.Builder draft, Attributes attributes) {
    Json.Obj ofRun = said.runFacets().keeping((name, facet) -> !name.equals(ERROR_FACET));
    Json.Builder all = Json.object();
    all.put("run", ofRun.members().isEmpty() ? null : ofRun);
    all.put("job", said.jobFacets().members().isEmpty() ? null : said.jobFacets());
    Json.Obj facets = all.build();
    String text = Canonical.text(facets);
    if (text.length() > MOST_ATTRIBUTE_CHARS) {
      add(draft, attributes, Payload.of(text));
    } else {
      add(draft, attributes.with(AnyEvent.OPENLINEAGE, facets.members().isEmpty() ? null : facets));
    }
  }

  private void add(Event.Builder draft, Attributes attributes) {
    add(draft, attributes, null);
  }

  private void add(Event.Builder draft, Attributes attributes, @Nullable Payload payload) {
    events.add(
        PushedEvent.withMadeId(draft.attributes(attributes.build()).build(), payload, sizeBytes));
  }
}
