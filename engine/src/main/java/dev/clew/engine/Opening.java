package dev.clew.engine;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.evidence.ValueEvidence;
import dev.clew.engine.kept.Attempt;
import dev.clew.engine.preflight.Preflight;
import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.input.BoundInput;
import dev.clew.workflow.plan.EndpointSpec;
import dev.clew.workflow.plan.LateWorkflowSpec;
import dev.clew.workflow.plan.Plan;
import dev.clew.workflow.plan.PlannedStage;
import dev.clew.workflow.plan.PlannedWorkflow;
import dev.clew.workflow.plan.PluginSpec;
import dev.clew.workflow.plan.StageReference;
import dev.clew.workflow.plan.WorkflowSpec;
import dev.clew.workflow.source.SourceFile;
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
    Attempt attempt = identity.attempt();
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
        .with("attempt", attempt.number())
        .with("attempt_of", attempt.previousId())
        .with("replay_from", attempt.from())
        .with("replay_of", attempt.ofRun())
        .with("seed", settings.seed())
        .with("strict", settings.strict())
        .with("capture_http", settings.capture().name().toLowerCase(Locale.ROOT))
        .with("base_urls", baseUrls())
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
            .with("role", source.role().name().toLowerCase(Locale.ROOT))
            .with("name", file.logicalName());
    if (source.role() == Plan.Role.ENVIRONMENT_FILE) {
      event.with("keys", Json.strings(keys(file))).append();
      return;
    }
    Payload content = Payload.of(file.text());
    if (source.role() == Plan.Role.VARS_FILE) {
      event.payload(content).append();
      return;
    }
    event
        .with("sha256", content.digest().hex())
        .with("size_bytes", content.sizeBytes())
        .with("content_type", source.role() == Plan.Role.FILE ? null : "application/yaml")
        .with("vcs", source.role() == Plan.Role.WORKFLOW ? settings.vcs() : null)
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
        .with("name", plan.name())
        .with("version", plan.version())
        .with("workflow_id", plan.id())
        .with("description", plan.description())
        .with("workflow_file", workflowFile())
        .with("environment", plan.environment())
        .with("execution_key", identity.key().digest().hex())
        .with("trace_id", identity.traceId())
        .with("redaction", settings.redacts() ? "on" : "off")
        .with("inputs", inputs())
        .append();
  }

  /// The run is there already; its definition may have changed since.
  private void queued(Engine.Identity identity) {
    recorder
        .event(Kind.RUN_QUEUED, "attempt " + identity.attempt().number() + " queued")
        .with("name", plan.name())
        .with("workflow_file", workflowFile())
        .with("environment", plan.environment())
        .with("execution_key", identity.key().digest().hex())
        .with("trace_id", identity.traceId())
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

  private List<Json> inputs() {
    List<Json> inputs = new ArrayList<>();
    for (BoundInput input : plan.inputs().all()) {
      Json.Builder out = Json.object().put("name", input.spec().name());
      Json value = input.value();
      if (value == null) {
        out.put("value", Json.NULL)
            .put(
                "missing",
                Json.object()
                    .put("code", "not_supplied")
                    .put("reason", "it is optional and was not supplied")
                    .build());
      } else {
        out.putAll(ValueEvidence.bounded(value)).put("source", input.source());
      }
      inputs.add(
          out.put("type", input.spec().type().word())
              .put("secret", input.isSecret() ? Json.TRUE : null)
              .build());
    }
    return inputs;
  }

  private List<Json> baseUrls() {
    List<Json> urls = new ArrayList<>();
    for (ResolvedApi api : plan.apis()) {
      urls.add(
          Json.object()
              .put("api", api.name())
              .put("url", api.baseUrl() + api.basePath())
              .put("source", api.from())
              .build());
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
          && stage.written().loop() == null
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
            .with("index", index)
            .with("kind", stage.kind())
            .with("run_if", stage.runIf() == null ? null : stage.runIf().text());
    switch (stage.spec()) {
      case EndpointSpec endpoint ->
          event
              .with("api", endpoint.api() == null ? null : endpoint.api().name())
              .with("method", endpoint.method())
              .with("endpoint", endpoint.endpoint().text())
              .with("expected_statuses", endpoint.expected().text());
      case WorkflowSpec child -> event.with("workflow_file", child.workflow().file());
      case LateWorkflowSpec child -> event.with("workflow_file", child.path().text());
      case PluginSpec plugin -> event.with("plugin", plugin.kind());
    }
    if (DependentStages.has(workflow.stages())) {
      event.with("depends_on", dependencies(workflow, stage, at));
    }
    event.with("references", references(stage.references(), at)).append();
  }

  private static List<Json> dependencies(
      PlannedWorkflow workflow, PlannedStage stage, @Nullable StagePath at) {
    List<Json> paths = new ArrayList<>();
    for (int before : stage.dependsOn()) {
      paths.add(Json.of(path(at, workflow.stages().get(before).name()).toString()));
    }
    return paths;
  }

  private static List<Json> references(List<StageReference> references, @Nullable StagePath at) {
    List<Json> out = new ArrayList<>(references.size());
    for (StageReference reference : references) {
      out.add(
          Json.object()
              .put("stage", path(at, reference.fromStage()).toString())
              .put("field", reference.what())
              .put("at", reference.where())
              .build());
    }
    return out;
  }
}
