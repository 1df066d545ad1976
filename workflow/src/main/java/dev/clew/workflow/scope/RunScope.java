package dev.clew.workflow.scope;

import dev.clew.core.json.Json;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.input.BoundInput;
import dev.clew.workflow.input.BoundInputs;
import dev.clew.workflow.template.MissingCode;
import dev.clew.workflow.template.Origin;
import dev.clew.workflow.template.Reference;
import dev.clew.workflow.template.Resolved;
import dev.clew.workflow.template.Resolved.Missing;
import dev.clew.workflow.template.ResponsePart;
import dev.clew.workflow.template.Scope;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The scope of a run. Immutable but for what the lookups answer.
///
/// @param globals what `initStage` and `set` gave
/// @param context the shared context, with the item and the index of a loop
/// @param variables the derived values of `vars`, evaluated here where they are used
/// @param draws the randomness of the stage that is executing
/// @param clock one reading a stage is enough; the caller sees to it
/// @param stage the path of the stage that is executing, for the origin of its own response
/// @param response the executing stage's own response; absent until there is one
public record RunScope(
    BoundInputs inputs,
    EnvironmentVariables environment,
    StageLookup stages,
    ValueLookup globals,
    ValueLookup context,
    List<NamedTemplate> variables,
    Draws draws,
    InstantSource clock,
    String stage,
    @Nullable ResponseValues response)
    implements Scope {
  public RunScope {
    variables = List.copyOf(variables);
  }

  /// The same scope once the stage has its response.
  public RunScope with(ResponseValues received) {
    return new RunScope(
        inputs, environment, stages, globals, context, variables, draws, clock, stage, received);
  }

  @Override
  public Resolved resolve(Reference reference) {
    return switch (reference) {
      case Reference.Input input -> input(input);
      case Reference.Environment variable -> environment(variable);
      case Reference.StageOutput output -> output(output);
      case Reference.StageResponse earlier -> earlierResponse(earlier);
      case Reference.OwnResponse own -> ownResponse(own);
      case Reference.Global global -> throw unparsed(global);
      case Reference.Context entry -> throw unparsed(entry);
      case Reference.Variable variable -> throw unparsed(variable);
      case Reference.SystemTime time -> throw unparsed(time);
      case Reference.Random random -> throw unparsed(random);
      case Reference.WorkflowOutput output -> throw unparsed(output);
      case Reference.WorkflowResult result -> throw unparsed(result);
    };
  }

  private static IllegalStateException unparsed(Reference reference) {
    return new IllegalStateException("no parser makes " + reference.display());
  }

  private Resolved input(Reference.Input token) {
    BoundInput input = inputs.get(token.name());
    Json value = input == null ? null : input.value();
    if (input == null || value == null) {
      return new Missing(
          "input " + token.name() + " was not supplied",
          MissingCode.INPUT_NOT_SUPPLIED,
          token.optional());
    }
    String name = input.spec().name();
    String shown = "input." + name;
    return token.path().follow(value, new Origin.Input(name, input.source()), shown, shown);
  }

  private Resolved environment(Reference.Environment token) {
    String value = environment.get(token.name());
    return value == null
        ? new Missing(
            "environment variable " + token.name() + " is not set",
            MissingCode.ENVIRONMENT_NOT_SET,
            token.optional())
        : new Resolved.Found(Json.of(value), new Origin.Environment(token.name()));
  }

  private Resolved output(Reference.StageOutput token) {
    StageValues values = stages.stage(token.stage());
    Missing absent = absent(values, token.stage(), token.optional());
    if (values == null || absent != null) {
      return absent == null ? notRun(token.stage(), token.optional()) : absent;
    }
    Origin origin = new Origin.StageOutput(values.path(), token.key());
    String shown = "output." + token.key();
    Json output = values.output(token.key());
    if (output != null) {
      return token.path().follow(output, origin, shown, shown);
    }
    ResponseValues received = values.response();
    if (received != null && token.key().equalsIgnoreCase("http_status")) {
      return token.path().follow(Json.of(received.status()), origin, shown, shown);
    }
    if (received != null && token.key().equalsIgnoreCase("body")) {
      return body(received, new ResponsePart.Body(token.path()), origin, token.optional());
    }
    String why = values.whyMissing(token.key());
    return new Missing(
        "stage "
            + values.path()
            + " has no output "
            + token.key()
            + (why == null ? "" : ": " + why),
        MissingCode.OUTPUT_MISSING,
        token.optional());
  }

  private Resolved earlierResponse(Reference.StageResponse token) {
    StageValues values = stages.stage(token.stage());
    Missing absent = absent(values, token.stage(), token.optional());
    if (values == null || absent != null) {
      return absent == null ? notRun(token.stage(), token.optional()) : absent;
    }
    return part(values.response(), token.part(), values.path(), token.optional());
  }

  private Resolved ownResponse(Reference.OwnResponse token) {
    return part(response, token.part(), stage, token.optional());
  }

  private static Resolved part(
      @Nullable ResponseValues received, ResponsePart part, String stage, boolean optional) {
    if (received == null) {
      return new Missing("stage " + stage + " has no response", MissingCode.NO_RESPONSE, optional);
    }
    Origin origin = new Origin.StageResponse(stage, part.text());
    return switch (part) {
      case ResponsePart.Status status -> new Resolved.Found(Json.of(received.status()), origin);
      case ResponsePart.Header header -> {
        String value = received.header(header.name());
        yield value == null
            ? new Missing(
                "the response has no header " + header.name(), MissingCode.HEADER_MISSING, optional)
            : new Resolved.Found(Json.of(value), origin);
      }
      case ResponsePart.Body body -> body(received, body, origin, optional);
    };
  }

  private static Resolved body(
      ResponseValues received, ResponsePart.Body part, Origin origin, boolean optional) {
    boolean firstOptional =
        optional || (!part.path().steps().isEmpty() && part.path().steps().getFirst().optional());
    return switch (received.body()) {
      case ResponseValues.Body.Value value ->
          part.path().follow(value.json(), origin, "response.body", "the body");
      case ResponseValues.Body.Text text ->
          part.path().steps().isEmpty()
              ? new Resolved.Found(Json.of(text.text()), origin)
              : new Missing(
                  "response." + part.text() + " is missing: the body is not JSON",
                  MissingCode.BODY_NOT_JSON,
                  firstOptional);
      case ResponseValues.Body.Absent absent ->
          new Missing(
              "response." + part.text() + " is missing: " + absent.reason(),
              MissingCode.BODY_MISSING,
              firstOptional);
    };
  }

  private static @Nullable Missing absent(
      @Nullable StageValues values, String stage, boolean optional) {
    if (values == null) {
      return notRun(stage, optional);
    }
    return values.state() == StageValues.State.SKIPPED
        ? new Missing("stage " + stage + " was skipped", MissingCode.STAGE_SKIPPED, optional)
        : null;
  }

  private static Missing notRun(String stage, boolean optional) {
    return new Missing("stage " + stage + " has not run", MissingCode.STAGE_NOT_RUN, optional);
  }
}
