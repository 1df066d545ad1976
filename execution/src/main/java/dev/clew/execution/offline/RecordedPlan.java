package dev.clew.execution.offline;

import dev.clew.core.Refusal;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.part.BaseUrl;
import dev.clew.core.fact.part.Missing;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.request.AskedWorkflow;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.LedgerValues;
import dev.clew.core.run.RunView;
import dev.clew.core.source.SourceFile;
import dev.clew.execution.Languages;
import dev.clew.plan.Plan;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.Definition;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.runs.file.TextFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the plan of an attempt again, of what is embedded in its ledger.
final class RecordedPlan {
  private final RunView run;
  private final Recording recording;
  private final @Nullable Path definition;
  private final Map<String, Supplied> given;
  private final List<Obstacle> obstacles;

  /// @param definition a workflow to try in the place of the recorded one; null for that
  RecordedPlan(
      RunView run, Recording recording, @Nullable Path definition, List<Obstacle> obstacles) {
    this(run, recording, definition, Map.of(), obstacles);
  }

  /// @param given inputs in the place of the recorded ones, by name
  RecordedPlan(
      RunView run,
      Recording recording,
      @Nullable Path definition,
      Map<String, Supplied> given,
      List<Obstacle> obstacles) {
    this.run = run;
    this.recording = recording;
    this.definition = definition;
    this.given = given;
    this.obstacles = obstacles;
  }

  /// Null when there is an obstacle.
  @Nullable Plan plan() {
    SourceFile workflow = source(ConfigCaptured.WORKFLOW);
    SourceFile catalog = source(ConfigCaptured.CATALOG);
    Map<String, Supplied> inputs = inputs();
    if (workflow == null || !obstacles.isEmpty()) {
      if (obstacles.isEmpty()) {
        obstacles.add(
            new Obstacle(
                "definition_not_captured", run.name(), "the ledger has no workflow definition"));
      }
      return null;
    }
    String fileName =
        definition == null ? workflow.logicalName() : definition.getFileName().toString();
    Definition read = Languages.read(workflow, fileName);
    Planning planning =
        read.plan(
            new PlanRequest(
                catalog,
                environment(),
                baseUrls(read),
                inputs,
                recording::variable,
                new RecordedFiles(recording),
                environmentFile(),
                false));
    return switch (planning) {
      case Planning.Ready ready -> ready.plan();
      case Planning.Refused refused -> {
        String why = refused.diagnostics().getFirst().render();
        if (definition != null || !given.isEmpty()) {
          throw Refusal.invalid(why);
        }
        obstacles.add(new Obstacle("definition_refused", workflow.logicalName(), why));
        yield null;
      }
    };
  }

  private @Nullable SourceFile source(String role) {
    for (Row row : recording.rows()) {
      Event event = row.event();
      ConfigCaptured captured = ConfigCaptured.from(event);
      if (!event.is(Kind.CONFIG_CAPTURED) || !captured.role().equals(role)) {
        continue;
      }
      String name = captured.name();
      if (definition != null && role.equals(ConfigCaptured.WORKFLOW)) {
        return new SourceFile(name, TextFile.read(definition));
      }
      Payload payload = row.payload();
      String text = payload == null ? null : payload.text();
      if (payload == null || text == null) {
        obstacles.add(
            new Obstacle("definition_not_captured", name, "its text is not in the ledger"));
        return null;
      }
      if (!payload.digest().hex().equals(captured.sha256())) {
        obstacles.add(
            new Obstacle(
                "definition_redacted",
                name,
                "a secret is written in it, which the ledger does not have; make it an input"));
        return null;
      }
      return new SourceFile(name, text);
    }
    return null;
  }

  private Map<String, Supplied> inputs() {
    Map<String, Supplied> inputs = new LinkedHashMap<>();
    for (NamedValue input : run.inputs()) {
      Missing missing = input.missing();
      Supplied other = given.get(input.name());
      if (other != null) {
        inputs.put(input.name(), other);
      } else if (missing == null) {
        inputs.put(
            input.name(),
            new Supplied.Value(StandIns.in(input.value()), input.get(NamedValue.SOURCE, "")));
      } else if (LedgerValues.missing(input) != null) {
        obstacles.add(new Obstacle("input_not_recorded", input.name(), missing.reason()));
      }
    }
    return inputs;
  }

  private String environment() {
    Row queued = recording.first(Kind.RUN_QUEUED);
    RunCreated about = queued == null ? run.created() : RunCreated.from(queued.event());
    return about.get(RunCreated.ENVIRONMENT, "default");
  }

  /// The one that was asked for; null when the workflow's own was used.
  private @Nullable SourceFile environmentFile() {
    AskedWorkflow asked = recording.asked();
    if (asked == null || asked.envFile() == null) {
      return null;
    }
    for (Row row : recording.rows()) {
      if (RecordedFiles.isEnvironment(row.event())) {
        ConfigCaptured file = ConfigCaptured.from(row.event());
        return new SourceFile(file.name(), RecordedFiles.environment(recording, file));
      }
    }
    return null;
  }

  /// Those of the command line; the others stand in the catalog.
  private Map<String, String> baseUrls(Definition read) {
    List<BaseUrl> overrides =
        recording.attempt().facts().baseUrls().stream()
            .filter(one -> one.source().equals(BaseUrl.OVERRIDE))
            .toList();
    if (overrides.isEmpty()) {
      return Map.of();
    }
    Map<String, String> urls = new LinkedHashMap<>();
    for (BaseUrl one : overrides) {
      urls.put(read.catalogName(one.api()), StandIns.in(one.url()));
    }
    return urls;
  }
}
