package dev.clew.contract;

import dev.clew.contract.BodySchemas.Direction;
import dev.clew.contract.OperationBodies.Bodies;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.core.source.Rule;
import dev.clew.engine.context.Contracts.Violation;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.RequestBody;
import dev.clew.plan.value.Display;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The request of a stage as it is written, held against an operation: what the operation requires
/// is given, and what is written of the body does not break its schema. Only what is so whatever
/// the tokens become.
///
/// @param file of the workflow
record WrittenRequest(String file, PlannedStage stage, EndpointSpec endpoint, HeldContract held) {
  /// OpenAPI 3.1 §4.8.12.2: header parameters of these names are ignored.
  private static final Set<String> FOREIGN_HEADERS =
      Set.of("accept", "content-type", "authorization");

  private static final String CONTENT_TYPE = "Content-Type";

  /// One thing that is wrong.
  record Complaint(Rule rule, String file, Position at, String message) {
    void addTo(Diagnostics diagnostics) {
      diagnostics.add(rule, file, at, message);
    }
  }

  List<Complaint> complaints(Operation operation) {
    List<Complaint> complaints = new ArrayList<>();
    for (Operation.Parameter parameter : operation.parameters()) {
      boolean absent =
          switch (parameter.place()) {
            case "query" -> !hasQuery(parameter.name());
            case "header" -> isOwnHeader(parameter.name()) && header(parameter.name()) == null;
            case "cookie" -> lacksCookie(parameter.name());
            default -> false;
          };
      if (parameter.required() && absent) {
        complaints.add(missing(operation, parameter.place() + " '" + parameter.name() + "'"));
      }
    }
    Bodies bodies = held.bodies().request(operation);
    if (bodies != null) {
      body(operation, bodies, complaints);
    }
    return complaints;
  }

  private void body(Operation operation, Bodies bodies, List<Complaint> complaints) {
    RequestBody body = endpoint.body();
    if (body == null) {
      if (bodies.required() && endpoint.bodyFile() == null) {
        complaints.add(missing(operation, "body"));
      }
      return;
    }
    Expression header = header(CONTENT_TYPE);
    BodyText written = header != null && !header.isFixed() ? null : BodyText.of(body);
    if (written == null) {
      return;
    }
    String type = header == null ? endpoint.contentType() : literal(header);
    for (Violation violation : held.body(bodies, written, type, Direction.REQUEST)) {
      boolean ofType = violation.where().equals(HeldContract.CONTENT_TYPE);
      Place place = ofType && header != null ? header.place() : body.content().place();
      complaints.add(
          new Complaint(
              ofType ? ContractRule.CONTRACT_CONTENT_TYPE : ContractRule.CONTRACT_BODY,
              place.file(),
              place.start(),
              (ofType ? "stage '" : "the body of stage '")
                  + stage.name()
                  + "' breaks "
                  + operation.shown()
                  + " of '"
                  + held.contract().name()
                  + "': "
                  + words(violation)));
    }
  }

  private static String words(Violation violation) {
    String where = violation.where().equals("body") ? "" : violation.where() + " ";
    return where + violation.message() + " (" + violation.source() + ")";
  }

  private Complaint missing(Operation operation, String what) {
    return new Complaint(
        ContractRule.CONTRACT_MISSING_PARAMETER,
        file,
        stage.settings().at(),
        "stage '"
            + stage.name()
            + "' sends no "
            + what
            + ", which "
            + operation.shown()
            + " of '"
            + held.contract().name()
            + "' requires");
  }

  static boolean isOwnHeader(String name) {
    return !FOREIGN_HEADERS.contains(name.toLowerCase(Locale.ROOT));
  }

  private @Nullable Expression header(String name) {
    for (NamedExpression header : endpoint.headers()) {
      if (header.name().equalsIgnoreCase(name)) {
        return header.expression();
      }
    }
    return null;
  }

  /// A token of the header may become a cookie of its own.
  private boolean lacksCookie(String name) {
    Expression header = header("Cookie");
    return header == null
        || (header.isFixed() && !Exchanged.cookies(literal(header)).contains(name));
  }

  /// In `query`, or written behind a `?` of the endpoint.
  private boolean hasQuery(String name) {
    for (NamedExpression parameter : endpoint.query()) {
      if (parameter.name().equals(name)) {
        return true;
      }
    }
    String text = literal(endpoint.endpoint());
    int query = text.indexOf('?');
    if (query >= 0) {
      for (String pair : text.substring(query + 1).split("&", -1)) {
        if (decoded(pair.split("=", 2)[0]).equals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Without its tokens: their values are encoded, so that none of them begins a query or a
  /// parameter.
  private static String literal(Expression expression) {
    return expression.outlineText(Display.EMPTY_TEXT);
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
