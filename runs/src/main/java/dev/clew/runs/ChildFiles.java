package dev.clew.runs;

import dev.clew.core.ClewException;
import dev.clew.core.event.Timestamp;
import dev.clew.core.run.ChildRun;
import dev.clew.core.run.ParentRun;
import dev.clew.core.run.RunView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds the runs that a run has started among the files below a folder. No file that was written
/// for the last time before the run was created holds one; of the others it looks at those that
/// come first.
record ChildFiles(Path folder) {
  /// `family.files`: so many are looked at.
  private static final int MOST_FILES = 200;

  List<ChildRun> of(RunView run) {
    Timestamp created = run.createdAt();
    if (created == null || run.runId().isEmpty()) {
      return List.of();
    }
    Instant begin = created.instant();
    List<RunFolder.Item> items =
        new RunFolder(folder)
            .items().stream()
                .filter(item -> !item.notAfter().isBefore(begin))
                .sorted(Comparator.comparing(RunFolder.Item::notAfter))
                .limit(MOST_FILES)
                .toList();
    Map<String, ChildRun> found = new LinkedHashMap<>();
    for (RunFolder.Item item : items) {
      add(run, item.path(), found);
    }
    return Children.inOrder(List.copyOf(found.values()));
  }

  /// A file that cannot be read is a matter for whoever asks for its run.
  private static void add(RunView run, Path path, Map<String, ChildRun> found) {
    try {
      RunGlance glance = RunGlance.at(path, false);
      ParentRun parent = glance.entry().parent();
      if (parent != null
          && parent.runId().equals(run.runId())
          && glance.entry().namespace().equals(run.namespace())
          && !found.containsKey(glance.entry().runId())) {
        ChildRun child = Children.child(RecordedRun.of(glance.source()));
        if (child != null) {
          found.put(child.runId(), child);
        }
      }
    } catch (ClewException | IllegalArgumentException e) {
      // It names no child of this run.
    }
  }
}
