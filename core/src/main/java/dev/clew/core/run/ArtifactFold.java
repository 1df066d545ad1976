package dev.clew.core.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.run.ListedFile;
import dev.clew.core.fact.run.MissingFile;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Folds what the events of one attempt say about artifacts: the manifest, row by row.
final class ArtifactFold {
  private final Map<String, Known> artifacts = new LinkedHashMap<>();

  /// How many of them were written.
  private int written;

  private static final class Known {
    ArtifactWritten about = new ArtifactWritten(Json.EMPTY_OBJECT);
    final List<Long> writes = new ArrayList<>();
    final List<Long> consumers = new ArrayList<>();
    final Set<StagePath> consumedBy = new LinkedHashSet<>();
    @Nullable Long manifestRow;
    @Nullable Timestamp createdAt;
    @Nullable StagePath producedBy;
    boolean gone;
    boolean takenOver;
  }

  void take(Event event, @Nullable Kind kind, long offset) {
    boolean manifest =
        event.artifacts().size() == 1
            && AnyEvent.groupOf(event) == Kind.Group.ARTIFACT
            && ArtifactWritten.from(event).has(ArtifactWritten.ARTIFACT_KIND);
    for (String id : event.artifacts()) {
      Known known = artifacts.computeIfAbsent(id, any -> new Known());
      if (manifest) {
        known.about = ArtifactWritten.from(event);
        known.manifestRow = offset;
        // Whoever reads it afterwards gives it another manifest row, and says nothing of that.
        known.takenOver |= AnyEvent.from(event).has(AnyEvent.REUSED_FROM);
      }
      if (kind == Kind.ARTIFACT_WRITTEN) {
        wrote(known, event, offset);
      } else if (kind == Kind.ARTIFACT_CONSUMED) {
        known.consumers.add(offset);
        if (event.path() != null) {
          known.consumedBy.add(event.path());
        }
      }
    }
    if (kind == Kind.WORKSPACE_SNAPSHOTTED) {
      found(WorkspaceSnapshotted.from(event));
    }
  }

  private void wrote(Known known, Event event, long offset) {
    written += known.writes.isEmpty() ? 1 : 0;
    known.writes.add(offset);
    known.gone = false;
    known.createdAt = known.createdAt == null ? event.ts() : known.createdAt;
    known.producedBy = event.path() == null ? known.producedBy : event.path();
  }

  /// A look at the workspace: what has a row and is not there, and what is there and has no row.
  private void found(WorkspaceSnapshotted snapshot) {
    for (MissingFile missing : snapshot.missing()) {
      Known known = artifacts.get(missing.get(MissingFile.ARTIFACT_ID, missing.path()));
      if (known != null) {
        known.gone = true;
      }
    }
    for (ListedFile unlisted : snapshot.unlisted()) {
      Known known =
          artifacts.computeIfAbsent(unlisted.get(ListedFile.PATH, "unnamed"), any -> new Known());
      if (known.manifestRow == null) {
        known.about = new ArtifactWritten(unlisted.attributes());
      }
    }
  }

  List<ArtifactView> views(List<Row> rows) {
    Map<String, Row> makers = makers(rows);
    List<ArtifactView> views = new ArrayList<>(artifacts.size());
    artifacts.forEach((id, known) -> views.add(view(id, known, makers)));
    return views;
  }

  /// A manifest may name the event that made the thing (`producer`), when that is not a write.
  private Map<String, Row> makers(List<Row> rows) {
    if (written == artifacts.size()) {
      return Map.of();
    }
    Set<String> named = new HashSet<>();
    for (Known known : artifacts.values()) {
      String producer = known.writes.isEmpty() ? known.about.producer() : null;
      if (producer != null) {
        named.add(producer);
      }
    }
    Map<String, Row> makers = new HashMap<>();
    if (!named.isEmpty()) {
      for (Row row : rows) {
        if (named.contains(row.event().eventId())) {
          makers.put(row.event().eventId(), row);
        }
      }
    }
    return makers;
  }

  private static ArtifactView view(String id, Known known, Map<String, Row> makers) {
    ArtifactWritten about = known.about;
    Row made = known.writes.isEmpty() ? makers.get(about.get(ArtifactWritten.PRODUCER, "")) : null;
    List<Long> writes = made == null ? known.writes : List.of(made.offset());
    return new ArtifactView(
        id,
        about.get(ArtifactWritten.ARTIFACT_KIND, ""),
        about.path(),
        about.contentType(),
        about.sizeBytes(),
        about.checksum(),
        made == null ? known.createdAt : made.event().ts(),
        about.persisted(),
        about.tier(),
        about.derivedFrom(),
        known.manifestRow == null
            ? ArtifactView.State.NO_MANIFEST_ROW
            : known.gone ? ArtifactView.State.NO_FILE : ArtifactView.State.RECORDED,
        known.manifestRow,
        known.takenOver,
        writes.isEmpty() ? null : writes.getLast(),
        made == null ? known.producedBy : made.event().path(),
        writes,
        known.consumers,
        List.copyOf(known.consumedBy));
  }
}
