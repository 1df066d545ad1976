package dev.clew.core.fact;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The JSON Schema (draft 2020-12) of an event, made from the [Vocabulary]: the envelope, and for
/// each well-known kind its attributes. Other kinds and other attributes are valid, as the
/// vocabulary is open.
public final class EventSchema {
  private EventSchema() {}

  public static Json.Obj schema() {
    Json.Builder parts = Json.object();
    for (PartType<?> part : Vocabulary.parts()) {
      parts.put(part.name(), part.schema());
    }
    List<Json> byKind = new ArrayList<>();
    for (FactType type : Vocabulary.types()) {
      if (!type.kinds().isEmpty()) {
        byKind.add(ofKind(type));
        parts.put(type.name(), attributes(type));
      }
    }
    parts.put(AnyEvent.TYPE.name(), attributes(AnyEvent.TYPE));
    return Json.object()
        .put("$schema", "https://json-schema.org/draft/2020-12/schema")
        .put("title", "An event of a run")
        .put("type", "object")
        .put("properties", envelope())
        .put(
            "required",
            Json.strings(
                List.of(
                    "event_id",
                    "namespace",
                    "run_id",
                    "attempt_id",
                    "producer",
                    "epoch",
                    "seq",
                    "ts",
                    "kind")))
        .put("allOf", byKind)
        .put("$defs", parts.build())
        .build();
  }

  private static Json.Obj envelope() {
    return Json.object()
        .put("event_id", of("string", "The same id with the same content is the same event."))
        .put("namespace", of("string", "In which the run has its name."))
        .put("run_id", of("string", "Unique and opaque."))
        .put("attempt_id", of("string", "One go at the run."))
        .put("producer", of("string", "Who says so: a host, a worker."))
        .put("epoch", of("integer", "Counts the lives of the producer."))
        .put("seq", of("integer", "Counts the events of one life, from 0, without holes."))
        .put("ts", of("string", "The reading of the producer's clock, RFC 3339, UTC."))
        .put("kind", of("string", "What happened, in snake_case."))
        .put("stage", of("string", "The path of the stage that it is about."))
        .put("try", of("integer", "Which execution of the stage, from 1."))
        .put("summary", of("string", "One line for people."))
        .put("duration_ms", of("number", "Measured on a monotonic clock."))
        .put(
            "severity",
            of("string", "How bad it is.")
                .with(
                    "enum",
                    Json.strings(Arrays.stream(Severity.values()).map(Severity::wire).toList())))
        .put(
            "artifacts",
            of("array", "Ids of artifacts.")
                .with("items", Json.object().put("type", "string").build()))
        .put("tool_call_id", of("string", "The call that it is about."))
        .put("invocation_id", of("string", "The worker or process that executed the attempt."))
        .put("workspace_id", of("string", "The file tree of the attempt."))
        .put("trace_id", of("string", "32 hex digits (W3C Trace Context)."))
        .put("span_id", of("string", "16 hex digits."))
        .put("parent_span_id", of("string", "16 hex digits."))
        .put("attributes", Json.object().put("$ref", "#/$defs/" + AnyEvent.TYPE.name()).build())
        .put("raw_ref", of("string", "The digest of the payload, `sha256:…`."))
        .build();
  }

  private static Json.Obj of(String type, String meaning) {
    return Json.object().put("type", type).put("description", meaning).build();
  }

  private static Json.Obj ofKind(FactType type) {
    List<String> names = new ArrayList<>();
    for (Kind kind : type.kinds()) {
      names.add(kind.wire());
      names.addAll(kind.otherNames());
    }
    return Json.object()
        .put("if", member("kind", Json.object().put("enum", Json.strings(names)).build()))
        .put(
            "then",
            member("attributes", Json.object().put("$ref", "#/$defs/" + type.name()).build()))
        .build();
  }

  private static Json.Obj member(String name, Json.Obj schema) {
    return Json.object().put("properties", Json.object().put(name, schema).build()).build();
  }

  private static Json.Obj attributes(FactType type) {
    Json.Builder properties = Json.object();
    for (Attribute<?> attribute : type.attributes()) {
      properties.put(attribute.name(), attribute.schema());
    }
    return Json.object()
        .put("type", "object")
        .put("description", type.meaning())
        .put("properties", properties.build())
        .build();
  }
}
