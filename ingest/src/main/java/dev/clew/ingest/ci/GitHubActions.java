package dev.clew.ingest.ci;

import org.jspecify.annotations.Nullable;

/// The log of a job of GitHub Actions, as it is downloaded: a time before each line. A step begins
/// with a group that says what it runs, and goes on until the next.
final class GitHubActions implements Dialect {
  private static final String GROUP = "##[group]";
  private static final String END_OF_GROUP = "##[endgroup]";
  private static final String ERROR = "##[error]";
  private static final String[] OTHERS = {
    "##[warning]", "##[notice]", "##[debug]", "##[command]", "[command]"
  };
  private static final String RUN = "Run ";
  private static final String EXIT = "Process completed with exit code";
  private static final String CANCELLED = "The operation was canceled.";
  private static final String AFTERWARDS = "Post job cleanup.";
  private static final String LAST = "Cleaning up orphan processes";
  private static final String JOB = "Complete job name: ";

  private boolean isInHeader;
  private boolean isComplete;
  private boolean isCancelled;
  private @Nullable Integer exitCode;

  /// The step of the last error that does not say that it ended the step. It did if no other step
  /// was run after it.
  private @Nullable CiStage suspect;

  @Override
  public void read(Line line, Script script) {
    if (line.startsWith(GROUP)) {
      group(line.text(GROUP.length()), script);
    } else if (line.startsWith(END_OF_GROUP)) {
      endOfGroup(script);
    } else if (line.startsWith(ERROR)) {
      error(line.after(ERROR.length()), script);
    } else if (line.startsWith(AFTERWARDS)) {
      script.next("Post job cleanup", true);
    } else if (line.startsWith(LAST)) {
      isComplete = true;
      script.next("Complete job", true);
    } else {
      begun(script);
      if (line.startsWith(JOB)) {
        script.named(line.text(JOB.length()));
      }
      script.text(withoutMark(line));
    }
  }

  private static void begun(Script script) {
    if (script.open() == null) {
      script.next("Set up job", false);
    }
  }

  private void group(String name, Script script) {
    isInHeader = name.startsWith(RUN);
    if (isInHeader) {
      suspect = null;
      script.next(name, false);
    } else {
      begun(script);
      script.begin(name, false);
    }
  }

  private void endOfGroup(Script script) {
    CiStage open = script.open();
    if (!isInHeader && open != null && open.parent() != null) {
      script.end();
    }
    isInHeader = false;
  }

  private void error(Line said, Script script) {
    begun(script);
    Integer code = said.startsWith(EXIT) ? Ending.codeAfter(said.head(), EXIT) : null;
    if (code != null) {
      exitCode = code;
      script.failed();
    } else if (said.startsWith(CANCELLED)) {
      isCancelled = true;
    } else {
      suspect = script.open();
      script.error(said);
    }
  }

  private static Line withoutMark(Line line) {
    for (String mark : OTHERS) {
      if (line.startsWith(mark)) {
        return line.after(mark.length());
      }
    }
    return line;
  }

  @Override
  public void end(Script script) {
    if (suspect != null && !isCancelled) {
      suspect.failed();
    }
    if (isCancelled) {
      script.ended(new Ending(Ending.Result.CANCELLED, exitCode));
    } else if (script.hasFailed()) {
      script.ended(new Ending(Ending.Result.FAILED, exitCode));
    } else if (isComplete) {
      script.ended(new Ending(Ending.Result.SUCCEEDED, null));
    }
  }
}
