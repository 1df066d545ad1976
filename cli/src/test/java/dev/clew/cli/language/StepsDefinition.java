package dev.clew.cli.language;

import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import dev.clew.document.JsonText;
import dev.clew.plan.EndSpec;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.InitSpec;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.StageEdge;
import dev.clew.plan.StageSettings;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.expression.Literal;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.expression.TextParser;
import dev.clew.plan.input.BoundInputs;
import dev.clew.plan.input.InputBinding;
import dev.clew.plan.input.InputSpec;
import dev.clew.plan.input.InputType;
import dev.clew.plan.language.Definition;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.plan.stage.Handling;
import dev.clew.plan.stage.Loop;
import dev.clew.plan.stage.Outputs;
import dev.clew.plan.stage.RequestBody;
import dev.clew.plan.value.Display;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `.steps.json` file that was read. Its requests go to the API `service`, whose base URL is
/// given.
record StepsDefinition(SourceFile source, Json.Obj json, List<Diagnostic> mistakes)
    implements Definition {
  private static final String SERVICE = "service";

  @Override
  public boolean isWorkflow() {
    return mistakes.isEmpty();
  }

  @Override
  public List<InputSpec> inputs() {
    return json.list("inputs").stream()
        .map(name ->
            new InputSpec(Display.text(name), InputType.TEXT, true, false, null, Position.START))
        .toList();
  }

  @Override
  public Planning plan(PlanRequest request) {
    if (!isWorkflow()) {
      return new Planning.Refused(mistakes);
    }
    Diagnostics diagnostics = new Diagnostics();
    BoundInputs inputs =
        InputBinding.bind(inputs(), request.inputs(), source.logicalName(), diagnostics);
    if (diagnostics.hasErrors()) {
      return new Planning.Refused(diagnostics.inOrder());
    }
    ResolvedApi api =
        new ResolvedApi(
            SERVICE,
            SERVICE,
            request.baseUrls().getOrDefault(SERVICE, "http://localhost"),
            "",
            "override",
            Json.of(SERVICE),
            new Literal(Json.EMPTY_OBJECT),
            null);
    Plan plan =
        new Plan(
            workflow(api, request),
            request.environment(),
            inputs,
            true,
            List.of(api),
            List.of(new Plan.Source(Plan.Role.WORKFLOW, source, "application/json")));
    return new Planning.Ready(plan, List.of());
  }

  private PlannedWorkflow workflow(ResolvedApi api, PlanRequest request) {
    List<PlannedStage> stages = new ArrayList<>();
    for (Json.Obj step : json.objects("steps")) {
      stages.add(stage(step, api, stages.size()));
    }
    return new PlannedWorkflow(
        source.logicalName(),
        json.text("name", ""),
        "1",
        null,
        null,
        false,
        inputs(),
        request.variables(),
        InitSpec.NONE,
        List.of(),
        stages,
        json.objects("steps").stream().anyMatch(step -> step.has("after")),
        EndSpec.NONE,
        this::content);
  }

  private TextParser.Parsed content(SourceFile file) {
    try {
      return new TextParser.Parsed.Text(value(JsonText.parse(file.text())));
    } catch (JsonText.Malformed e) {
      return new TextParser.Parsed.Fault(file.logicalName() + ": " + e.getMessage());
    }
  }

  private PlannedStage stage(Json.Obj step, ResolvedApi api, int index) {
    List<NamedExpression> kept = new ArrayList<>();
    step.object("keep")
        .members()
        .forEach((name, written) -> kept.add(new NamedExpression(name, value(written))));
    Json when = step.get("when");
    StageSettings settings =
        new StageSettings(
            step.text("name", ""),
            "Step",
            when == null ? null : new StepsCondition(value(when)),
            Duration.ZERO,
            loop(step.get("each")),
            List.of(),
            null,
            new Outputs(kept, List.of()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            Position.START);
    Json body = step.get("body");
    String bodyFile = step.text("body_file");
    boolean hasBody = body != null || bodyFile != null;
    EndpointSpec request =
        new EndpointSpec(
            api,
            "POST",
            value(Json.of(step.text("post", ""))),
            List.of(),
            List.of(),
            body == null ? null : new RequestBody(value(body), false),
            bodyFile == null ? null : value(Json.of(bodyFile)),
            hasBody ? "application/json" : null,
            Handling.NONE,
            null);
    return new PlannedStage(settings, request, edges(body, when), dependencies(step, index));
  }

  private @Nullable Loop loop(@Nullable Json each) {
    return each == null ? null : new Loop(new Loop.Items.Of(value(each)), true, "item", "index", 1);
  }

  /// Those of `after`, else the step before.
  private List<Integer> dependencies(Json.Obj step, int index) {
    if (!step.has("after")) {
      return index == 0 ? List.of() : List.of(index - 1);
    }
    List<String> names = json.objects("steps").stream().map(one -> one.text("name", "")).toList();
    return step.list("after").stream().map(name -> names.indexOf(Display.text(name))).toList();
  }

  private List<StageEdge> edges(@Nullable Json body, @Nullable Json when) {
    List<StageEdge> edges = new ArrayList<>();
    edges(body, "body", edges);
    edges(when, "when", edges);
    return edges;
  }

  private void edges(@Nullable Json written, String where, List<StageEdge> edges) {
    for (StepsValue.Name name :
        written == null ? List.<StepsValue.Name>of() : value(written).names()) {
      if (!List.of("input", "item").contains(name.from())) {
        edges.add(new StageEdge(name.from(), "output." + name.key(), where));
      }
    }
  }

  private StepsValue value(Json written) {
    return new StepsValue(written, Place.fixed(source.logicalName(), Position.START));
  }
}
