package dev.clew.core.dossier;

import dev.clew.core.dossier.NextAction.RecordedStart;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.call.Body;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.part.Missing;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.ProvidedFrom;
import dev.clew.core.json.Json;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.RunView;
import dev.clew.core.run.ToolCallView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what can be done about a failure.
final class NextActions {
  /// How a placeholder of the redactor begins (`docs/redaction.md`).
  private static final String REDACTED = "[redacted:";

  private static final int KEY_DIGITS = 8;

  private final Facts facts;
  private final RunView run;
  private final List<NextAction> actions = new ArrayList<>();

  private NextActions(Facts facts) {
    this.facts = facts;
    this.run = facts.run();
  }

  /// The most useful first.
  ///
  /// @param start where a replay can begin
  static List<NextAction> of(Facts facts, Verdict.Match match, String start) {
    NextActions found = new NextActions(facts);
    found.settle();
    found.replay(match, start);
    found.compare();
    found.again();
    return found.actions;
  }

  /// Before anything is done again it has to be known what the last go did outside.
  private void settle() {
    StagePath unknown = unknown(facts.stage());
    if (unknown != null) {
      actions.add(new NextAction.SettleEffect(run.runId(), unknown));
    }
  }

  private void replay(Verdict.Match match, String start) {
    String id = run.runId();
    if (facts.phase() == Phase.SAVE) {
      actions.add(new NextAction.Replay(id, start));
      for (ArtifactView artifact : facts.written()) {
        actions.add(new NextAction.Inspect(id, artifact.artifactId(), artifact.shown()));
      }
    }
    if (match.cause() == Cause.RATE_LIMIT) {
      actions.add(new NextAction.Wait(retryAfter()));
    }
    ProcessEnd process = facts.process();
    if (process != null && process.isKilled() && match.cause() == Cause.UNKNOWN) {
      actions.add(new NextAction.AskKernel(false));
    } else if (process != null && process.isOutOfMemory()) {
      actions.add(new NextAction.AskKernel(true));
    }
    boolean isBlocked = !facts.completed() || facts.stage() != null;
    if (facts.phase() == Phase.ACTIVE && isBlocked) {
      actions.add(new NextAction.SeePlan(id, null, Set.of(), false));
    }
  }

  private void compare() {
    AttemptView before = facts.previous();
    if (before != null) {
      actions.add(new NextAction.Compare(run.runId(), before.number(), facts.attempt().number()));
    }
  }

  /// The stage of which nobody knows whether it took effect: that which blocks the run, or else the
  /// last of several. Null when there is none.
  private @Nullable StagePath unknown(@Nullable Blocker blocker) {
    StagePath last = null;
    for (EffectView effect : run.attempt().effects()) {
      StagePath stage = effect.stage();
      if (effect.state() == EffectView.State.UNKNOWN && stage != null) {
        if (blocker != null && stage.equals(blocker.stage())) {
          return stage;
        }
        last = stage;
      }
    }
    return last;
  }

  private @Nullable String retryAfter() {
    Signal root = facts.root();
    return root == null ? null : ToolCallEnded.from(root.row().event()).retryAfter();
  }

  private void again() {
    Blocker blocker = facts.stage();
    List<String> words = words();
    NextAction.Repeats repeats = repeats();
    if (words.stream().anyMatch(word -> word.contains(REDACTED))) {
      // Without what was taken out it is another command.
      actions.add(new NextAction.Retry(run.runId(), repeats));
    } else if (!words.isEmpty()) {
      RecordedStart start = new RecordedStart(words, secrets(), inputs());
      if (blocker != null && bodyIsGone(blocker)) {
        actions.add(new NextAction.Rerun(start, true, repeats));
      }
      actions.add(new NextAction.Rerun(start, false, repeats));
    }
    String key = run.created().executionKey();
    if (key != null && key.length() >= KEY_DIGITS) {
      actions.add(new NextAction.FindSameWork(key));
    }
  }

  private boolean bodyIsGone(Blocker blocker) {
    ToolCallView call = run.attempt().lastCall(blocker.stage());
    ToolCallEnded ended = call == null ? null : call.ended();
    Body body = ended == null ? null : ended.body();
    return body != null && body.captured().equals("none");
  }

  private NextAction.Repeats repeats() {
    Set<String> committed = new LinkedHashSet<>();
    Set<String> unknown = new LinkedHashSet<>();
    for (EffectView effect : run.attempt().effects()) {
      StagePath path = effect.stage();
      String who = path == null ? effect.what() : path.toString();
      if (effect.state() == EffectView.State.COMMITTED) {
        committed.add(who);
      } else if (effect.state() == EffectView.State.UNKNOWN) {
        unknown.add(who);
      }
    }
    return new NextAction.Repeats(committed, unknown);
  }

  /// Empty when the producer does not say how it was called.
  private List<String> words() {
    return run.attempt().facts().again();
  }

  private List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    for (ProvidedFrom secret : run.attempt().facts().providedFrom()) {
      secrets.add(secret.name() + "=" + secret.get(ProvidedFrom.WHERE, ""));
    }
    return secrets;
  }

  private List<RecordedStart.Input> inputs() {
    List<RecordedStart.Input> inputs = new ArrayList<>();
    Set<String> provided = provided();
    for (NamedValue input : run.inputs()) {
      Missing missing = input.missing();
      boolean isGiven = missing == null || !missing.code().equals("not_supplied");
      if (isGiven && !provided.contains(input.name())) {
        String value =
            input.value() instanceof Json.Str text ? text.value() : input.value().toString();
        boolean isOpen = input.secret() || missing != null || value.contains(REDACTED);
        inputs.add(new RecordedStart.Input(input.name(), isOpen ? null : value));
      }
    }
    return inputs;
  }

  /// The inputs that a provider of secrets gives again.
  private Set<String> provided() {
    Set<String> names = new LinkedHashSet<>();
    for (NamedValue input : run.inputs()) {
      if (input.get(NamedValue.SOURCE, "").startsWith("secret ")) {
        names.add(input.name());
      }
    }
    return names;
  }
}
