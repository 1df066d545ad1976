package dev.clew.core.event;

import dev.clew.core.digest.Digest;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One immutable fact about a run (DESIGN §2). Text is as it came, except that numbers and
/// surrogates which JSON cannot carry between systems are strings ([Json#interoperable]).
///
/// @param eventId its identity: the same id with the same content is the same event
/// @param producer who says so: `clew-run`, a host, a worker
/// @param epoch counts the lives of the producer; a lower epoch than the newest is fenced. At most
///   2⁵³−1, as `seq`
/// @param seq counts the events of one life of the producer, from 0, without holes
/// @param ts the producer's reading of its clock; evidence, not order
/// @param kind a [Kind] on the wire, or the producer's own in snake_case
/// @param path the stage that it is about; null when it is about the run
/// @param tryNumber which execution of the stage, from 1; `try` on the wire
/// @param duration what was measured on a monotonic clock, in microseconds; null when nothing was
/// @param artifacts ids of artifacts
/// @param rawRef the digest of the payload, `sha256:…`; null when there is none
public record Event(
    String eventId,
    String namespace,
    String runId,
    String attemptId,
    String producer,
    long epoch,
    long seq,
    Timestamp ts,
    String kind,
    @Nullable StagePath path,
    @Nullable Integer tryNumber,
    String summary,
    @Nullable Duration duration,
    @Nullable Severity severity,
    List<String> artifacts,
    @Nullable String toolCallId,
    @Nullable String invocationId,
    @Nullable String workspaceId,
    @Nullable String traceId,
    @Nullable String spanId,
    @Nullable String parentSpanId,
    Json.Obj attributes,
    @Nullable String rawRef) {

  private static final long MAX_WHOLE = (1L << 53) - 1;

  private static final byte[] ID_DOMAIN = Digest.domain("clew.event_id.v1");

  public Event {
    eventId = Json.interoperable(eventId);
    namespace = Json.interoperable(namespace);
    runId = Json.interoperable(runId);
    attemptId = Json.interoperable(attemptId);
    producer = Json.interoperable(producer);
    kind = Json.interoperable(kind);
    summary = Json.interoperable(summary);
    duration = duration == null ? null : Millis.carried(duration);
    artifacts = interoperable(artifacts);
    toolCallId = interoperable(toolCallId);
    invocationId = interoperable(invocationId);
    workspaceId = interoperable(workspaceId);
    traceId = interoperable(traceId);
    spanId = interoperable(spanId);
    parentSpanId = interoperable(parentSpanId);
    attributes = (Json.Obj) Json.interoperable(attributes);
    rawRef = interoperable(rawRef);
    if (eventId.isEmpty() || runId.isEmpty() || kind.isEmpty()) {
      throw new IllegalArgumentException("an event has an id, a run and a kind");
    }
    if (!isWhole(epoch) || !isWhole(seq)) {
      throw new IllegalArgumentException("epoch or seq over 2^53-1: " + epoch + ", " + seq);
    }
  }

  private static boolean isWhole(long number) {
    return number >= -MAX_WHOLE && number <= MAX_WHOLE;
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

  /// The same event with other attributes and another payload.
  public Event with(Json.Obj otherAttributes, @Nullable String otherRawRef) {
    return with(summary, otherAttributes, otherRawRef);
  }

  /// The same event with another payload.
  public Event withRawRef(@Nullable String otherRawRef) {
    return with(summary, attributes, otherRawRef);
  }

  /// The same event with that attribute.
  public Event with(String name, Json value) {
    return with(summary, attributes.with(name, value), rawRef);
  }

  /// The same event with those attributes alone whose values are wanted.
  public Event keeping(Predicate<Json> wanted) {
    Map<String, Json> kept = new LinkedHashMap<>();
    attributes
        .members()
        .forEach((name, value) -> {
          if (wanted.test(value)) {
            kept.put(name, value);
          }
        });
    return with(summary, new Json.Obj(kept), rawRef);
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

  /// The same event in other words.
  public Event withSummary(String otherSummary) {
    return with(otherSummary, attributes, rawRef);
  }

  private Event with(String otherSummary, Json.Obj otherAttributes, @Nullable String otherRawRef) {
    return new Event(
        eventId,
        namespace,
        runId,
        attemptId,
        producer,
        epoch,
        seq,
        ts,
        kind,
        path,
        tryNumber,
        otherSummary,
        duration,
        severity,
        artifacts,
        toolCallId,
        invocationId,
        workspaceId,
        traceId,
        spanId,
        parentSpanId,
        otherAttributes,
        otherRawRef);
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

  /// Whether that is its kind, by whichever name.
  public boolean is(Kind wellKnown) {
    return wellKnown.isNamed(kind);
  }
}
