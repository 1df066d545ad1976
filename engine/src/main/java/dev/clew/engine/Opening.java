package dev.clew.engine;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.BaseUrl;
import dev.clew.core.fact.part.Missing;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.stage.StagePlanned;
import dev.clew.core.fact.stage.StageReference;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.run.ParentRun;
import dev.clew.core.source.SourceFile;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.evidence.ValueEvidence;
import dev.clew.engine.kept.NewAttempt;
import dev.clew.engine.preflight.Preflight;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.LateWorkflowSpec;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.PluginSpec;
import dev.clew.plan.WorkflowSpec;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.input.BoundInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is written down before anything is sent: the run, the files that define it, the plan, and
/// the facts of the attempt.
final class Opening {
  /// `plan.max_child_stages`: children that nest double with each level. Stages over it are not
  /// planned, and have all their other events.
  static final int MAX_PLANNED_OF_CHILDREN = 10_000;

  private final Plan plan;
  private final RunSettings settings;
  private final Recorder recorder;
  private int plannedOfChildren;

  Opening(Plan plan, RunSettings settings, Recorder recorder) {
    this.plan = plan;
    this.settings = settings;
    this.recorder = recorder;
  }

  void write(Engine.Identity identity, Preflight preflight) {
    NewAttempt attempt = identity.attempt();
    if (attempt.number() == 1) {
      created(identity);
    } else {
      queued(identity);
    }
    plan.sources().forEach(this::captured);
    planned(plan.workflow(), null);
    preflight.write(recorder);
    recorder
        .event(Kind.RUN_STARTED, "run started")
        .with(AttemptStarted.ATTEMPT, attempt.number())
        .with(AttemptStarted.ATTEMPT_OF, attempt.previousId())
        .with(AttemptStarted.REPLAY_FROM, attempt.from())
        .with(AttemptStarted.REPLAY_OF, attempt.ofRun())
        .withAll(ParentRun.attributes(identity.started().parent()))
        .with(AttemptStarted.SEED, settings.seed())
        .with(AttemptStarted.STRICT, settings.strict())
        .with(AttemptStarted.CAPTURE_HTTP, settings.capture().name().toLowerCase(Locale.ROOT))
        .with(AttemptStarted.BASE_URLS, baseUrls())
        .withAll(settings.modes().toJson())
        .withAll(settings.facts())
        .append();
  }

  /// Of an environment file only the names: its values are secret as a rule, and a digest of them
  /// would let them be guessed. Of the inputs of a child no digest either, as some may be secret.
  private void captured(Plan.Source source) {
    SourceFile file = source.file();
    Recorder.Draft event =
        recorder
            .event(Kind.CONFIG_CAPTURED, "captured " + file.logicalName())
            .with(ConfigCaptured.ROLE, source.role().name().toLowerCase(Locale.ROOT))
            .with(ConfigCaptured.NAME, file.logicalName());
    if (source.role() == Plan.Role.ENVIRONMENT_FILE) {
      event.with(ConfigCaptured.KEYS, keys(file)).append();
      return;
    }
    Payload content = Payload.of(file.text());
    if (source.role() == Plan.Role.VARS_FILE) {
      event.payload(content).append();
      return;
    }
    event
        .with(ConfigCaptured.SHA256, content.digest().hex())
        .with(ConfigCaptured.SIZE_BYTES, content.sizeBytes())
        .with(ConfigCaptured.CONTENT_TYPE, source.contentType())
        .with(ConfigCaptured.VCS, source.role() == Plan.Role.WORKFLOW ? settings.vcs() : null)
        .payload(content)
        .append();
  }

