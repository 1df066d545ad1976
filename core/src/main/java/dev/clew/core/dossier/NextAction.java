package dev.clew.core.dossier;

import dev.clew.core.event.StagePath;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody who was just paged can do next. A surface adds how it is done there: a terminal a
/// command, a page a link ([ActionWords]).
public sealed interface NextAction {
  /// What to do, in words that fit every surface.
  String text();

  /// Finds out whether a stage took effect, before anything is done again.
  record SettleEffect(String runId, StagePath stage) implements NextAction {
    @Override
    public String text() {
      return "find out whether " + stage + " took effect; nothing here proves it";
    }
  }

  /// Replays from where the failure says that it can begin. Whether that is blocked is known to
  /// whoever makes plans.
  ///
  /// @param from a stage or a window
  record Replay(String runId, String from) implements NextAction {
    @Override
    public String text() {
      return "replay from " + from;
    }
  }

  /// Looks at a plan, which says what can be rerun.
  ///
  /// @param from a stage or a window; null for the earliest place where something is left to do
  /// @param acceptedEffects ids of effects that may be repeated
  /// @param newRun whether it is a run of its own
  record SeePlan(String runId, @Nullable String from, Set<String> acceptedEffects, boolean newRun)
      implements NextAction {
    public SeePlan {
      acceptedEffects = Set.copyOf(acceptedEffects);
    }

    @Override
    public String text() {
      return acceptedEffects.isEmpty()
          ? "see what can be rerun safely"
          : "see what can be rerun, if what nobody knows about may be done again";
    }
  }

  /// Looks at an artifact.
  ///
  /// @param shown how people know it: its path, or its id
  record Inspect(String runId, String artifactId, String shown) implements NextAction {
    @Override
    public String text() {
      return "inspect " + shown;
    }
  }

  /// Waits, because the service asks for it.
  ///
  /// @param retryAfter for how long, or until when, as the service says it; null when it does not
  record Wait(@Nullable String retryAfter) implements NextAction {
    @Override
    public String text() {
      return "wait before the next attempt"
          + (retryAfter == null ? "" : ": the service asks for " + retryAfter);
    }
  }

  /// Asks the kernel of the machine about a process that was killed.
  ///
  /// @param isForMemory whether it is known that the memory was used up
  record AskKernel(boolean isForMemory) implements NextAction {
    @Override
    public String text() {
      return "ask the kernel of that machine "
          + (isForMemory ? "which process it killed" : "whether it was for memory");
    }
  }

  /// Compares the attempt with the one before it.
  record Compare(String runId, int before, int after) implements NextAction {
    @Override
    public String text() {
      return "compare with attempt " + before;
    }
  }

  /// Starts it once more, as it was started.
  ///
  /// @param keepBodies whether the bodies of its calls are to be kept this time
  record Rerun(RecordedStart start, boolean keepBodies, Repeats repeats) implements NextAction {
    @Override
    public String text() {
      return keepBodies ? "run it again and keep the bodies" : "run it again" + repeats.text();
    }
  }

  /// Makes a further attempt, where the words that started it cannot be given again whole.
  record Retry(String runId, Repeats repeats) implements NextAction {
    @Override
    public String text() {
      return "run it again" + repeats.text();
    }
  }

  /// Finds the runs that did the same work.
  ///
  /// @param executionKey at least its first eight digits
  record FindSameWork(String executionKey) implements NextAction {
    @Override
    public String text() {
      return "find runs of the same work";
    }
  }

  /// How a run was started.
  ///
  /// @param words of the command line
  /// @param secrets where each secret came from: `NAME=WHERE`
  record RecordedStart(List<String> words, List<String> secrets, List<Input> inputs) {
    public RecordedStart {
      words = List.copyOf(words);
      secrets = List.copyOf(secrets);
      inputs = List.copyOf(inputs);
    }

    /// @param value null when it has to be given again: the ledger does not have it
    public record Input(String name, @Nullable String value) {}
  }

  /// What a rerun would do a second time.
  ///
  /// @param committed who has had an effect
  /// @param unknown of whom nobody knows whether it had one
  record Repeats(Set<String> committed, Set<String> unknown) {
    String text() {
      return (committed.isEmpty() ? "" : "; repeats what " + String.join(", ", committed) + " did")
          + (unknown.isEmpty()
              ? ""
              : "; nobody knows whether " + String.join(", ", unknown) + " took effect");
    }
  }
}
