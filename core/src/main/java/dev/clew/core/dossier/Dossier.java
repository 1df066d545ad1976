package dev.clew.core.dossier;

import dev.clew.core.absence.Absence;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.timing.Timing;
import dev.clew.core.timing.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Why an attempt is not what it should be, and what supports that. Deterministic: rules over its
/// rows, no model, and no time but the rows' own.
///
/// @param failure the code, the most specific that a rule gives: `upload_timeout`, `http_402`,
///   `unknown_failure`
/// @param isA the wider codes that it is a kind of
/// @param rule the rule that gave it, with its version
/// @param blocker one sentence
/// @param stage the stage that blocks the run; null when no stage does
/// @param ruledOut the more specific rules that did not match, and what they missed
/// @param causeChain from the outermost failure to the deepest cause
/// @param replayStart where a replay can begin at the earliest useful place: a stage, or a window
///   (`boot`, `save`)
public record Dossier(
    String runId,
    String attemptId,
    String failure,
    List<String> isA,
    Phase phase,
    Cause cause,
    String rule,
    String blocker,
    @Nullable Blocker stage,
    List<Evidence> evidence,
    List<RuledOut> ruledOut,
    List<String> causeChain,
    LeftBehind leftBehind,
    String replayStart,
    List<NextAction> nextActions) {

  /// Absences that break what a run promised even if it says that it went well.
  static final List<Absence.Code> BROKEN_CONTRACT =
      List.of(
          Absence.Code.NO_FINAL_ARTIFACT, Absence.Code.NO_FILE, Absence.Code.NO_STATUS_WRITE_BACK);

  /// Errors that are quoted beside the root.
  private static final int MAX_OTHER_SIGNALS = 3;

  public Dossier {
    isA = List.copyOf(isA);
    evidence = List.copyOf(evidence);
    ruledOut = List.copyOf(ruledOut);
    causeChain = List.copyOf(causeChain);
    nextActions = List.copyOf(nextActions);
  }

  public record RuledOut(String rule, String why) {}

  /// What the attempt left in the world.
  public record LeftBehind(
      List<NamedValue> outputs, List<EffectView> effects, List<ArtifactView> artifacts) {
    public LeftBehind {
      outputs = List.copyOf(outputs);
      effects = List.copyOf(effects);
      artifacts = List.copyOf(artifacts);
    }
  }

  /// Of the attempt that counts.
  public static @Nullable Dossier of(RunView run) {
    return Explanation.of(run).dossier();
  }

  /// Null when nothing is wrong with it: it went well or is still going, and nothing that it owes
  /// is late.
  public static @Nullable Dossier of(
      RunView run, AttemptView attempt, Timing timing, List<Absence> absences) {
    if (!attempt.status().unsuccessful() && !isLate(attempt, absences)) {
      return null;
    }
    Facts facts = Facts.of(run, attempt, timing, absences);
    List<RuledOut> ruledOut = new ArrayList<>();
    for (FailureRule rule : FailureRule.values()) {
      switch (rule.test(facts)) {
        case Verdict.RuledOut out -> ruledOut.add(new RuledOut(rule.id(), out.why()));
        case Verdict.Match match -> {
          return of(facts, rule, match, ruledOut);
        }
      }
    }
    throw new IllegalStateException("the last rule matches everything");
  }

  private static boolean isLate(AttemptView attempt, List<Absence> absences) {
    for (Absence absence : absences) {
      boolean overdue =
          absence.code() == Absence.Code.NO_HEARTBEAT
              || absence.code() == Absence.Code.NO_RETRY_HEARTBEAT;
      if (overdue || (attempt.status().completed() && BROKEN_CONTRACT.contains(absence.code()))) {
        return true;
      }
    }
    return false;
  }

  private static Dossier of(
      Facts facts, FailureRule rule, Verdict.Match match, List<RuledOut> ruledOut) {
    Blocker stage = facts.stage();
    Signal root = facts.root();
    String blocker = match.blocker();
    if (blocker == null && stage != null) {
      blocker =
          root != null && isToldBetter(stage, root)
              ? stage.stage() + ": " + root.deepest()
              : stage.headline();
    }
    if (blocker == null) {
      blocker = root == null ? match.failure() : Signal.firstLine(root.message());
    }
    String start = replayStart(facts);
    return new Dossier(
        facts.run().runId(),
        facts.attempt().attemptId(),
        match.failure(),
        match.isA(),
        facts.phase(),
        match.cause(),
        rule.id(),
        blocker,
        stage,
        evidence(facts, match),
        ruledOut,
        root == null ? List.of() : root.chain(),
        leftBehind(facts.attempt()),
        start,
        NextActions.of(facts, match, start));
  }

  /// Whether a row says what was wrong, and the stage only with which exit code it ended.
  private static boolean isToldBetter(Blocker stage, Signal root) {
    return Signal.isExitCode(stage.code())
        && (root.says() || !root.isBare())
        && !stage.stage().equals(root.row().event().path());
  }

  private static List<Evidence> evidence(Facts facts, Verdict.Match match) {
    List<Evidence> evidence = new ArrayList<>(match.evidence());
    Signal root = facts.root();
    Blocker stage = facts.stage();
    if (stage != null) {
      evidence.removeIf(one -> isTold(one, stage));
      for (Blocker.Claim claim : stage.evidence()) {
        evidence.add(Evidence.row(Evidence.Side.FOR, claim.claim(), claim.row()));
      }
    }
    if (root != null && !cited(evidence, root.row().offset())) {
      evidence.add(root.evidence());
    }
    Evidence said = Why.lastSaid(facts);
    if (said != null) {
      evidence.add(said);
    }
    Row ended = facts.endedRow();
    ProcessEnd process = facts.process();
    if (process != null && process.isOutOfMemory() && ended != null) {
      evidence.add(Evidence.row(Evidence.Side.FOR, process.kernel(), ended.offset()));
    }
    if (process != null && ended != null && !cited(evidence, ended.offset())) {
      evidence.add(Citations.whole(ended));
    }
    others(facts, match, evidence);
    for (Absence absence : facts.absences()) {
      evidence.add(absent(absence));
    }
    same(facts, match, evidence);
    return evidence.stream().distinct().toList();
  }

  /// What else says a cause. Of a run that came to its end only what is beside its root.
  private static void others(Facts facts, Verdict.Match match, List<Evidence> evidence) {
    if (facts.root() == null && facts.completed()) {
      return;
    }
    int others = 0;
    for (Signal signal : facts.signals()) {
      if (signal.says()
          && !cited(evidence, signal.row().offset())
          && others++ < MAX_OTHER_SIGNALS) {
        Evidence said = signal.evidence();
        Evidence.Side side =
            signal.cause() == match.cause() ? Evidence.Side.FOR : Evidence.Side.AGAINST;
        evidence.add(new Evidence(side, said.claim(), said.refs()));
      }
    }
  }

  /// Whether it points to one row, which the stage's own claims tell better.
  private static boolean isTold(Evidence one, Blocker stage) {
    for (Blocker.Claim claim : stage.evidence()) {
      if (one.refs().equals(List.of(new Evidence.Ref.Row(claim.row())))) {
        return true;
      }
    }
    return false;
  }

  private static boolean cited(List<Evidence> evidence, long row) {
    return evidence.stream().anyMatch(one -> one.refs().contains(new Evidence.Ref.Row(row)));
  }

  private static Evidence absent(Absence absence) {
    List<Evidence.Ref> refs = new ArrayList<>();
    refs.add(new Evidence.Ref.Missing(absence.code()));
    if (absence.promisedBy() != null) {
      refs.add(new Evidence.Ref.Row(absence.promisedBy()));
    }
    String due = absence.due() == null ? "" : " (due " + absence.due() + ")";
    return new Evidence(Evidence.Side.ABSENT, absence.what() + due, refs);
  }

  private static void same(Facts facts, Verdict.Match match, List<Evidence> evidence) {
    AttemptView before = facts.previous();
    if (before == null) {
      return;
    }
    AttemptView now = facts.attempt();
    compare("input bundle", inputs(before), inputs(now), evidence);
    boolean isSameEnvironment =
        Objects.equals(configuration(before, true), configuration(now, true));
    Digest files = configuration(before, false);
    boolean isSame = Objects.equals(files, configuration(now, false));
    if (isSameEnvironment || !isSame) {
      // A variable more or less, such as that of another terminal, makes no other configuration;
      // neither is it the same.
      compare("configuration", files, configuration(now, false), evidence);
    }
    Dossier earlier = Explanation.of(facts.run(), before).dossier();
    if (earlier != null) {
      boolean same = earlier.failure().equals(match.failure());
      evidence.add(
          new Evidence(
              same ? Evidence.Side.SAME : Evidence.Side.AGAINST,
              "attempt " + before.number() + " failed with " + earlier.failure(),
              List.of()));
    }
  }

  /// Nothing is said about what one of them does not tell.
  private static void compare(
      String what, @Nullable Digest before, @Nullable Digest now, List<Evidence> evidence) {
    if (before == null || now == null) {
      return;
    }
    boolean same = Objects.equals(before, now);
    evidence.add(
        new Evidence(
            same ? Evidence.Side.SAME : Evidence.Side.AGAINST,
            (same ? "same " : "other ") + what + " as the attempt before",
            List.of()));
  }

  private static @Nullable Digest inputs(AttemptView attempt) {
    TreeMap<String, Json> inputs = new TreeMap<>();
    for (ArtifactView artifact : attempt.artifacts()) {
      if (artifact.kind().equals("input") && artifact.checksum() != null) {
        inputs.put(artifact.artifactId(), Json.of(artifact.checksum()));
      }
    }
    return inputs.isEmpty() ? null : Digest.ofJson("clew.inputs.v1", new Json.Obj(inputs));
  }

  /// @param environment whether it is that of the environment, or of all else
  private static @Nullable Digest configuration(AttemptView attempt, boolean environment) {
    TreeMap<String, Json> files = new TreeMap<>();
    for (Row row : attempt.rows()) {
      ConfigCaptured about = ConfigCaptured.from(row.event());
      boolean isEnvironment = about.role().equals("environment");
      if (row.event().is(Kind.CONFIG_CAPTURED) && isEnvironment == environment) {
        String name = about.role() + "/" + about.name();
        files.put(name, Json.of(about.get(ConfigCaptured.SHA256, "")));
      }
    }
    return files.isEmpty() ? null : Digest.ofJson("clew.configuration.v1", new Json.Obj(files));
  }

  private static LeftBehind leftBehind(AttemptView attempt) {
    List<ArtifactView> written = new ArrayList<>();
    for (ArtifactView artifact : attempt.artifacts()) {
      if (artifact.isWritten() && !artifact.isGiven()) {
        written.add(artifact);
      }
    }
    return new LeftBehind(attempt.output(), attempt.effects(), written);
  }

  /// Where what is left to do begins.
  private static String replayStart(Facts facts) {
    return switch (facts.phase()) {
      case PRE_CLAIM, BOOT -> Window.Name.BOOT.wire();
      case SAVE -> saveStart(facts);
      case POST -> Window.Name.SAVE.wire();
      case ACTIVE -> {
        Blocker stage = facts.stage();
        StagePath path = stage == null ? null : stage.stage();
        yield path == null ? Window.Name.BOOT.wire() : path.toString();
      }
    };
  }

  /// The whole write-back, unless stages of it before the one that failed have done their part.
  private static String saveStart(Facts facts) {
    Blocker stage = facts.stage();
    if (stage != null && facts.windows().isSave(stage.stage())) {
      for (StageView other : facts.attempt().stages()) {
        if (other.status() == StageStatus.SUCCEEDED && facts.windows().isSave(other.path())) {
          return stage.stage().toString();
        }
      }
    }
    return Window.Name.SAVE.wire();
  }

  /// Whether a claim points to that artifact.
  public boolean cites(String artifactId) {
    for (Evidence one : evidence) {
      if (one.refs().contains(new Evidence.Ref.Artifact(artifactId))) {
        return true;
      }
    }
    return false;
  }
}