  /// Of lines `KEY=`; what stands behind it is left out, should there be anything.
  private static List<String> keys(SourceFile file) {
    List<String> keys = new ArrayList<>();
    for (String line : file.text().split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        keys.add(line.substring(0, equals));
      }
    }
    return keys;
  }

  private void created(Engine.Identity identity) {
    recorder
        .event(Kind.RUN_CREATED, "run created")
        .with(RunCreated.NAME, plan.name())
        .with(RunCreated.VERSION, plan.version())
        .with(RunCreated.WORKFLOW_ID, plan.id())
        .with(RunCreated.DESCRIPTION, plan.description())
        .with(RunCreated.WORKFLOW_FILE, workflowFile())
        .with(RunCreated.ENVIRONMENT, plan.environment())
        .with(RunCreated.EXECUTION_KEY, identity.key().digest().hex())
        .with(RunCreated.TRACE_ID, identity.trace().traceId())
        .withAll(RunCreated.trace(identity.trace()))
        .with(RunCreated.CORRELATION_ID, identity.started().correlation())
        .with(RunCreated.LIMIT, settings.limit())
        .with(RunCreated.REDACTION, settings.redacts() ? "on" : "off")
        .with(RunCreated.INPUTS, inputs())
        .append();
  }

  /// The run is there already; its definition may have changed since.
  private void queued(Engine.Identity identity) {
    recorder
        .event(Kind.RUN_QUEUED, "attempt " + identity.attempt().number() + " queued")
        .with(RunCreated.NAME, plan.name())
        .with(RunCreated.WORKFLOW_FILE, workflowFile())
        .with(RunCreated.ENVIRONMENT, plan.environment())
        .with(RunCreated.EXECUTION_KEY, identity.key().digest().hex())
        .with(RunCreated.TRACE_ID, identity.trace().traceId())
        .withAll(RunCreated.trace(identity.trace()))
        .with(RunCreated.LIMIT, settings.limit())
        .append();
  }

  private @Nullable String workflowFile() {
    for (Plan.Source source : plan.sources()) {
      if (source.role() == Plan.Role.WORKFLOW) {
        return source.file().logicalName();
      }
    }
    return null;
  }

  private List<NamedValue> inputs() {
    List<NamedValue> inputs = new ArrayList<>();
    for (BoundInput input : plan.inputs().all()) {
      Attributes out = new Attributes().with(NamedValue.NAME, input.spec().name());
      Json value = input.value();
      if (value == null) {
        out.with(NamedValue.VALUE, Json.NULL)
            .with(
                NamedValue.MISSING,
                Missing.of(Missing.NOT_SUPPLIED, "it is optional and was not supplied"));
      } else {
        out.withAll(ValueEvidence.bounded(value).attributes())
            .with(NamedValue.SOURCE, input.source());
      }
      inputs.add(
          new NamedValue(
              out.with(NamedValue.VALUE_TYPE, input.spec().type().word())
                  .with(NamedValue.SECRET, input.isSecret() ? Boolean.TRUE : null)
                  .build()));
    }
    return inputs;
  }

  private List<BaseUrl> baseUrls() {
    List<BaseUrl> urls = new ArrayList<>();
    for (ResolvedApi api : plan.apis()) {
      urls.add(
          new BaseUrl(
              new Attributes()
                  .with(BaseUrl.API, api.name())
                  .with(BaseUrl.URL, api.baseUrl() + api.basePath())
                  .with(BaseUrl.SOURCE, api.from())
                  .build()));
    }
    return urls;
  }

  /// The stages of a workflow, each followed by those of its child. Those of a child that a loop
  /// executes are as many as there are items, and nobody knows how many that is.
  ///
  /// @param at the stage that executes it; null for the one that was started
  private void planned(PlannedWorkflow workflow, @Nullable StagePath at) {
    int index = 0;
    for (PlannedStage stage : workflow.stages()) {
      StagePath path = path(at, stage.name());
      planned(workflow, stage, at, index++);
      if (stage.spec() instanceof WorkflowSpec child
          && stage.settings().loop() == null
          && plannedOfChildren + child.workflow().stages().size() <= MAX_PLANNED_OF_CHILDREN) {
        plannedOfChildren += child.workflow().stages().size();
        planned(child.workflow(), path);
      }
    }
  }

  private static StagePath path(@Nullable StagePath at, String stage) {
    return at == null ? StagePath.of(stage) : at.child(new StagePath.Segment(stage, null, null));
  }

  private void planned(
      PlannedWorkflow workflow, PlannedStage stage, @Nullable StagePath at, int index) {
    Recorder.Draft event =
        recorder
            .event(Kind.STAGE_PLANNED, "planned")
            .stage(path(at, stage.name()))
            .with(StagePlanned.INDEX, index)
            .with(StagePlanned.KIND, stage.settings().kind())
            .with(
                StagePlanned.RUN_IF,
                stage.settings().runIf() == null ? null : stage.settings().runIf().text());
    switch (stage.spec()) {
      case EndpointSpec endpoint ->
          event
              .with(StagePlanned.API, endpoint.api() == null ? null : endpoint.api().name())
              .with(StagePlanned.METHOD, endpoint.method())
              .with(StagePlanned.ENDPOINT, endpoint.endpoint().written())
              .with(StagePlanned.EXPECTED_STATUSES, endpoint.expected().text());
      case WorkflowSpec child -> event.with(StagePlanned.WORKFLOW_FILE, child.workflow().file());
      case LateWorkflowSpec child -> event.with(StagePlanned.WORKFLOW_FILE, child.path().written());
      case PluginSpec plugin -> event.with(StagePlanned.PLUGIN, plugin.kind());
    }
    if (workflow.isGraph()) {
      event.with(StagePlanned.DEPENDS_ON, dependencies(workflow, stage, at));
    }
    event.with(StagePlanned.REFERENCES, references(stage, at)).append();
  }

  private static List<String> dependencies(
      PlannedWorkflow workflow, PlannedStage stage, @Nullable StagePath at) {
    List<String> paths = new ArrayList<>();
    for (int before : stage.dependsOn()) {
      paths.add(path(at, workflow.stages().get(before).name()).toString());
    }
    return paths;
  }

  private static List<StageReference> references(PlannedStage stage, @Nullable StagePath at) {
    List<StageReference> out = new ArrayList<>(stage.references().size());
    for (var reference : stage.references()) {
      out.add(
          new StageReference(
              new Attributes()
                  .with(StageReference.STAGE, path(at, reference.fromStage()).toString())
                  .with(StageReference.FIELD, reference.what())
                  .with(StageReference.AT, reference.where())
                  .build()));
    }
    return out;
  }
}
