package dev.clew.contract;

import dev.clew.contract.BodySchemas.Direction;
import dev.clew.contract.OperationBodies.Bodies;
import dev.clew.engine.Contracts.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    if (bodies.types().isEmpty()) {
      return List.of();
    }
    String type = Exchanged.mediaType(contentType);
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
    Located schema = bodies.types().get(best);
    return schema == null || !Exchanged.isJson(type)
        ? List.of()
        : schemas.check(schema, body, direction);
  }
}
