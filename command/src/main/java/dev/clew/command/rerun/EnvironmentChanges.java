package dev.clew.command.rerun;

import dev.clew.command.ChildEnvironment;
import dev.clew.command.RecordedEnvironment;
import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.run.AttemptView;
import dev.clew.runs.Surroundings;
import dev.clew.runs.secret.SecretHmac;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The variables of an attempt whose values its ledger does not have, and that are not set now or
/// have other values than then, as far as their HMACs can say it.
public record EnvironmentChanges(List<Change> changes) {
  public EnvironmentChanges {
    changes = List.copyOf(changes);
  }

  /// @param isSet whether it has a value now
  public record Change(String name, boolean isSet) {
    String sentence() {
      return isSet
          ? "the environment variable " + name + " has another value than the attempt had"
          : "the environment variable " + name + " is not set, and the ledger has no value of it";
    }
  }

  public static EnvironmentChanges of(AttemptView attempt, Surroundings surroundings) {
    List<Change> changes = new ArrayList<>();
    SecretHmac key = null;
    boolean isKeyTried = false;
    for (RecordedEnvironment.Variable variable :
        RecordedEnvironment.of(attempt.rows()).variables().values()) {
      if (variable.isWhole() || ChildEnvironment.isOfClew(variable.name())) {
        continue;
      }
      if (!isKeyTried) {
        key = key(surroundings);
        isKeyTried = true;
      }
      String now = surroundings.variable(variable.name());
      RecordedEnvironment.Match match = variable.match(now, key);
      if (match == RecordedEnvironment.Match.ABSENT || match == RecordedEnvironment.Match.OTHER) {
        changes.add(new Change(variable.name(), now != null));
      }
    }
    return new EnvironmentChanges(changes);
  }

  /// Null when there is none to compare with: then nobody knows whether a value is another.
  private static @Nullable SecretHmac key(Surroundings surroundings) {
    try {
      return SecretHmac.from(surroundings.keyFile());
    } catch (IOException e) {
      return null;
    }
  }

  /// One line for each.
  public List<String> sentences() {
    return changes.stream().map(Change::sentence).toList();
  }

  /// @param accepted names of variables that may be what they are
  /// @throws Refusal when there are others
  public void requireAccepted(Set<String> accepted) {
    List<String> open = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Change change : changes) {
      if (!accepted.contains(change.name())) {
        open.add(change.sentence());
        names.add(change.name());
      }
    }
    if (!open.isEmpty()) {
      throw Refusal.blocked(
          String.join("; ", open) + "; nothing was started", new Remedy.AcceptVariables(names));
    }
  }
}
