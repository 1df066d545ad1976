package dev.clew.ingest.ci;

import dev.clew.core.dossier.Cause;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.logs.LogRecord;
import org.jspecify.annotations.Nullable;

/// A part of a log: a step, a section, a group in one. Not thread-safe.
final class CiStage {
  private final StagePath path;
  private final @Nullable CiStage parent;

  /// Whether it comes after the work, however that ended.
  private final boolean isCleanup;

  private Timestamp began;
  private @Nullable LogRecord problem;
  private @Nullable LogRecord last;
  private boolean isSkipped;
  private boolean isFailed;

  CiStage(StagePath path, @Nullable CiStage parent, boolean isCleanup, Timestamp began) {
    this.path = path;
    this.parent = parent;
    this.isCleanup = isCleanup || (parent != null && parent.isCleanup);
    this.began = began;
  }

  StagePath path() {
    return path;
  }

  @Nullable CiStage parent() {
    return parent;
  }

  Timestamp began() {
    return began;
  }

  void begins(Timestamp at) {
    began = at;
  }

  /// A line of it, and so of what it is a part of.
  void said(LogRecord line) {
    for (CiStage at = this; at != null; at = at.parent) {
      at.last = line;
      LogRecord before = at.problem;
      if (isProblem(line) && (before == null || tells(line) >= tells(before))) {
        at.problem = line;
      }
    }
  }

  private static boolean isProblem(LogRecord line) {
    return line.kind().equals("error");
  }

  /// How much it says: why, or what, or only that something is wrong.
  private static int tells(LogRecord line) {
    if (Cause.of(line.cause()) != Cause.UNKNOWN) {
      return 2;
    }
    return line.rule().equals(LogRecord.UNKNOWN) ? 0 : 1;
  }

  void skipped() {
    isSkipped = true;
  }

  /// It, and so what it is a part of.
  void failed() {
    for (CiStage at = this; at != null; at = at.parent) {
      at.isFailed = true;
    }
  }

  boolean isSkipped() {
    return isSkipped;
  }

  boolean isFailed() {
    return isFailed;
  }

  /// Whether a run may have failed in it.
  boolean isWork() {
    return !isCleanup && !isSkipped;
  }

  /// Of the lines that say that something is wrong the one that tells most, of equals the last;
  /// null when none does.
  @Nullable LogRecord problem() {
    return problem;
  }

  /// The last line that is known; null when none is.
  @Nullable LogRecord last() {
    return last;
  }
}
