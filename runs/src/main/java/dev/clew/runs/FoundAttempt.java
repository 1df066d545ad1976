package dev.clew.runs;

import dev.clew.core.Refusal;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An attempt of a run, as a user names it: RUN for its last one, RUN@N for its Nth.
///
/// @param isNumbered whether the user gave the number
public record FoundAttempt(RecordedRun found, AttemptView attempt, boolean isNumbered) {

  /// @throws Refusal when there is none
  public static FoundAttempt find(Runs files, String wanted) {
    int at = wanted.lastIndexOf('@');
    boolean numbered = at > 0 && wanted.substring(at + 1).matches("[0-9]+");
    if (!numbered || Files.isRegularFile(Path.of(wanted))) {
      RecordedRun found = files.find(wanted);
      return new FoundAttempt(found, found.view().attempt(), false);
    }
    RecordedRun found = files.find(wanted.substring(0, at));
    String number = wanted.substring(at + 1);
    List<String> numbers = new ArrayList<>();
    for (AttemptView attempt : found.view().attempts()) {
      String its = Integer.toString(attempt.number());
      if (its.equals(number)) {
        return new FoundAttempt(found, attempt, true);
      }
      numbers.add(its);
    }
    throw Refusal.invalid(
        wanted + ": there is no attempt " + number + ", only " + String.join(", ", numbers));
  }

  /// The run as it stood when this attempt was its last.
  public RecordedRun then() {
    if (isLast()) {
      return found;
    }
    Set<String> later = new HashSet<>();
    List<AttemptView> attempts = found.view().attempts();
    for (AttemptView other : attempts.subList(attempts.indexOf(attempt) + 1, attempts.size())) {
      later.add(other.attemptId());
    }
    List<Row> rows = new ArrayList<>();
    for (Row row : found.contents().rows()) {
      if (!later.contains(row.event().attemptId())) {
        rows.add(row);
      }
    }
    RunSource.Contents then =
        new RunSource.Contents(rows, found.contents().ledger(), RunView.Writer.ABSENT);
    return new RecordedRun(found.source(), then, then.view(), found.copies());
  }

  /// What explains it.
  public Explanation explanation() {
    return isLast() ? found.explanation() : Explanation.of(found.view(), attempt);
  }

  /// Whether it is the one that counts.
  public boolean isLast() {
    return attempt.attemptId().equals(found.view().attempt().attemptId());
  }

  /// RUN@N when there are several attempts, else RUN.
  public String shown() {
    String run = found.view().runId();
    return isLast() ? run : run + "@" + attempt.number();
  }
}
