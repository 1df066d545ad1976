package dev.clew.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be done about something that could not be done. A surface adds how it is done there: a
/// terminal a command or an option.
public sealed interface Remedy {
  /// What needs no further word.
  enum Step implements Remedy {
    /// Makes the page of a report again.
    RENEW_REPORT,
    /// Makes a pair of keys.
    MAKE_KEY,
    /// Has the files of a run go to another folder.
    CHOOSE_FOLDER,
    /// Has files written to another folder, or over those that are there.
    WRITE_ELSEWHERE,
    /// Opens a report of clew as one.
    OPEN_REPORT,
    /// Makes a snapshot.
    MAKE_SNAPSHOT,
    /// Checks a workflow with nothing but what is on the disk.
    CHECK_WITHOUT_NETWORK,
    /// Starts a workflow as if it were for the first time.
    START_ANEW,
    /// Makes the first token of a server, or keeps it to its machine.
    MAKE_TOKEN,
    /// Has a server speak TLS, or keeps it to its machine behind a proxy that does, or lets its
    /// tokens be read.
    SPEAK_TLS
  }

  /// Says it.
  record Give(Setting setting) implements Remedy {}

  /// Looks at the runs that there are.
  ///
  /// @param folder whose; null for the one where clew is called
  record SeeRuns(@Nullable String folder) implements Remedy {}

  /// Looks at the plan of a replay again.
  ///
  /// @param run as a user names it
  /// @param from where it begins
  record SeePlan(String run, String from) implements Remedy {}

  /// Has what a command left checked: its ledger, and its files.
  record CheckWhatIsLeft(String runId) implements Remedy {}

  /// Accepts that an effect may happen twice.
  record AcceptEffect(String effectId) implements Remedy {}

  /// Accepts that variables of the environment have other values, or sets them as they were.
  record AcceptVariables(List<String> names) implements Remedy {
    public AcceptVariables {
      names = List.copyOf(names);
    }
  }

  /// Gives the values of inputs again, or sets variables of the environment to them.
  ///
  /// @param variables as many as names
  record GiveInputs(List<String> names, List<String> variables) implements Remedy {
    public GiveInputs {
      names = List.copyOf(names);
      variables = List.copyOf(variables);
    }
  }

  /// Makes a further attempt of a command, with the secrets that its words had.
  ///
  /// @param folder where it ran
  /// @param ledger of its run
  /// @param words that started it, with a placeholder in the place of each secret
  record GiveSecretWords(String folder, String ledger, List<String> words) implements Remedy {
    public GiveSecretWords {
      words = List.copyOf(words);
    }
  }
}
