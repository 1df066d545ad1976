package dev.clew.command.rerun;

import dev.clew.command.ChildEnvironment;
import dev.clew.command.ExecRequest;
import dev.clew.command.RecordedEnvironment;
import dev.clew.command.file.Kept;
import dev.clew.command.file.KeptFile;
import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.request.AskedCommand;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.json.Json;
import dev.clew.core.replay.LedgerValues;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.core.replay.SurfaceWords;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.StageView;
import dev.clew.document.PageLimit;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.Surroundings;
import dev.clew.runs.recording.ReportFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A run of a command that is run again: what was asked for, its folder and environment.
public final class CommandRerun {
  private final FoundAttempt wanted;
  private final Surroundings surroundings;
  private final SurfaceWords surface;
  private final Path ledger;

  /// @throws Refusal when it is not kept in a ledger
  public CommandRerun(FoundAttempt wanted, Surroundings surroundings, SurfaceWords surface) {
    this.wanted = wanted;
    this.surroundings = surroundings;
    this.surface = surface;
    if (!(wanted.found().source() instanceof LedgerSource source)) {
      throw Refusal.invalid(
          wanted.found().source().location()
              + ": this is a report; a new attempt needs the ledger of the run");
    }
    this.ledger = source.path();
  }

  /// The whole again.
  public ExecRequest whole() {
    return request(Map.of(), new AttemptStarted(Json.EMPTY_OBJECT), Kept.NONE, false);
  }

  /// What the plan says. A start at the beginning needs no word to the command.
  public ExecRequest of(ReplayPlan plan, boolean newRun) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (!plan.from().equals("boot")) {
      variables.put("CLEW_REPLAY_FROM", plan.from());
      variables.put("CLEW_REUSE_DIR", folder().toString());
    }
    AttemptStarted facts =
        new AttemptStarted(
            new Attributes()
                .with(AttemptStarted.REPLAY_FROM, plan.from())
                .with(AttemptStarted.REPLAY_OF, newRun ? wanted.found().view().runId() : null)
                .build());
    return request(variables, facts, new Kept(stages(plan), files(plan)), newRun);
  }

  private ExecRequest request(
      Map<String, String> variables, AttemptStarted facts, Kept kept, boolean newRun) {
    AskedCommand asked = asked();
    Map<String, String> all = variables();
    all.putAll(variables);
    return new ExecRequest(
        asked.name(),
        null,
        asked.inputFiles().stream().map(Path::of).toList(),
        asked.artifacts(),
        asked.finals(),
        asked.timeout(),
        newRun ? null : ledger,
        newRun ? ledger.toAbsolutePath().normalize().getParent() : null,
        rules(asked),
        ReportFormat.BOTH,
        PageLimit.DEFAULT,
        null,
        asked.redact(),
        asked.command(),
        Set.copyOf(asked.keptVariables()),
        folder(),
        all,
        facts,
        false,
        kept);
  }

  private List<Kept.Stage> stages(ReplayPlan plan) {
    AttemptView attempt = wanted.attempt();
    List<Kept.Stage> stages = new ArrayList<>();
    for (StageView stage : attempt.stages()) {
      if (plan.kept().contains(stage.path())) {
        String doneIn = stage.ended().get(AnyEvent.REUSED_FROM, attempt.attemptId());
        stages.add(new Kept.Stage(stage, doneIn));
      }
    }
    return stages;
  }

  /// What stages wrote that are not done again, in this attempt or in one that it was a replay of.
  private List<KeptFile> files(ReplayPlan plan) {
    List<KeptFile> kept = new ArrayList<>();
    for (ArtifactView artifact : wanted.attempt().artifacts()) {
      StagePath stage = artifact.producedBy();
      boolean isKept = stage == null ? artifact.takenOver() : plan.kept().contains(stage);
      if (isKept && artifact.checksum() != null && !artifact.path().isEmpty()) {
        kept.add(new KeptFile(artifact, wanted.attempt().attemptId()));
      }
    }
    return kept;
  }

  private Path folder() {
    String cwd = wanted.attempt().facts().get(AttemptStarted.CWD, "");
    Path folder = Path.of(cwd);
    if (cwd.isEmpty() || !Files.isDirectory(folder)) {
      throw Refusal.invalid(
          "the folder " + cwd + ", where the command ran, is not here; nothing was started");
    }
    return folder;
  }

  private AskedCommand asked() {
    AttemptStarted facts = wanted.attempt().facts();
    Asked asked = surface.asked(facts);
    AskedCommand command = asked.command();
    if (command == null || command.command().isEmpty()) {
      throw Refusal.invalid(
          wanted.found().view().runId() + ": its ledger does not say how to run it again");
    }
    if (LedgerValues.isRedacted(command.attributes())) {
      throw Refusal.invalid(
          "the command line has a secret that the ledger does not have",
          new Remedy.GiveSecretWords(
              facts.get(AttemptStarted.CWD, "its folder"),
              ledger.toAbsolutePath().normalize().toString(),
              surface.start(asked)));
    }
    return command;
  }

  /// @throws Refusal when it is not there any more
  private static @Nullable Path rules(AskedCommand asked) {
    String rules = asked.rules();
    if (rules != null && !Files.isReadable(Path.of(rules))) {
      throw Refusal.invalid(Setting.RULES, rules + ": no such file");
    }
    return rules == null ? null : Path.of(rules);
  }

  /// The recorded environment, with the secrets of this one: see [EnvironmentChanges].
  private Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (RecordedEnvironment.Variable variable :
        RecordedEnvironment.of(wanted.attempt().rows()).variables().values()) {
      String name = variable.name();
      String now = surroundings.variable(name);
      if (ChildEnvironment.isOfClew(name)) {
        continue;
      }
      if (variable.isWhole()) {
        variables.put(name, variable.shown());
      } else if (now != null) {
        variables.put(name, now);
      }
    }
    return variables;
  }
}
