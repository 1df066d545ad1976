package dev.clew.cli.source;

import dev.clew.cli.CliException;
import dev.clew.core.run.AttemptView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An attempt of a run, as a user names it: RUN for its last one, RUN@N for its Nth.
public record FoundAttempt(RunFiles.Found found, AttemptView attempt) {

  /// @throws CliException when there is none
  public static FoundAttempt find(RunFiles files, String wanted) {
    int at = wanted.lastIndexOf('@');
    boolean numbered = at > 0 && wanted.substring(at + 1).matches("[0-9]+");
    if (!numbered || Files.isRegularFile(Path.of(wanted))) {
      RunFiles.Found found = files.find(wanted);
      return new FoundAttempt(found, found.view().attempt());
    }
    RunFiles.Found found = files.find(wanted.substring(0, at));
    String number = wanted.substring(at + 1);
    List<String> numbers = new ArrayList<>();
    for (AttemptView attempt : found.view().attempts()) {
      String its = Integer.toString(attempt.number());
      if (its.equals(number)) {
        return new FoundAttempt(found, attempt);
      }
      numbers.add(its);
    }
    throw CliException.usage(
        wanted + ": there is no attempt " + number + ", only " + String.join(", ", numbers));
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
