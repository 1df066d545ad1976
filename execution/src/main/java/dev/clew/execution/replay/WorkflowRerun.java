package dev.clew.execution.replay;

import dev.clew.core.Refusal;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.BaseUrl;
import dev.clew.core.fact.run.ProvidedFrom;
import dev.clew.core.json.Json;
import dev.clew.core.replay.LedgerValues;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageView;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.kept.Attempt;
import dev.clew.engine.kept.KeptStage;
import dev.clew.engine.kept.KeptValues;
import dev.clew.execution.RunRequest;
import dev.clew.execution.WorkflowRun;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.replay.DefinitionFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A workflow run that is run again: with its definition as it stands on the disk now, and its
/// inputs from the ledger.
public final class WorkflowRerun {
  private final FoundAttempt wanted;
  private final Path ledger;

  /// @throws Refusal when it is not kept in a ledger
  public WorkflowRerun(FoundAttempt wanted) {
    this.wanted = wanted;
    if (!(wanted.found().source() instanceof LedgerSource source)) {
      throw Refusal.invalid(
          wanted.found().source().location()
              + ": this is a report; a new attempt needs the ledger of the run");
    }
    this.ledger = source.path();
  }

  /// @param parse makes a request of the words after `clew run`
  public RunRequest request(GivenInputs inputs, Function<List<String>, RunRequest> parse) {
    RunRequest recorded = parse.apply(words());
    DefinitionFiles files = new DefinitionFiles(ledger);
    Path catalog = recorded.catalog();
    String vars = inputs.varsFile();
    return recorded.anew(
        found(files, recorded.workflow()),
        catalog == null ? null : found(files, catalog),
        vars == null ? null : found(files, Path.of(vars)),
        inputs.supplied(),
        capture(),
        ledger.toAbsolutePath().normalize().getParent());
  }

  private List<String> words() {
    AttemptView attempt = wanted.attempt();
    List<String> words = new ArrayList<>();
    for (String word : attempt.facts().again()) {
      words.add(LedgerValues.isRedacted(Json.of(word)) ? baseUrl(word) : word);
    }
    if (words.size() < 3) {
      throw Refusal.invalid(
          wanted.found().view().runId()
              + ": its ledger does not say how to run it again (the services of `clew demo` end"
              + " with it); start it with `clew run`");
    }
    for (ProvidedFrom secret : attempt.facts().providedFrom()) {
      words.addAll(List.of("--secret", secret.name() + "=" + secret.where()));
    }
    for (String word : words) {
      if (LedgerValues.isRedacted(Json.of(word))) {
        throw Refusal.invalid(
            wanted.found().view().runId()
                + ": its command line has a secret that the ledger does not have: "
                + word
                + "; start it with `clew run`");
      }
    }
    return words.subList(2, words.size());
  }

  /// An API may be called like a secret, `auth=…`: its URL stands among the facts too.
  private String baseUrl(String word) {
    String api = word.substring(0, Math.max(0, word.indexOf('=')));
    for (BaseUrl one : wanted.attempt().facts().baseUrls()) {
      if (one.api().equalsIgnoreCase(api) && one.source().equals(BaseUrl.OVERRIDE)) {
        return api + "=" + one.url();
      }
    }
    return word;
  }

  private Path found(DefinitionFiles files, Path name) {
    Path file = files.find(name.toString());
    if (file == null) {
      throw Refusal.invalid(
          name + ": no such file here or above the ledger; run clew where the run was started");
    }
    return file;
  }

  private Capture capture() {
    String recorded = wanted.attempt().facts().get(AttemptStarted.CAPTURE_HTTP, "headers");
    return Capture.valueOf(recorded.toUpperCase(Locale.ROOT));
  }

  /// The whole again.
  public WorkflowRun.Into whole() {
    return into(null, Map.of());
  }

  /// What the plan says, in the ledger of the run or in one of its own.
  public WorkflowRun.Into of(ReplayPlan plan, boolean newRun) {
    Map<StagePath, KeptStage> kept = new HashMap<>();
    AttemptView attempt = wanted.attempt();
    Set<StagePath> whole = Set.copyOf(plan.kept());
    for (StageView stage : attempt.stages()) {
      if (stage.path().parent() == null
          && KeptStage.isDone(stage)
          && whole.contains(StagePath.of(stage.name()))) {
        kept.put(stage.path(), new KeptStage(attempt.attemptId(), stage));
      }
    }
    if (newRun) {
      return new WorkflowRun.Into.NewRun(
          new Attempt(
              1, null, plan.from(), wanted.found().view().runId(), kept, values(attempt, kept)),
          seed(kept));
    }
    return into(plan.from(), kept);
  }

  private WorkflowRun.Into into(@Nullable String from, Map<StagePath, KeptStage> kept) {
    RunView run = wanted.found().view();
    Attempt attempt =
        new Attempt(
            run.attempt().number() + 1,
            run.attempt().attemptId(),
            from,
            null,
            kept,
            values(wanted.attempt(), kept));
    return new WorkflowRun.Into.Existing(ledger, wanted.found().contents(), attempt, seed(kept));
  }

  private static KeptValues values(AttemptView attempt, Map<StagePath, KeptStage> kept) {
    return kept.isEmpty() ? KeptValues.NONE : KeptValues.of(attempt, attempt.attemptId());
  }

  private @Nullable String seed(Map<StagePath, KeptStage> kept) {
    return kept.isEmpty() ? null : wanted.attempt().facts().seed();
  }
}
