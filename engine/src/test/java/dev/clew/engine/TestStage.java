package dev.clew.engine;

import dev.clew.core.fact.stage.DecisionMade;
import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.languagesih.assertion.ConditionCheck;
import dev.clew.languagesih.condition.ConditionParser;
import dev.clew.languagesih.condition.ConditionTree;
import dev.clew.languagesih.expression.ListFile;
import dev.clew.languagesih.expression.TemplateExpression;
import dev.clew.languagesih.expression.TemplateExpression.Form;
import dev.clew.languagesih.expression.TreeExpression;
import dev.clew.languagesih.template.JsonPath;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateParser;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.PluginSpec;
import dev.clew.plan.StageSettings;
import dev.clew.plan.StageSpec;
import dev.clew.plan.WorkflowSpec;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.Literal;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.Assertion;
import dev.clew.plan.stage.Breaker;
import dev.clew.plan.stage.Ensure;
import dev.clew.plan.stage.ExpectedStatuses;
import dev.clew.plan.stage.Handling;
import dev.clew.plan.stage.Jump;
import dev.clew.plan.stage.LatencyProfile;
import dev.clew.plan.stage.Loop;
import dev.clew.plan.stage.MockSpec;
import dev.clew.plan.stage.Outputs;
import dev.clew.plan.stage.RequestBody;
import dev.clew.plan.stage.Retry;
import dev.clew.plan.stage.StatusAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One stage of a plan, put together of the records that a reader would make.
final class TestStage {
  static final Place PLACE = Place.fixed("test.workflow", Position.START);

  final String name;
  private final String kind;
  private String method = "GET";
  private String endpoint;
  private @Nullable RequestBody body;
  private ExpectedStatuses expected = ExpectedStatuses.ANY_2XX;
  private final List<StatusAction> onStatus = new ArrayList<>();
  private final List<StatusAction> jumpOnStatus = new ArrayList<>();
  private @Nullable Ensure ensure;
  private @Nullable Retry retry;
  private @Nullable Breaker breaker;
  private @Nullable Expression bodyFile;
  private @Nullable ConditionTree runIf;
  private Duration delay = Duration.ZERO;
  private @Nullable Loop loop;
  private final List<NamedExpression> debug = new ArrayList<>();
  private @Nullable Expression message;
  private final List<NamedExpression> outputs = new ArrayList<>();
  private final List<String> secret = new ArrayList<>();
  private final List<NamedExpression> set = new ArrayList<>();
  private final List<NamedExpression> context = new ArrayList<>();
  private final List<Assertion> assertions = new ArrayList<>();
  private final List<NamedExpression> onSkip = new ArrayList<>();
  private final List<TemplateTree.Member> members = new ArrayList<>();
  private @Nullable MockSpec mock;
  private @Nullable Duration timeout;
  private @Nullable List<String> dependsOn;
  private @Nullable LatencyProfile latency;
  private @Nullable PlannedWorkflow child;

  private TestStage(String name, String kind) {
    this.name = name;
    this.kind = kind;
    this.endpoint = "/" + name;
  }

  static TestStage get(String name) {
    return new TestStage(name, "Endpoint");
  }

  static TestStage post(String name, String json) {
    TestStage stage = get(name);
    stage.method = "POST";
    stage.body = new RequestBody(new TemplateExpression(parsed(json), Form.JSON), false);
    return stage;
  }

  static TestStage child(String name, PlannedWorkflow workflow) {
    TestStage stage = new TestStage(name, "Workflow");
    stage.child = workflow;
    return stage;
  }

  static TestStage plugin(String name, String kind) {
    return new TestStage(name, kind);
  }

  static Expression template(String text) {
    return TemplateExpression.text(parsed(text));
  }

  static Template parsed(String text) {
    Diagnostics problems = new Diagnostics();
    Template template = TemplateParser.parse(text, PLACE, problems);
    assertNone(problems);
    return template;
  }

  private static void assertNone(Diagnostics problems) {
    if (problems.hasErrors()) {
      throw new AssertionError(problems.inOrder().getFirst().render());
    }
  }

  static NamedExpression named(String name, String text) {
    return new NamedExpression(name, template(text));
  }

  static ConditionTree condition(String text) {
    Diagnostics problems = new Diagnostics();
    ConditionTree condition = ConditionParser.parse(text, PLACE, problems);
    assertNone(problems);
    return Objects.requireNonNull(condition);
  }

  TestStage at(String path) {
    endpoint = path;
    return this;
  }

  TestStage bodyFile(String path) {
    method = "POST";
    bodyFile = template(path);
    return this;
  }

  TestStage expects(Integer... statuses) {
    expected = new ExpectedStatuses(Arrays.asList(statuses));
    return this;
  }

  TestStage onStatus(int status, @Nullable String jump, NamedExpression... outs) {
    onStatus.add(new StatusAction(status, jump(jump), Arrays.asList(outs), null, false));
    return this;
  }

  TestStage failsOn(int status) {
    onStatus.add(
        new StatusAction(status, null, List.of(), template("no {{response.status}}"), true));
    return this;
  }

  TestStage jumpOnStatus(int status, String jump) {
    jumpOnStatus.add(new StatusAction(status, jump(jump), List.of(), null, false));
    return this;
  }

