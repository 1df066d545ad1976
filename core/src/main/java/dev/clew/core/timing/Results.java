package dev.clew.core.timing;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When the results of an attempt were there. That a file changed which is to be the result does
/// not say that it is one: a shell makes it before the command starts that then fails. So what was
/// only seen from outside counts once the command told of it, went well or began to write it back.
final class Results {
  private final Set<String> finals = new HashSet<>();
  private final boolean isWrapped;
  private boolean seen;

  Results(AttemptView attempt, Work work) {
    for (ArtifactView artifact : attempt.artifacts()) {
      if (artifact.isFinal()) {
        finals.add(artifact.artifactId());
      }
    }
    isWrapped = work.isWrapped();
  }

  /// The newest write of a result that is not later than its write-back; if all are, the newest.
  /// Null when none is known to be one.
  ///
  /// @param worked the rows of work
  /// @param believed whether what was only seen from outside is one
  @Nullable Row newest(List<Row> worked, @Nullable Row persisted, boolean believed) {
    Map<String, String> bytes = new HashMap<>();
    Row inTime = null;
    Row any = null;
    for (Row row : worked) {
      if (!isNewWrite(row.event(), bytes)) {
        continue;
      }
      seen = true;
      if (believed || !isWrapped || Work.isToldByTheCommand(row.event())) {
        any = Turn.later(any, row);
        inTime =
            persisted != null && Turn.isBefore(persisted, row) ? inTime : Turn.later(inTime, row);
      }
    }
    return inTime == null ? any : inTime;
  }

  /// Whether a file that is to be the result changed at all.
  boolean isSeen() {
    return seen;
  }

  /// A row that says the same bytes as the one before it tells of the same write again: the command
  /// and who looks at it both do.
  private boolean isNewWrite(Event event, Map<String, String> bytes) {
    if (!event.is(Kind.ARTIFACT_WRITTEN)) {
      return false;
    }
    String checksum = ArtifactWritten.from(event).checksum();
    boolean isNew = false;
    for (String id : event.artifacts()) {
      if (finals.contains(id)) {
        String before = bytes.put(id, checksum == null ? "" : checksum);
        isNew |= checksum == null || !Objects.equals(before, checksum);
      }
    }
    return isNew;
  }
}
