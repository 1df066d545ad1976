package dev.clew.storetck;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.RunClaimed;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.IncomingEvent;
import dev.clew.core.ledger.Intake;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Unredacted;
import dev.clew.core.run.ParentRun;
import dev.clew.core.run.RunStatus;
import dev.clew.store.BlobLimits;
import dev.clew.store.BlobPut;
import dev.clew.store.BlobUpload;
import dev.clew.store.Blobs;
import dev.clew.store.Removal;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events as somebody outside sends them.
public final class TestEvents {
  private static final Instant BEGIN = Instant.parse("2026-11-30T03:00:00Z");

  private TestEvents() {}

  /// A line of output.
  public static RedactedEvent event(RunKey run, int number) {
    return saying(run, number, "event " + number);
  }

  public static RedactedEvent saying(RunKey run, int number, String text) {
    return redacted(of(run, number, IncomingEvent.of(Kind.LOG, text).build()), null);
  }

  public static RedactedEvent withPayload(RunKey run, int number, Payload payload) {
    return redacted(of(run, number, IncomingEvent.of(Kind.STDOUT_CHUNK, "out").build()), payload);
  }

  public static RedactedEvent tooLarge(RunKey run, int number) {
    String text = "x".repeat((int) Intake.EVENT_LIMIT_BYTES);
    return saying(run, number, text);
  }

  public static RedactedEvent ofEpoch(RunKey run, int number, long epoch) {
    Event event = of(run, number, IncomingEvent.of(Kind.LOG, "of epoch " + epoch).build());
    Event.Identity own = event.identity();
    Event.Identity other =
        new Event.Identity(
            own.eventId(),
            own.namespace(),
            own.runId(),
            own.attemptId(),
            "another",
            epoch,
            own.seq());
    return redacted(
        Event.of(other, event.ts(), event.kind()).summary(event.summary()).build(), null);
  }

  public static RedactedEvent ofAttempt(RunKey run, int number, String attempt) {
    Event event = of(run, number, IncomingEvent.of(Kind.LOG, "of attempt " + attempt).build());
    Event.Identity own = event.identity();
    Event.Identity other =
        new Event.Identity(
            own.eventId(),
            own.namespace(),
            own.runId(),
            run.runId() + "_" + attempt,
            own.producer(),
            own.epoch(),
            own.seq());
    return redacted(
        Event.of(other, event.ts(), event.kind()).summary(event.summary()).build(), null);
  }

  public static RedactedEvent created(RunKey run, String name, int number) {
    return created(run, number, new Created(name, null, null, null));
  }

  record Created(
      String name,
      @Nullable String version,
      @Nullable String correlationId,
      @Nullable String executionKey) {}

  static RedactedEvent created(RunKey run, int number, Created about) {
    return redacted(
        of(
            run,
            number,
            IncomingEvent.of(Kind.RUN_CREATED, "created")
                .with(RunCreated.NAME, about.name())
                .with(RunCreated.VERSION, about.version())
                .with(RunCreated.CORRELATION_ID, about.correlationId())
                .with(RunCreated.EXECUTION_KEY, about.executionKey())
                .build()),
        null);
  }

  public static RedactedEvent queued(RunKey run, int number, String queue) {
    return redacted(
        of(
            run,
            number,
            IncomingEvent.of(Kind.RUN_QUEUED, "queued").with(RunCreated.QUEUE, queue).build()),
        null);
  }

  public static RedactedEvent claimed(RunKey run, int number, @Nullable Duration lease) {
    return redacted(
        of(
            run,
            number,
            IncomingEvent.of(Kind.RUN_CLAIMED, "claimed")
                .with(RunClaimed.LEASE_TIME, lease)
                .build()),
        null);
  }

  public static RedactedEvent lost(RunKey run, int number) {
    return redacted(of(run, number, IncomingEvent.of(Kind.RUN_LOST, "lost").build()), null);
  }

