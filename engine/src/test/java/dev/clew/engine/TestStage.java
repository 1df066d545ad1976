package dev.clew.engine;

import dev.clew.core.json.Json;
import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.definition.Assertion;
import dev.clew.workflow.definition.Body;
import dev.clew.workflow.definition.Ensure;
import dev.clew.workflow.definition.ExpectedStatuses;
import dev.clew.workflow.definition.Handling;
import dev.clew.workflow.definition.Jump;
import dev.clew.workflow.definition.LatencyProfile;
import dev.clew.workflow.definition.Loop;
import dev.clew.workflow.definition.Mock;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.definition.Outputs;
import dev.clew.workflow.definition.PluginCall;
import dev.clew.workflow.definition.StageDefinition;
import dev.clew.workflow.definition.StageUse;
import dev.clew.workflow.definition.StatusAction;
import dev.clew.workflow.definition.resilience.Breaker;
import dev.clew.workflow.definition.resilience.Retry;
import dev.clew.workflow.expression.Condition;
import dev.clew.workflow.expression.ConditionParser;
import dev.clew.workflow.plan.EndpointSpec;
import dev.clew.workflow.plan.PlannedStage;
import dev.clew.workflow.plan.PlannedWorkflow;
import dev.clew.workflow.plan.PluginSpec;
import dev.clew.workflow.plan.StageSpec;
import dev.clew.workflow.plan.WorkflowSpec;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Place;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.template.JsonPath;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.TemplateParser;
import dev.clew.workflow.template.TemplateTree;
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
  private @Nullable Body body;
  private ExpectedStatuses expected = ExpectedStatuses.ANY_2XX;
  private final List<StatusAction> onStatus = new ArrayList<>();
  private final List<StatusAction> jumpOnStatus = new ArrayList<>();
  private @Nullable Ensure ensure;
  private @Nullable Retry retry;
  private @Nullable Breaker breaker;
  private @Nullable Template bodyFile;
  private @Nullable Condition runIf;
  private Duration delay = Duration.ZERO;
  private @Nullable Loop loop;
  private final List<NamedTemplate> debug = new ArrayList<>();
  private @Nullable Template message;
  private final List<NamedTemplate> outputs = new ArrayList<>();
  private final List<String> secret = new ArrayList<>();
  private final List<NamedTemplate> set = new ArrayList<>();
  private final List<NamedTemplate> context = new ArrayList<>();
  private final List<Assertion> assertions = new ArrayList<>();
  private final List<NamedTemplate> onSkip = new ArrayList<>();
  private final List<TemplateTree.Member> members = new ArrayList<>();
  private @Nullable Mock mock;
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
    stage.body = new Body(template(json), Body.Form.JSON);
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

  static Template template(String text) {
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

  static NamedTemplate named(String name, String text) {
    return new NamedTemplate(name, template(text));
  }

  static Condition condition(String text) {
    Diagnostics problems = new Diagnostics();
    Condition condition = ConditionParser.parse(text, PLACE, problems);
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

  TestStage onStatus(int status, @Nullable String jump, NamedTemplate... outs) {
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
    return target == null ? null : new Jump(target, PLACE);
  }

  TestStage ensure(NamedTemplate... outs) {
    ensure =
        new Ensure(Ensure.Mode.CREATE_IF_MISSING, List.of(409), null, Arrays.asList(outs), null);
    return this;
  }

  TestStage retry(int max, long delayMs, Integer... statuses) {
    return retry(
        new Retry(
            null,
            Arrays.asList(statuses),
            max,
            Duration.ofMillis(delayMs),
            Retry.Backoff.FIXED,
            Retry.DEFAULT_MAX_DELAY,
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
    loop = new Loop(template(token), null, JsonPath.ROOT, sequential, "item", "index", maxParallel);
    return this;
  }

  TestStage forEachOf(String file, String path) {
    List<JsonPath.Step> steps = new ArrayList<>();
    for (String step : path.split("\\.", -1)) {
      steps.add(new JsonPath.Step(step, false));
    }
    loop = new Loop(null, template(file), new JsonPath(steps), true, "item", "index", 1);
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
            new Assertion.Check.Holds(condition(condition)),
            blocking));
    return this;
  }

  TestStage onSkip(String key, String text) {
    onSkip.add(named(key, text));
    return this;
  }

  /// An input of a child workflow, or a member of a plug-in's configuration.
  TestStage with(String key, String text) {
    members.add(new TemplateTree.Member(key, new TemplateTree.Text(template(text))));
    return this;
  }

  TestStage mock(Mock as) {
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

  PlannedStage planned(String url, List<TestStage> all) {
    StageDefinition written =
        new StageDefinition(
            name,
            kind,
            new PluginCall(kind, new TemplateTree.Members(List.of()), PLACE),
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
            uses(dependsOn),
            Position.START);
    return new PlannedStage(written, spec(url), List.of(), dependencies(all));
  }

  private static @Nullable List<StageUse> uses(@Nullable List<String> names) {
    return names == null ? null : names.stream().map(one -> new StageUse(one, PLACE)).toList();
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
      return new WorkflowSpec(workflow, members);
    }
    ResolvedApi api = new ResolvedApi("service", "service", url, "", "override", null);
    if (!kind.equals("Endpoint")) {
      return new PluginSpec(
          kind,
          new TemplateTree.Members(members),
          api,
          new Handling(expected, onStatus, jumpOnStatus, ensure, retry, breaker));
    }
    return new EndpointSpec(
        api,
        method,
        template(endpoint),
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
