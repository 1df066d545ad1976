package dev.clew.core.event;

import dev.clew.core.digest.Digest;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One immutable fact about a run (DESIGN §2). Text is as it came, except that numbers and
/// surrogates which JSON cannot carry between systems are strings ([Json#interoperable]).
///
/// ```java
/// Event event =
///     Event.of(identity, ts, "stage_started").stage(path, 1).summary("started").build();
/// Event other = event.change().summary("begun").build();
/// ```
///
/// @param ts the producer's reading of its clock; evidence, not order
/// @param kind a [Kind] on the wire, or the producer's own in snake_case
/// @param path the stage that it is about; null when it is about the run
/// @param tryNumber which execution of the stage, from 1; `try` on the wire
/// @param duration what was measured on a monotonic clock, in microseconds; null when nothing was
/// @param artifacts ids of artifacts
/// @param rawRef the digest of the payload, `sha256:…`; null when there is none
public record Event(
    Identity identity,
    Timestamp ts,
    String kind,
    @Nullable StagePath path,
    @Nullable Integer tryNumber,
    String summary,
    @Nullable Duration duration,
    @Nullable Severity severity,
    List<String> artifacts,
    Links links,
    Trace trace,
    Json.Obj attributes,
    @Nullable String rawRef) {

  private static final long MAX_WHOLE = (1L << 53) - 1;

  private static final byte[] ID_DOMAIN = Digest.domain("clew.event_id.v1");

  public Event {
    kind = Json.interoperable(kind);
    summary = Json.interoperable(summary);
    duration = duration == null ? null : Millis.carried(duration);
    artifacts = interoperable(artifacts);
    attributes = (Json.Obj) Json.interoperable(attributes);
    rawRef = interoperable(rawRef);
    if (kind.isEmpty()) {
      throw new IllegalArgumentException("an event has a kind");
    }
  }

  /// Which event it is, of which run, and who says so.
  ///
  /// @param eventId the same id with the same content is the same event
  /// @param producer who says so: `clew-run`, a host, a worker
  /// @param epoch counts the lives of the producer; a lower epoch than the newest is fenced. At
  ///   most 2⁵³−1, as `seq`
  /// @param seq counts the events of one life of the producer, from 0, without holes
  public record Identity(
      String eventId,
      String namespace,
      String runId,
      String attemptId,
      String producer,
      long epoch,
      long seq) {
    public Identity {
      eventId = Json.interoperable(eventId);
      namespace = Json.interoperable(namespace);
      runId = Json.interoperable(runId);
      attemptId = Json.interoperable(attemptId);
      producer = Json.interoperable(producer);
      if (eventId.isEmpty() || runId.isEmpty()) {
        throw new IllegalArgumentException("an event has an id and a run");
      }
      if (!isWhole(epoch) || !isWhole(seq)) {
        throw new IllegalArgumentException("epoch or seq over 2^53-1: " + epoch + ", " + seq);
      }
    }

    private static boolean isWhole(long number) {
      return number >= -MAX_WHOLE && number <= MAX_WHOLE;
    }
  }

  /// What else it belongs to; each null when there is no such thing.
  ///
  /// @param toolCallId the call that it is a part of
  /// @param invocationId the process that it was said in
  /// @param workspaceId the working folder
  public record Links(
      @Nullable String toolCallId, @Nullable String invocationId, @Nullable String workspaceId) {
    public static final Links NONE = new Links(null, null, null);

    public Links {
      toolCallId = interoperable(toolCallId);
      invocationId = interoperable(invocationId);
      workspaceId = interoperable(workspaceId);
    }

    /// Of many events [#NONE], which takes no room.
    public static Links of(
        @Nullable String toolCallId, @Nullable String invocationId, @Nullable String workspaceId) {
      return toolCallId == null && invocationId == null && workspaceId == null
          ? NONE
          : new Links(toolCallId, invocationId, workspaceId);
    }

    public Links withToolCall(@Nullable String id) {
      return of(id, invocationId, workspaceId);
    }

    public Links withInvocation(@Nullable String id) {
      return of(toolCallId, id, workspaceId);
    }
  }

  /// Its place in a trace of OpenTelemetry; each null when there is none.
  public record Trace(
      @Nullable String traceId, @Nullable String spanId, @Nullable String parentSpanId) {
    public static final Trace NONE = new Trace(null, null, null);

    public Trace {
      traceId = interoperable(traceId);
      spanId = interoperable(spanId);
      parentSpanId = interoperable(parentSpanId);
    }

    /// Of many events [#NONE], which takes no room.
    public static Trace of(
        @Nullable String traceId, @Nullable String spanId, @Nullable String parentSpanId) {
      return traceId == null && spanId == null && parentSpanId == null
          ? NONE
          : new Trace(traceId, spanId, parentSpanId);
    }

    /// The same spans of another trace.
    public Trace in(@Nullable String otherTraceId) {
      return of(otherTraceId, spanId, parentSpanId);
    }
  }

  /// An event that is being put together. Not thread-safe.
  public static final class Builder {
    private final Identity identity;
    private final Timestamp ts;
    private String kind;
    private @Nullable StagePath path;
    private @Nullable Integer tryNumber;
    private String summary = "";
    private @Nullable Duration duration;
    private @Nullable Severity severity;
    private List<String> artifacts = List.of();
    private Links links = Links.NONE;
    private Trace trace = Trace.NONE;
    private Json.Obj attributes = Json.EMPTY_OBJECT;
    private @Nullable String rawRef;

    private Builder(Identity identity, Timestamp ts, String kind) {
      this.identity = identity;
      this.ts = ts;
      this.kind = kind;
    }

    public Builder kind(String other) {
      kind = other;
      return this;
    }

    public Builder stage(@Nullable StagePath stage) {
      path = stage;
      return this;
    }

    public Builder stage(@Nullable StagePath stage, @Nullable Integer number) {
      path = stage;
      tryNumber = number;
      return this;
    }

    public Builder summary(String words) {
      summary = words;
      return this;
    }

    public Builder took(@Nullable Duration measured) {
      duration = measured;
      return this;
    }

    public Builder severity(@Nullable Severity level) {
      severity = level;
      return this;
    }

    public Builder artifacts(List<String> ids) {
      artifacts = ids;
      return this;
    }

    public Builder links(Links to) {
      links = to;
      return this;
    }

    public Builder toolCall(@Nullable String id) {
      links = links.withToolCall(id);
      return this;
    }

    public Builder trace(Trace place) {
      trace = place;
      return this;
    }

    public Builder attributes(Json.Obj all) {
      attributes = all;
      return this;
    }

    public Builder attribute(String name, Json value) {
      attributes = attributes.with(name, value);
      return this;
    }

    /// Leaves those attributes out whose values are not wanted.
    public Builder keeping(Predicate<Json> wanted) {
      attributes = attributes.keeping((name, value) -> wanted.test(value));
      return this;
    }

    public Builder rawRef(@Nullable String digest) {
      rawRef = digest;
      return this;
    }

    /// @throws IllegalArgumentException when it has no kind
    public Event build() {
      return new Event(
          identity,
          ts,
          kind,
          path,
          tryNumber,
          summary,
          duration,
          severity,
          artifacts,
          links,
          trace,
          attributes,
          rawRef);
    }
  }

  /// Begins an event that says nothing but this.
  public static Builder of(Identity identity, Timestamp ts, String kind) {
    return new Builder(identity, ts, kind);
  }

  /// The same, said at another time.
  public Event at(Timestamp other) {
    return new Event(
        identity,
        other,
        kind,
        path,
        tryNumber,
        summary,
        duration,
        severity,
        artifacts,
        links,
        trace,
        attributes,
        rawRef);
  }

  /// Begins another event with the same identity and time, which differs in what is said then.
  public Builder change() {
    return new Builder(identity, ts, kind)
        .stage(path, tryNumber)
        .summary(summary)
        .took(duration)
        .severity(severity)
        .artifacts(artifacts)
        .links(links)
        .trace(trace)
        .attributes(attributes)
        .rawRef(rawRef);
  }

  public String eventId() {
    return identity.eventId();
  }

  public String namespace() {
    return identity.namespace();
  }

  public String runId() {
    return identity.runId();
  }

  public String attemptId() {
    return identity.attemptId();
  }

  public String producer() {
    return identity.producer();
  }

  public long epoch() {
    return identity.epoch();
  }

  public long seq() {
    return identity.seq();
  }

  public @Nullable String toolCallId() {
    return links.toolCallId();
  }

  public @Nullable String invocationId() {
    return links.invocationId();
  }

  public @Nullable String workspaceId() {
    return links.workspaceId();
  }

  public @Nullable String traceId() {
    return trace.traceId();
  }

  public @Nullable String spanId() {
    return trace.spanId();
  }

  public @Nullable String parentSpanId() {
    return trace.parentSpanId();
  }

  private static @Nullable String interoperable(@Nullable String text) {
    return text == null ? null : Json.interoperable(text);
  }

  private static List<String> interoperable(List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    List<String> carried = new ArrayList<>(texts.size());
    for (String text : texts) {
      carried.add(Json.interoperable(text));
    }
    return List.copyOf(carried);
  }

  /// Whether its attributes are nested deeper than so many levels.
  public boolean isDeeperThan(int levels) {
    return isDeeper(attributes, levels);
  }

  private static boolean isDeeper(Json value, int levels) {
    Collection<Json> inside =
        switch (value) {
          case Json.Arr array -> array.items();
          case Json.Obj object -> object.members().values();
          case Json scalar -> null;
        };
    if (inside == null) {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    for (Json item : inside) {
      if (isDeeper(item, levels - 1)) {
        return true;
      }
    }
    return false;
  }

  /// The identity of an event of clew's own producers (DESIGN §5.1).
  public static String idOf(
      String namespace, String attemptId, String producer, long epoch, long seq) {
    StringBuilder text = new StringBuilder(128).append('[');
    Canonical.append(namespace, text);
    Canonical.append(attemptId, text.append(','));
    Canonical.append(producer, text.append(','));
    Canonical.append(Json.of(epoch), text.append(','));
    Canonical.append(Json.of(seq), text.append(','));
    return Digest.ofCanonical(ID_DOMAIN, text.append(']').toString()).hex();
  }

  /// Its summary; of an event that has none, its kind as words: `stage failed`.
  public String saying() {
    return summary.isBlank() ? kind.replace('_', ' ') : summary;
  }

  /// Whether that is its kind, by whichever name.
  public boolean is(Kind wellKnown) {
    return wellKnown.isNamed(kind);
  }
}
