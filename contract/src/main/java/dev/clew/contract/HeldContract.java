package dev.clew.contract;

import dev.clew.contract.BodySchemas.Direction;
import dev.clew.contract.OperationBodies.Bodies;
import dev.clew.contract.OperationBodies.Media;
import dev.clew.engine.Contracts.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    String best = null;
    int fit = -1;
    for (String range : bodies.types().keySet()) {
      int here = Exchanged.fit(range, type);
      if (here > fit) {
        fit = here;
        best = range;
      }
    }
    if (best == null) {
      return List.of(
          new Violation(
              CONTENT_TYPE,
              "is "
                  + (type.isEmpty() ? "absent" : "not one")
                  + " of what the contract knows: "
                  + String.join(", ", bodies.types().keySet()),
              source));
    }
    Media media = Objects.requireNonNull(bodies.types().get(best));
    if (type.equals(FormBody.TYPE)) {
      return direction == Direction.REQUEST ? form(media, body) : List.of();
    }
    return media.schema() == null || !Exchanged.isJson(type)
        ? List.of()
        : schemas.check(media.schema(), body, direction);
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
