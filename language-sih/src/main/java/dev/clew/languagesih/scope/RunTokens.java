package dev.clew.languagesih.scope;

import dev.clew.core.json.Json;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.ResponsePart;
import dev.clew.languagesih.template.Scope;
import dev.clew.plan.evidence.MissingCode;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Resolved.Missing;
import dev.clew.plan.evidence.ValueOrigin;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.input.BoundInput;
import dev.clew.plan.scope.ResponseValues;
import dev.clew.plan.scope.StageValues;
import dev.clew.plan.scope.WorkflowResult;
import org.jspecify.annotations.Nullable;

/// What tokens stand for at one moment of a run.
public record RunTokens(RunScope run) implements Scope {
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
      case Reference.SystemTime time -> SystemTimes.resolve(time, run.clock());
      case Reference.Random random ->
          RandomTokens.resolve(random, tokens, run.draws(), run.clock());
      case Reference.WorkflowOutput output -> workflowOutput(output);
      case Reference.WorkflowResult result -> workflowResult(result);
    };
  }

  private Resolved global(Reference.Global token) {
    Json value = run.globals().get(token.name());
    return value == null
        ? new Missing(
            "global " + token.name() + " is not set", MissingCode.GLOBAL_NOT_SET, token.optional())
        : JsonInText.follow(
            value, token.path(), new ValueOrigin.Global(token.name()), "global." + token.name());
  }

  private Resolved context(Reference.Context token) {
    Json value = run.context().get(token.name());
    return value == null
        ? new Missing(
            "the context has no entry " + token.name(),
            MissingCode.CONTEXT_NOT_SET,
            token.optional())
        : JsonInText.follow(
            value, token.path(), new ValueOrigin.Context(token.name()), "context." + token.name());
  }

  private Resolved input(Reference.Input token) {
    BoundInput input = run.inputs().get(token.name());
    Json value = input == null ? null : input.value();
    if (input == null || value == null) {
      return new Missing(
          "input " + token.name() + " was not supplied",
          MissingCode.INPUT_NOT_SUPPLIED,
          token.optional());
    }
    String name = input.spec().name();
    String shown = "input." + name;
    return JsonInText.follow(
        value, token.path(), new ValueOrigin.Input(name, input.source()), shown);
  }

  private Resolved environment(Reference.Environment token) {
    String value = run.environment().get(token.name());
    return value == null
        ? new Missing(
            "environment variable " + token.name() + " is not set",
            MissingCode.ENVIRONMENT_NOT_SET,
            token.optional())
        : new Resolved.Found(Json.of(value), new ValueOrigin.Environment(token.name()));
  }

  private Resolved output(Reference.StageOutput token) {
    StageValues values = run.stages().stage(token.stage());
    if (values == null) {
      return notRun(token.stage(), token.optional());
    }
    ValueOrigin origin = new ValueOrigin.StageOutput(values.path(), token.key());
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
    StageValues values = run.stages().stage(token.stage());
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
    ValueOrigin origin = new ValueOrigin.WorkflowValue(values.path(), "output." + token.key());
    return JsonInText.follow(output, token.path(), origin, "workflow.output." + token.key());
  }

  private Resolved workflowResult(Reference.WorkflowResult token) {
    StageValues values = run.stages().stage(token.stage());
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
            Json.of(value), new ValueOrigin.WorkflowValue(values.path(), "result." + part));
  }

  private Resolved earlierResponse(Reference.StageResponse token) {
    StageValues values = run.stages().stage(token.stage());
    if (values == null) {
      return notRun(token.stage(), token.optional());
    }
    Missing skipped = skipped(values, token.stage(), token.optional());
    return skipped != null
        ? skipped
        : part(values.response(), token.part(), values.path(), token.optional());
  }

  private Resolved ownResponse(Reference.OwnResponse token) {
    return part(run.response(), token.part(), run.stage(), token.optional());
  }

  private static Resolved part(
      @Nullable ResponseValues received, ResponsePart part, String stage, boolean optional) {
    if (received == null) {
      return new Missing("stage " + stage + " has no response", MissingCode.NO_RESPONSE, optional);
    }
    ValueOrigin origin = new ValueOrigin.StageResponse(stage, part.text());
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
      ResponseValues received, ResponsePart.Body part, ValueOrigin origin, boolean optional) {
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