  public static RedactedEvent heartbeat(RunKey run, int number) {
    return redacted(of(run, number, IncomingEvent.of(Kind.HEARTBEAT, "alive").build()), null);
  }

  public static RedactedEvent executed(RunKey run, int number, String sha256) {
    return redacted(
        of(
            run,
            number,
            IncomingEvent.of(Kind.CONFIG_CAPTURED, "captured")
                .with(ConfigCaptured.ROLE, ConfigCaptured.WORKFLOW)
                .with(ConfigCaptured.SHA256, sha256)
                .build()),
        null);
  }

  public static RedactedEvent started(RunKey run, int number) {
    return redacted(of(run, number, IncomingEvent.of(Kind.RUN_STARTED, "started").build()), null);
  }

  public static RedactedEvent startedBy(RunKey run, int number, ParentRun parent) {
    return redacted(
        of(
            run,
            number,
            IncomingEvent.of(Kind.RUN_STARTED, "started")
                .withAll(ParentRun.attributes(parent))
                .build()),
        null);
  }

  /// Of a trace that named no run.
  static RedactedEvent unnamed(RunKey run, int number) {
    return redacted(
        of(
            run,
            number,
            IncomingEvent.of(Kind.STAGE_STARTED, "span")
                .with(AnyEvent.RUN_ID_FROM, AnyEvent.OF_TRACE)
                .build()),
        null);
  }

  public static RedactedEvent ended(RunKey run, RunStatus status, int number) {
    return redacted(
        of(
            run,
            number,
            status == RunStatus.CANCELLED
                ? IncomingEvent.of(Kind.RUN_CANCELLED, "cancelled").build()
                : IncomingEvent.of(Kind.RUN_FINISHED, "finished")
                    .with(RunEnded.STATUS, status.wire())
                    .build()),
        null);
  }

  static RedactedEvent stage(RunKey run, int number, Kind kind, String name) {
    return redacted(
        of(run, number, IncomingEvent.of(kind, name).stage(StagePath.of(name)).build()), null);
  }

  /// A run from its wish to its end.
  ///
  /// @param first the number of its first event; about ten follow
  public static List<RedactedEvent> wholeRun(RunKey run, String name, RunStatus status, int first) {
    return List.of(
        created(run, name, first),
        started(run, first + 1),
        stage(run, first + 2, Kind.STAGE_STARTED, "fetch"),
        event(run, first + 3),
        stage(run, first + 4, Kind.STAGE_COMPLETED, "fetch"),
        stage(run, first + 5, Kind.STAGE_STARTED, "upload"),
        event(run, first + 6),
        stage(
            run,
            first + 7,
            status.completed() ? Kind.STAGE_COMPLETED : Kind.STAGE_FAILED,
            "upload"),
        ended(run, status, first + 8));
  }

  public static Removal removal(RunKey run) {
    return new Removal(run, Timestamp.of(BEGIN.plus(Duration.ofDays(400))), "runs 400d", "clew");
  }

  private static Event of(RunKey run, int number, IncomingEvent said) {
    Event.Identity identity =
        new Event.Identity(
            run.runId() + "_evt_" + number,
            run.namespace(),
            run.runId(),
            run.runId() + "_att_1",
            "test",
            1,
            number);
    return Event.of(identity, Timestamp.of(BEGIN.plus(Duration.ofMillis(number))), said.kind())
        .stage(said.path(), said.tryNumber())
        .summary(said.summary())
        .attributes(said.attributes().with("number", Json.of(number)))
        .build();
  }

  private static RedactedEvent redacted(Event event, @Nullable Payload payload) {
    return new Unredacted().redact(event, payload);
  }

  /// Gives a run a file with that text.
  public static BlobPut put(RunStore store, RunKey run, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    BlobUpload upload = new BlobUpload(run, digest(text), bytes.length);
    return store.blobs().put(upload, 0, bytes, BlobLimits.DEFAULT, Blobs.Inspection.NONE);
  }

  public static Digest digest(String text) {
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
