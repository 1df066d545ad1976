package dev.clew.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.OpenApi30;
import com.networknt.schema.dialect.OpenApi31;
import com.networknt.schema.path.PathType;
import dev.clew.engine.context.Contracts.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The schemas of one contract and the values that are held against them. Nothing is loaded from
/// anywhere; `format` is not checked, because it is an annotation. Thread-safe.
final class BodySchemas {
  private static final String IRI = "https://contract.invalid/document";

  /// Which way a body goes: what is read-only is not required of a request, nor what is write-only
  /// of an answer.
  enum Direction {
    REQUEST,
    RESPONSE
  }

  private final String name;
  private final Contract contract;
  private @Nullable SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final Set<String> notes = new ConcurrentSkipListSet<>();

  BodySchemas(Contract contract) {
    this.name = contract.name();
    this.contract = contract;
  }

  /// Made when a body is there to be checked.
  private synchronized SchemaRegistry registry() {
    SchemaRegistry made = registry;
    if (made == null) {
      made = newRegistry();
      registry = made;
    }
    return made;
  }

  private SchemaRegistry newRegistry() {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(false)
            .pathType(PathType.JSON_POINTER)
            .regularExpressionFactory(
                new LinearPatterns(what ->
                    notes.add(
                        "contract '"
                            + name
                            + "': "
                            + what
                            + " is not checked, because it cannot be matched in linear time")))
            .build();
    String document = contract.json();
    return SchemaRegistry.withDialect(
        dialect(contract.version()),
        builder ->
            builder
                .schemaRegistryConfig(config)
                .schemaLoader(
                    loader -> loader.fetchRemoteResources(false).allow(BodySchemas::isOwn))
                .schemas(iri -> iri.equals(IRI) ? document : null));
  }

  private static boolean isOwn(com.networknt.schema.AbsoluteIri iri) {
    return iri.toString().equals(IRI);
  }

  private static Dialect dialect(Contract.Version version) {
    return switch (version) {
      case SWAGGER_2_0, OPENAPI_3_0 -> OpenApi30.getInstance();
      case OPENAPI_3_1 -> OpenApi31.getInstance();
    };
  }

  /// What could not be checked, one line each.
  List<String> notes() {
    return List.copyOf(notes);
  }

  /// @param body JSON
  List<Violation> check(Located schema, BodyText body, Direction direction) {
    JsonNode value;
    try {
      value = JsonMapper.shared().readTree(body.bytes());
    } catch (JacksonException e) {
      return List.of(new Violation("body", "is not JSON", source(schema)));
    }
    return check(schema, value, body.hole(), direction);
  }

  /// @param hole what stands in the value for what is not known; null when all of it is known
  List<Violation> check(Located schema, JsonNode value, @Nullable Hole hole, Direction direction) {
    try {
      List<Error> errors = errors(schema, value, direction);
      return violations(hole == null ? errors : certain(errors, new Certainty(value, hole)));
    } catch (ValidationLimitExceededException e) {
      String limit =
          switch (e.getLimitKind()) {
            case EVALUATION_STEPS -> "contract.steps";
            case EVALUATION_DEPTH -> "contract.depth";
          };
      note(
          schema,
          "a body was not checked, because that takes more than " + limit + " = " + e.getLimit());
      return List.of();
    } catch (SchemaException | StackOverflowError e) {
      note(schema, "a body was not checked, because the schema cannot be used");
      return List.of();
    }
  }

  /// That what the schema is for could not be checked.
  void note(Located schema, String what) {
    notes.add(source(schema) + ": " + what);
  }

  private String source(Located schema) {
    return name + "#" + schema.pointer();
  }

  private static List<Error> certain(List<Error> errors, Certainty certainty) {
    List<Error> certain = new ArrayList<>();
    for (Error error : errors) {
      if (certainty.holds(error)) {
        certain.add(error);
      }
    }
    return certain;
  }

  private List<Error> errors(Located schema, JsonNode value, Direction direction) {
    Schema compiled =
        schemas.computeIfAbsent(
            schema.fragment(),
            fragment -> registry().getSchema(SchemaLocation.of(IRI + "#" + fragment)));
    return compiled.validate(
        value,
        context ->
            context.executionConfig(config ->
                config
                    .maxEvaluationSteps(ContractLimits.STEPS)
                    .maxEvaluationDepth(ContractLimits.DEPTH)
                    .readOnly(direction == Direction.REQUEST)
                    .writeOnly(direction == Direction.RESPONSE)));
  }

  private List<Violation> violations(List<Error> errors) {
    List<Violation> violations = new ArrayList<>();
    for (Error error : errors) {
      String message = message(error);
      if (message == null) {
        continue;
      }
      if (violations.size() == ContractLimits.VIOLATIONS) {
        violations.add(
            new Violation(
                "body", "and more than contract.violations = " + ContractLimits.VIOLATIONS, name));
        break;
      }
      String where = error.getInstanceLocation().toString();
      violations.add(new Violation(where.isEmpty() ? "body" : where, message, source(error)));
    }
    return violations;
  }

  private String source(Error error) {
    return name + "#" + error.getSchemaLocation().getFragment();
  }

  /// Names and types only. Null for what the specification only advises against.
  private static @Nullable String message(Error error) {
    String keyword = error.getKeyword() == null ? "" : error.getKeyword();
    return switch (keyword) {
      case "readOnly", "writeOnly" -> null;
      case "enum" -> "is none of the values that the contract lists";
      case "const" -> "is not the value that the contract gives";
      case "pattern" -> "does not match the pattern of the contract";
      default -> {
        String message = error.getMessage();
        yield message.length() <= ContractLimits.MESSAGE_CHARS
            ? message
            : "breaks '" + keyword + "' of the contract";
      }
    };
  }
}
