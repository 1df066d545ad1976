package dev.clew.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.contract.BodySchemas.Direction;
import dev.clew.contract.OperationBodies.Bodies;
import dev.clew.contract.OperationBodies.Media;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import dev.clew.engine.context.Contracts.EnumValue;
import dev.clew.engine.context.Contracts.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A contract, and what bodies are held against. Thread-safe.
record HeldContract(Contract contract, OperationBodies bodies, BodySchemas schemas) {
  static final String CONTENT_TYPE = "header Content-Type";

  static HeldContract of(Contract contract) {
    return new HeldContract(contract, new OperationBodies(contract), new BodySchemas(contract));
  }

  /// What a body breaks.
  ///
  /// @param contentType the header; null when there is none
  List<Violation> body(
      Bodies bodies, BodyText body, @Nullable String contentType, Direction direction) {
    String source = contract.name() + "#" + bodies.pointer();
    if (body.isEmpty()) {
      boolean due = direction == Direction.REQUEST ? bodies.required() : !bodies.types().isEmpty();
      return due
          ? List.of(new Violation("body", "is required and is not there", source))
          : List.of();
    }
    String type = Exchanged.mediaType(contentType);
    if (bodies.types().isEmpty()) {
      return type.equals(FormBody.TYPE) ? fields(bodies, body) : List.of();
    }
    Media media = media(bodies, type);
    if (media == null) {
      return List.of(
          new Violation(
              CONTENT_TYPE,
              "is "
                  + (type.isEmpty() ? "absent" : "not one")
                  + " of what the contract knows: "
                  + String.join(", ", bodies.types().keySet()),
              source));
    }
    if (type.equals(FormBody.TYPE)) {
      return direction == Direction.REQUEST ? form(media, body) : List.of();
    }
    if (media.schema() == null || !Exchanged.isJson(type)) {
      return List.of();
    }
    BodyText checked = direction == Direction.REQUEST ? named(media.schema(), body) : body;
    return schemas.check(media.schema(), checked, direction);
  }

  /// Of the type that fits best; null when none does.
  private static @Nullable Media media(Bodies bodies, String type) {
    String best = null;
    int fit = -1;
    for (String range : bodies.types().keySet()) {
      int here = Exchanged.fit(range, type);
      if (here > fit) {
        fit = here;
        best = range;
      }
    }
    return best == null ? null : bodies.types().get(best);
  }

  /// The values whose names the body of a request has.
  List<EnumValue> enumValues(Bodies bodies, BodyText body, @Nullable String contentType) {
    String type = Exchanged.mediaType(contentType);
    Media media = media(bodies, type);
    Json json = media == null || !Exchanged.isJson(type) ? null : json(body);
    return media == null || media.schema() == null || json == null
        ? List.of()
        : EnumNames.in(json, media.schema(), contract.references());
  }

  /// The body with values of enums in the place of their names.
  private BodyText named(Located schema, BodyText body) {
    Json json = json(body);
    List<EnumValue> values =
        json == null ? List.of() : EnumNames.in(json, schema, contract.references());
    return json == null || values.isEmpty()
        ? body
        : body.with(JsonWriter.compact(EnumValue.in(json, values)).getBytes(UTF_8));
  }

  private static @Nullable Json json(BodyText body) {
    try {
      return JsonText.parse(body.bytes());
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      return null;
    }
  }

  private List<Violation> form(Media media, BodyText body) {
    FormBody form = FormBody.of(body);
    JsonNode value = form == null ? null : form.json(media, contract.references());
    if (media.schema() == null || form == null) {
      return List.of();
    }
    if (value == null) {
      schemas.note(
          media.schema(), "a form was not checked, because a field of it may be an object");
      return List.of();
    }
    return schemas.check(media.schema(), value, form.hole(), Direction.REQUEST);
  }

  /// Of Swagger, which describes every field by itself.
  private List<Violation> fields(Bodies bodies, BodyText body) {
    FormBody form = FormBody.of(body);
    List<Violation> violations = new ArrayList<>();
    if (form == null || form.hasUnknownNames()) {
      return violations;
    }
    for (Operation.Parameter field : bodies.form()) {
      List<String> values = form.fields().get(field.name());
      String where = "/" + field.name();
      if (values == null) {
        if (field.required()) {
          violations.add(
              new Violation(
                  where,
                  "is required and is not sent",
                  contract.name() + "#" + field.written().pointer()));
        }
      } else if (!field.written().value().text("type", "").equals("array")) {
        JsonNode value = form.value(field.written(), values, contract.references());
        for (Violation one :
            schemas.check(field.written(), value, form.hole(), Direction.REQUEST)) {
          violations.add(new Violation(where, one.message(), one.source()));
        }
      }
    }
    return violations;
  }
}
