package dev.clew.core.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
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

  private static final class Known {
    Json.Obj about = Json.EMPTY_OBJECT;
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
            && Kind.groupOf(event) == Kind.Group.ARTIFACT
            && event.attributes().has("artifact_kind");
    for (String id : event.artifacts()) {
      Known known = artifacts.computeIfAbsent(id, any -> new Known());
      if (manifest) {
        known.about = event.attributes();
        known.manifestRow = offset;
        // Whoever reads it afterwards gives it another manifest row, and says nothing of that.
        known.takenOver |= event.attributes().has("reused_from");
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
      found(event.attributes());
    }
  }

  private static void wrote(Known known, Event event, long offset) {
    known.writes.add(offset);
    known.gone = false;
    known.createdAt = known.createdAt == null ? event.ts() : known.createdAt;
    known.producedBy = event.path() == null ? known.producedBy : event.path();
  }

  /// A look at the workspace: what has a row and is not there, and what is there and has no row.
  private void found(Json.Obj snapshot) {
    for (Json.Obj missing : snapshot.objects("missing")) {
      Known known = artifacts.get(missing.text("artifact_id", missing.text("path", "")));
      if (known != null) {
        known.gone = true;
      }
    }
    for (Json.Obj unlisted : snapshot.objects("unlisted")) {
      Known known = artifacts.computeIfAbsent(unlisted.text("path", "unnamed"), any -> new Known());
      if (known.manifestRow == null) {
        known.about = unlisted;
      }
    }
  }

  List<ArtifactView> views(List<Row> rows) {
    Map<String, Row> makers = makers(rows);
    List<ArtifactView> views = new ArrayList<>(artifacts.size());
    artifacts.forEach(
        (id, known) -> views.add(view(id, known, makers.get(known.about.text("producer", "")))));
    return views;
  }

  /// A manifest may name the event that made the thing (`producer`), when that is not a write.
  private Map<String, Row> makers(List<Row> rows) {
    Set<String> named = new HashSet<>();
    for (Known known : artifacts.values()) {
      String producer = known.about.text("producer");
      if (producer != null && known.writes.isEmpty()) {
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

  private static ArtifactView view(String id, Known known, @Nullable Row maker) {
    Json.Obj about = known.about;
    Row made = known.writes.isEmpty() ? maker : null;
    List<Long> writes = made == null ? known.writes : List.of(made.offset());
    List<String> derivedFrom = new ArrayList<>();
    for (Json source : about.list("derived_from")) {
      if (source instanceof Json.Str text) {
        derivedFrom.add(text.value());
      }
    }
    return new ArtifactView(
        id,
        about.text("artifact_kind", ""),
        about.text("path", ""),
        about.text("content_type"),
        about.whole("size_bytes"),
        about.text("checksum"),
        made == null ? known.createdAt : made.event().ts(),
        about.get("persisted") instanceof Json.Bool bool ? bool.value() : null,
        about.text("tier"),
        derivedFrom,
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
