package dev.clew.redaction;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.Body;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.part.OmittedPayload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor.Cleaned;
import dev.clew.redaction.scan.Captures;
import dev.clew.redaction.text.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One pass over one event and its payload, with the secrets that were known when it began.
final class EventCleaner {
  private static final List<String> WHERE_TYPES_ARE = List.of("response", "request");

  /// The attribute that named values would be.
  private static final String VALUES = "values";

  private final Findings findings = new Findings();
  private final TextCleaner text;
  private final Map<String, String> stageNames;

  /// Whether a stage has another name than its producer gave it, which is found only once.
  private boolean renamed;

  private final JsonCleaner attributes;
  private final PayloadCleaner payloads;

  private EventCleaner(
      KnownValues known,
      JsonCleaner.Names names,
      Captures captures,
      Map<String, String> stageNames) {
    this.stageNames = stageNames;
    text = new TextCleaner(known, !names.enabled(), captures, findings);
    attributes = new JsonCleaner(text, known, captures, names, true);
    JsonCleaner body = new JsonCleaner(text, known, captures, names, false);
    payloads = new PayloadCleaner(text, body);
  }

  /// With every rule.
  ///
  /// @param stageNames what each name of a stage became when it was first seen; is added to
  static EventCleaner of(
      KnownValues known,
      JsonCleaner.Names names,
      Captures captures,
      Map<String, String> stageNames) {
    return new EventCleaner(known, names, captures, stageNames);
  }

  /// Only with the values that are known: for what is stored already.
  static EventCleaner ofValues(KnownValues known) {
    JsonCleaner.Names none = new JsonCleaner.Names(false, Set.of(), Set.of());
    return new EventCleaner(known, none, Captures.NONE, new HashMap<>());
  }

  Cleaned clean(Event event, @Nullable Payload payload) {
    Json.Obj cleaned = (Json.Obj) attributes.clean(event.attributes(), Pointer.of("attributes"));
    Payload left = null;
    if (payload != null) {
      String content = PayloadCleaner.textOf(payload);
      if (content == null) {
        cleaned = cleaned.with(AnyEvent.PAYLOAD_OMITTED.name(), omitted(payload).attributes());
      } else {
        left = payloads.clean(payload, content, contentType(event.attributes()));
      }
    }
    return new Cleaned(strings(event, cleaned), left);
  }

  /// What is left of named values that belong to no event yet.
  Json.Obj clean(Json.Obj values) {
    Json.Obj named = Json.object().put(VALUES, values).build();
    return ((Json.Obj) attributes.clean(named, Pointer.of("attributes"))).object(VALUES);
  }

  /// What is left of a payload that belongs to no event yet; null when nothing may be kept.
  @Nullable Payload clean(Payload payload, @Nullable String contentType) {
    String content = PayloadCleaner.textOf(payload);
    return content == null
        ? null
        : payloads.clean(payload, content, contentType == null ? "" : contentType);
  }

  /// Places of known values in a row that is stored already.
  List<Finding> find(Event event, @Nullable Payload payload) {
    strings(event, (Json.Obj) attributes.clean(event.attributes(), Pointer.of("attributes")));
    if (payload != null) {
      String content = PayloadCleaner.textOf(payload);
      if (content == null) {
        text.clean(new String(payload.bytes(), StandardCharsets.ISO_8859_1), Pointer.of("raw"));
      } else {
        payloads.clean(payload, content, contentType(event.attributes()));
      }
    }
    return findings.all();
  }

  /// No digest: that of a short secret could be reversed.
  private static OmittedPayload omitted(Payload payload) {
    return new OmittedPayload(
        new Attributes()
            .with(OmittedPayload.REASON, "binary")
            .with(OmittedPayload.SIZE_BYTES, payload.sizeBytes())
            .build());
  }

  private static String contentType(Json.Obj attributes) {
    String type = ToolCallEnded.CONTENT_TYPE.in(attributes);
    for (String side : WHERE_TYPES_ARE) {
      type = type == null ? Body.CONTENT_TYPE.in(attributes.object(side)) : type;
    }
    return type == null ? "" : type;
  }

  /// Everything that a producer may write freely. The identities of the event, its run and its
  /// trace stay: they link events, and clew or a tracer makes them. The same event when nothing was
  /// found.
  private Event strings(Event event, Json.Obj attributes) {
    StagePath path = event.path();
    String kind = kind(event.kind());
    StagePath cleanPath = path == null ? null : path(path);
    String summary = text.clean(event.summary(), Pointer.of("summary"));
    List<String> artifacts = artifacts(event.artifacts());
    Event.Links links =
        Event.Links.of(
            id(event.toolCallId(), "tool_call_id"),
            id(event.invocationId(), "invocation_id"),
            id(event.workspaceId(), "workspace_id"));
    boolean isClean = findings.isEmpty() && !renamed;
    if (isClean && JsonCleaner.isSame(event.attributes(), attributes)) {
      return event;
    }
    return event
        .change()
        .kind(kind)
        .stage(cleanPath, event.tryNumber())
        .summary(summary)
        .artifacts(artifacts)
        .links(links)
        .attributes(isClean ? attributes : findings.recordIn(attributes))
        .build();
  }

  private String kind(String kind) {
    return Kind.of(kind) == null ? text.cleanValues(kind, Pointer.of("kind")) : kind;
  }

  private StagePath path(StagePath path) {
    boolean isSame = true;
    for (StagePath.Segment segment : path.segments()) {
      isSame &= stageName(segment).equals(segment.name());
    }
    if (isSame) {
      return path;
    }
    renamed = true;
    List<StagePath.Segment> segments = new ArrayList<>();
    for (StagePath.Segment segment : path.segments()) {
      segments.add(new StagePath.Segment(stageName(segment), segment.iteration(), segment.visit()));
    }
    return new StagePath(segments);
  }

  private String stageName(StagePath.Segment segment) {
    String known = stageNames.get(segment.name());
    return known == null
        ? stageNames.computeIfAbsent(
            segment.name(), seen -> text.cleanValues(seen, Pointer.of("stage")))
        : known;
  }

  private List<String> artifacts(List<String> ids) {
    List<String> cleaned = new ArrayList<>(ids.size());
    for (int index = 0; index < ids.size(); index++) {
      cleaned.add(text.cleanValues(ids.get(index), Pointer.of("artifacts").item(index)));
    }
    return cleaned;
  }

  private @Nullable String id(@Nullable String id, String member) {
    return id == null ? null : text.cleanValues(id, Pointer.of(member));
  }
}
