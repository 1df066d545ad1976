package dev.clew.command;

import dev.clew.command.file.Kept;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.request.AskedCommand;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.document.PageLimit;
import dev.clew.runs.recording.ReportFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a user asked to be run as it is.
///
/// @param name of the run, for an attempt the one that it has; null for the command's own name
/// @param createdAt when the work was asked for; null for now
/// @param inputFiles what the command reads
/// @param artifacts globs of what it writes, from the working folder
/// @param finals globs of what it must have written when it succeeds
/// @param timeout after which it is ended; null for never
/// @param attemptOf the ledger of the run that this is another attempt of; null for a run of its
///   own
/// @param out where the files go; null for `output/` in the working folder
/// @param rules of the user, for the lines of the output; null for clew's alone
/// @param pageLimit of the reports
/// @param junit null for none
/// @param command at least one word
/// @param keptVariables names of variables whose values are recorded whatever they look like
/// @param folder where the command runs and what paths and globs start from; null for the working
///   folder
/// @param environment more variables for the command, as a replay sets them
/// @param facts more that the ledger says about this attempt, as a replay knows it
/// @param keepsWorkspace whether the files of the workspace are copied while they are listed
/// @param kept what the stages that a replay does not do again left in an earlier attempt
public record ExecRequest(
    @Nullable String name,
    @Nullable Timestamp createdAt,
    List<Path> inputFiles,
    List<String> artifacts,
    List<String> finals,
    @Nullable Duration timeout,
    @Nullable Path attemptOf,
    @Nullable Path out,
    @Nullable Path rules,
    ReportFormat format,
    PageLimit pageLimit,
    @Nullable Path junit,
    boolean redact,
    List<String> command,
    Set<String> keptVariables,
    @Nullable Path folder,
    Map<String, String> environment,
    AttemptStarted facts,
    boolean keepsWorkspace,
    Kept kept) {
  private static final int MAX_NAME_CHARS = 80;

  public ExecRequest {
    inputFiles = List.copyOf(inputFiles);
    artifacts = List.copyOf(artifacts);
    finals = List.copyOf(finals);
    command = List.copyOf(command);
    keptVariables = new TreeSet<>(keptVariables);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a command has at least one word");
    }
  }

  /// Absolute.
  Path workingFolder() {
    return (folder == null ? Path.of("") : folder).toAbsolutePath().normalize();
  }

  /// What the run is called: as the user says, else the last part of the command's path.
  String shownName() {
    if (name != null) {
      return name;
    }
    String first = command.getFirst();
    String base = first.substring(first.lastIndexOf('/') + 1);
    return base.isEmpty() ? "command" : base.substring(0, Math.min(MAX_NAME_CHARS, base.length()));
  }

  /// What is recorded of it, to make it again: all but what says how it is reported.
  ///
  /// @param words of the command, redacted
  Asked asked(List<String> words) {
    return Asked.of(
        new AskedCommand(
            new Attributes()
                .with(AskedCommand.COMMAND, words)
                .with(AskedCommand.NAME, shownName())
                .with(AskedCommand.INPUT_FILES, orNull(texts(inputFiles)))
                .with(AskedCommand.ARTIFACTS, orNull(artifacts))
                .with(AskedCommand.FINALS, orNull(finals))
                .with(AskedCommand.REDACT, redact ? null : false)
                .with(AskedCommand.KEPT_VARIABLES, orNull(List.copyOf(keptVariables)))
                .with(AskedCommand.TIMEOUT, timeout)
                .with(AskedCommand.OUT, out == null ? null : out.toString())
                .with(AskedCommand.RULES, rules == null ? null : rules.toString())
                .build()));
  }

  private static List<String> texts(List<Path> paths) {
    return paths.stream().map(Path::toString).toList();
  }

  private static @Nullable List<String> orNull(List<String> texts) {
    return texts.isEmpty() ? null : texts;
  }
}