  private static @Nullable Jump jump(@Nullable String target) {
    return target == null ? null : new Jump(target, target.equals(DecisionMade.END), PLACE);
  }

  TestStage ensure(NamedExpression... outs) {
    ensure = new Ensure(List.of(409), null, Arrays.asList(outs), null);
    return this;
  }

  TestStage retry(int max, long delayMs, Integer... statuses) {
    return retry(
        new Retry(
            Arrays.asList(statuses),
            max,
            Duration.ofMillis(delayMs),
            Retry.Backoff.FIXED,
            Duration.ofMinutes(1),
            false,
            true,
            template("gave up")));
  }

  TestStage retry(Retry policy) {
    retry = policy;
    return this;
  }

  TestStage breaker(int threshold, long breakMs) {
    breaker =
        new Breaker(
            "cb", threshold, Duration.ofMillis(breakMs), 1, template("opened"), template("kept"));
    return this;
  }

  TestStage runIf(String text) {
    runIf = condition(text);
    return this;
  }

  TestStage delay(Duration wanted) {
    delay = wanted;
    return this;
  }

  TestStage forEach(String token, boolean sequential, int maxParallel) {
    loop = new Loop(new Loop.Items.Of(template(token)), sequential, "item", "index", maxParallel);
    return this;
  }

  TestStage forEachOf(String file, String path) {
    List<JsonPath.Step> steps = new ArrayList<>();
    for (String step : path.split("\\.", -1)) {
      steps.add(new JsonPath.Step(step, false));
    }
    loop =
        new Loop(
            new Loop.Items.InFile(template(file), new ListFile(new JsonPath(steps))),
            true,
            "item",
            "index",
            1);
    return this;
  }

  TestStage debug(String key, String text) {
    debug.add(named(key, text));
    return this;
  }

  TestStage message(String text) {
    message = template(text);
    return this;
  }

  TestStage output(String key, String text) {
    outputs.add(named(key, text));
    return this;
  }

  TestStage secretOutput(String key, String text) {
    secret.add(key);
    return output(key, text);
  }

  TestStage set(String key, String text) {
    set.add(named(key, text));
    return this;
  }

  TestStage context(String key, String text) {
    context.add(named(key, text));
    return this;
  }

  TestStage holds(String condition, @Nullable Boolean blocking) {
    assertions.add(
        new Assertion(
            "assertion-" + (assertions.size() + 1),
            new ConditionCheck(condition(condition)),
            blocking));
    return this;
  }

  TestStage onSkip(String key, String text) {
    onSkip.add(named(key, text));
    return this;
  }

  /// An input of a child workflow, or a member of a plug-in's configuration.
  TestStage with(String key, String text) {
    members.add(new TemplateTree.Member(key, new TemplateTree.Text(parsed(text))));
    return this;
  }

  TestStage mock(MockSpec as) {
    mock = as;
    return this;
  }

  TestStage timeout(Duration allowed) {
    timeout = allowed;
    return this;
  }

  TestStage dependsOn(String... names) {
    dependsOn = Arrays.asList(names);
    return this;
  }

  TestStage latency(LatencyProfile profile) {
    latency = profile;
    return this;
  }

  boolean saysDependencies() {
    return dependsOn != null;
  }

  PlannedStage planned(String url, List<TestStage> all) {
    StageSettings settings =
        new StageSettings(
            name,
            kind,
            runIf,
            delay,
            loop,
            debug,
            message,
            new Outputs(outputs, secret),
            set,
            context,
            assertions,
            onSkip,
            mock,
            timeout,
            Position.START);
    return new PlannedStage(settings, spec(url), List.of(), dependencies(all));
  }

  private List<Integer> dependencies(List<TestStage> all) {
    List<String> names = dependsOn;
    int own = all.indexOf(this);
    if (names == null) {
      return own == 0 ? List.of() : List.of(own - 1);
    }
    List<Integer> indexes = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      if (names.contains(all.get(at).name)) {
        indexes.add(at);
      }
    }
    return indexes;
  }

  private StageSpec spec(String url) {
    PlannedWorkflow workflow = child;
    if (workflow != null) {
      return new WorkflowSpec(
          workflow,
          members.stream()
              .map(one ->
                  new NamedExpression(one.name(), TreeExpression.jsonOrText(one.value(), PLACE)))
              .toList());
    }
    ResolvedApi api =
        new ResolvedApi(
            "service",
            "service",
            url,
            "",
            "override",
            Json.of("service"),
            new Literal(Json.EMPTY_OBJECT),
            null);
    if (!kind.equals("Endpoint")) {
      return new PluginSpec(
          kind,
          new TreeExpression(new TemplateTree.Members(members), PLACE),
          api,
          new Handling(expected, onStatus, jumpOnStatus, ensure, retry, breaker));
    }
    return new EndpointSpec(
        api,
        method,
        new TemplateExpression(parsed(endpoint), Form.TARGET),
        List.of(),
        List.of(),
        body,
        bodyFile,
        body == null && bodyFile == null ? null : "application/json",
        new Handling(expected, onStatus, jumpOnStatus, ensure, retry, breaker),
        latency);
  }

  static Json json(String text) {
    try {
      return dev.clew.document.JsonText.parse(text);
    } catch (dev.clew.document.JsonText.Malformed e) {
      throw new AssertionError(e);
    }
  }
}
