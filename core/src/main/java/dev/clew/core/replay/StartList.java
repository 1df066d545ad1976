package dev.clew.core.replay;

import dev.clew.core.event.Kind;
import dev.clew.core.fact.part.OverLimit;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import org.jspecify.annotations.Nullable;

/// The list of the files of a workspace that was made when an attempt started.
///
/// @param row whose payload is the list: JSON, `{path, size_bytes, sha256}` each
/// @param attempt the one that it was made for
public record StartList(Row row, AttemptView attempt) {

  /// Of that attempt, else of the last one before it that has any; null when none has.
  public static @Nullable StartList of(RunView run, AttemptView last) {
    StartList found = null;
    for (AttemptView attempt : run.attempts()) {
      for (Row row : attempt.rows()) {
        if (row.event().is(Kind.WORKSPACE_SNAPSHOTTED)
            && WorkspaceSnapshotted.from(row.event()).when().equals("start")) {
          found = new StartList(row, attempt);
          break;
        }
      }
      if (attempt.attemptId().equals(last.attemptId())) {
        break;
      }
    }
    return found;
  }

  /// How many files it has.
  long files() {
    Long files = WorkspaceSnapshotted.from(row.event()).files();
    return files == null ? 0 : files;
  }

  /// The limit at which it ended with files left; null when it has them all. A file that is listed
  /// without its digest is in it.
  public @Nullable String endedAt() {
    for (OverLimit over : WorkspaceSnapshotted.from(row.event()).overLimit()) {
      String code = over.code();
      if (!code.equals("snapshot.file_bytes")
          && !code.equals("snapshot.bytes")
          && !code.equals("snapshot.left_out")) {
        return code;
      }
    }
    return null;
  }
}
