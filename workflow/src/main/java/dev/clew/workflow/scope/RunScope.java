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
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The scope of a run. Immutable but for what the lookups answer.
///
/// @param globals what `initStage` and `set` gave
/// @param context the shared context, with the item and the index of a loop
/// @param variables the derived values of `vars`, evaluated here where they are used
/// @param draws the randomness of the stage that is executing
/// @param clock one reading a stage is enough; the caller sees to it. Its zone is that of
///   `system:….now`
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
    Clock clock,
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

  /// The same scope with other globals and another context.
  public RunScope with(ValueLookup otherGlobals, ValueLookup otherContext) {
    return new RunScope(
        inputs,
        environment,
        stages,
        otherGlobals,
        otherContext,
        variables,
        draws,
        clock,
        stage,
        response);
  }

  @Override
  public Resolved resolve(Reference reference) {
    return resolve(reference, this);
  }

  /// @param tokens what the tokens in arguments stand for
  Resolved resolve(Reference reference, Scope tokens) {
    return switch (reference) {
      case Reference.Input input -> input(input);
      case Reference.Environment variable -> environment(variable);
      case Reference.StageOutput output -> output(output);
      case Reference.StageJson json -> stageJson(json);
      case Reference.StageResponse earlier -> earlierResponse(earlier);
      case Reference.OwnResponse own -> ownResponse(own);
      case Reference.Global global -> global(global);
      case Reference.Context entry -> context(entry);
      case Reference.Variable variable -> new VariableChain(this).resolve(variable);
      case Reference.SystemTime time -> SystemTimes.resolve(time, clock);
      case Reference.Random random -> RandomTokens.resolve(random, tokens, draws, clock);
      case Reference.WorkflowOutput output -> workflowOutput(output);
      case Reference.WorkflowResult result -> workflowResult(result);
    };
  }

  private Resolved global(Reference.Global token) {
    Json value = globals.get(token.name());
    return value == null
        ? new Missing(
            "global " + token.name() + " is not set", MissingCode.GLOBAL_NOT_SET, token.optional())
        : JsonInText.follow(
            value, token.path(), new Origin.Global(token.name()), "global." + token.name());
  }

  private Resolved context(Reference.Context token) {
    Json value = context.get(token.name());
    return value == null
        ? new Missing(
            "the context has no entry " + token.name(),
            MissingCode.CONTEXT_NOT_SET,
            token.optional())
        : JsonInText.follow(
            value, token.path(), new Origin.Context(token.name()), "context." + token.name());
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
    return JsonInText.follow(value, token.path(), new Origin.Input(name, input.source()), shown);
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
    if (values == null) {
      return notRun(token.stage(), token.optional());
    }
    Origin origin = new Origin.StageOutput(values.path(), token.key());
    String shown = "output." + token.key();
    Json output = values.output(token.key());
    if (output != null) {
      return JsonInText.follow(output, token.path(), origin, shown);
    }
    Missing skipped = skipped(values, token.stage(), token.optional());
    if (skipped != null) {
      return skipped;
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

  private Resolved stageJson(Reference.StageJson token) {
    Resolved text = output(token.output());
    if (!(text instanceof Resolved.Found found)) {
      return text;
    }
    String shown = "json(output." + token.output().key() + ")";
    Json value = found.value() instanceof Json.Str json ? JsonInText.parse(json.value()) : null;
    if (found.value() instanceof Json.Str && value == null) {
      return new Missing(
          "output "
              + token.output().key()
              + " of stage "
              + token.output().stage()
              + " is not JSON text",
          MissingCode.NOT_JSON,
          token.optional());
    }
    return token.path().follow(value == null ? found.value() : value, found.origin(), shown, shown);
  }

  private Resolved workflowOutput(Reference.WorkflowOutput token) {
    StageValues values = stages.stage(token.stage());
    if (values == null) {
      return notRun(token.stage(), token.optional());
    }
    Json output = values.workflowOutput(token.key());
    if (output == null) {
      Missing skipped = skipped(values, token.stage(), token.optional());
      return skipped != null
          ? skipped
          : new Missing(
              "the workflow of stage " + values.path() + " has no output " + token.key(),
              MissingCode.OUTPUT_MISSING,
              token.optional());
    }
    Origin origin = new Origin.WorkflowValue(values.path(), "output." + token.key());
    return JsonInText.follow(output, token.path(), origin, "workflow.output." + token.key());
  }

  private Resolved workflowResult(Reference.WorkflowResult token) {
    StageValues values = stages.stage(token.stage());
    if (values == null) {
      return notRun(token.stage(), token.optional());
    }
    Missing skipped = skipped(values, token.stage(), token.optional());
    if (skipped != null) {
      return skipped;
    }
    WorkflowResult result = values.workflow();
    String part = token.part() == Reference.WorkflowResult.Part.STATUS ? "status" : "message";
    String value =
        result == null ? null : part.equals("status") ? result.status() : result.message();
    return value == null
        ? new Missing(
            "stage " + values.path() + " has no workflow.result." + part,
            MissingCode.NO_WORKFLOW_RESULT,
            token.optional())
        : new Resolved.Found(
            Json.of(value), new Origin.WorkflowValue(values.path(), "result." + part));
  }

  private Resolved earlierResponse(Reference.StageResponse token) {
    StageValues values = stages.stage(token.stage());
    if (values == null) {
      return notRun(token.stage(), token.optional());
    }
    Missing skipped = skipped(values, token.stage(), token.optional());
    return skipped != null
        ? skipped
        : part(values.response(), token.part(), values.path(), token.optional());
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
              : text.text().isEmpty()
                  ? new Missing(
                      "response." + part.text() + " is missing: the response has no body",
                      MissingCode.BODY_MISSING,
                      firstOptional)
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

  private static @Nullable Missing skipped(StageValues values, String stage, boolean optional) {
    return values.state() == StageValues.State.SKIPPED
        ? new Missing("stage " + stage + " was skipped", MissingCode.STAGE_SKIPPED, optional)
        : null;
  }

  private static Missing notRun(String stage, boolean optional) {
    return new Missing("stage " + stage + " has not run", MissingCode.STAGE_NOT_RUN, optional);
  }
}
