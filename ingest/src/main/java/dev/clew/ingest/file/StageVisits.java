package dev.clew.ingest.file;

import dev.clew.core.event.StagePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stages of a file, by their names: the second of a name in one place is its second visit. Not
/// thread-safe.
public final class StageVisits {
  private final Map<StagePath, Integer> visits = new HashMap<>();

  /// The path of one that has not been there yet.
  ///
  /// @param parent null for one that is inside of no other
  public StagePath next(@Nullable StagePath parent, String name) {
    StagePath first = under(parent, new StagePath.Segment(name, null, null));
    int visit = visits.merge(first, 1, Integer::sum);
    return visit == 1 ? first : under(parent, new StagePath.Segment(name, null, visit));
  }

  private static StagePath under(@Nullable StagePath parent, StagePath.Segment segment) {
    return parent == null ? new StagePath(List.of(segment)) : parent.child(segment);
  }
}
