package dev.clew.runs.compare;

import dev.clew.core.Refusal;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import dev.clew.core.timing.Window;
import dev.clew.diff.part.RunProfile;
import dev.clew.diff.part.WindowSpan;
import dev.clew.document.JsonText;
import dev.clew.report.sih.SihSnapshot;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.RunSource;
import dev.clew.runs.Runs;
import dev.clew.runs.SihRows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An attempt of a run, as it is compared.
public final class ComparedRun {
  private final FoundAttempt wanted;
  private final RecordedRun found;
  private final AttemptView attempt;

  /// Null until somebody compares.
  private @Nullable RunProfile profile;

  private ComparedRun(FoundAttempt wanted) {
    this.wanted = wanted;
    this.found = wanted.found();
    this.attempt = wanted.attempt();
  }

  /// @param wanted a RUN, or RUN@N for its Nth attempt; without it the last one
  /// @throws Refusal when there is none
  public static ComparedRun find(Runs files, String wanted) {
    return new ComparedRun(FoundAttempt.find(files, wanted));
  }

  public static ComparedRun of(FoundAttempt wanted) {
    return new ComparedRun(wanted);
  }

  public RunProfile profile() {
    RunProfile known = profile;
    if (known == null) {
      known = profileOf(attempt);
      profile = known;
    }
    return known;
  }

  public RecordedRun found() {
    return found;
  }

  public RunView view() {
    return found.view();
  }

  /// The run as this attempt left it.
  public RunView then() {
    return wanted.then().view();
  }

  public AttemptView attempt() {
    return attempt;
  }

  /// Where its ledger cannot be read on; null when all of it could.
  public Json.@Nullable Obj damage() {
    Json.Obj damage = found.contents().damage();
    return damage == null ? null : damage.with("location", Json.of(found.source().location()));
  }

  /// The damage of those runs that have some.
  public static List<Json> damaged(List<ComparedRun> runs) {
    List<Json> damaged = new ArrayList<>();
    for (ComparedRun run : runs) {
      Json damage = run.damage();
      if (damage != null) {
        damaged.add(damage);
      }
    }
    return damaged;
  }

  /// Where it is kept; with the number of the attempt when there are several.
  public String location() {
    String location = found.source().location();
    return found.view().attempts().size() == 1 ? location : location + "@" + attempt.number();
  }

  /// As the snapshot of SphereIntegrationHub tells of it that is made of it; as it is when it was
  /// read from one.
  RunProfile asSihSnapshot() {
    if (SihRows.areOfSnapshot(view())) {
      return profile();
    }
    Timestamp start = attempt.startedAt();
    Timestamp made = start == null ? Timestamp.of(Instant.EPOCH) : start;
    byte[] snapshot = SihSnapshot.of(then(), "compared", made).getBytes(StandardCharsets.UTF_8);
    RunSource.Contents told = SihRows.read(snapshot, Path.of(found.source().location()));
    RunView run = told.view();
    return profileOf(told, run, run.attempt());
  }

  /// This attempt beside each other one that succeeded, if it did itself: what differs between
  /// those is volatile.
  public List<List<RunProfile>> witnesses() {
    List<List<RunProfile>> pairs = new ArrayList<>();
    if (attempt.status() == RunStatus.SUCCEEDED) {
      for (AttemptView other : found.view().attempts()) {
        if (other.status() == RunStatus.SUCCEEDED && other.number() != attempt.number()) {
          pairs.add(List.of(profile(), profileOf(other)));
        }
      }
    }
    return pairs;
  }

  private RunProfile profileOf(AttemptView of) {
    return profileOf(found.contents(), found.view(), of);
  }

  private static RunProfile profileOf(RunSource.Contents contents, RunView run, AttemptView of) {
    return RunProfile.of(contents.rows(), run, of, ComparedRun::json, windows(of));
  }

  private static List<WindowSpan> windows(AttemptView attempt) {
    List<WindowSpan> spans = new ArrayList<>();
    for (Window window : Timing.of(attempt).windows()) {
      spans.add(new WindowSpan(window.name().wire(), window.status().wire(), window.duration()));
    }
    return spans;
  }

  private static @Nullable Json json(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      return null;
    }
  }
}
