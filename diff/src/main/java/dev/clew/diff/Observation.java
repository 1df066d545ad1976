package dev.clew.diff;

import dev.clew.core.json.Json;
import dev.clew.diff.part.FactPath;
import dev.clew.diff.part.SnapshotPart;
import dev.clew.diff.part.Topic;
import org.jspecify.annotations.Nullable;

/// A fact that is not the same on both sides, before anybody has judged whether that matters.
///
/// @param pointer within the part; empty for the part itself
record Observation(
    @Nullable SnapshotPart before,
    @Nullable SnapshotPart after,
    String pointer,
    String path,
    DifferenceKind kind,
    @Nullable Json from,
    @Nullable Json to,
    Change.Form form,
    Position position) {

  /// Where it stands in the order of causes: what is settled before the first stage, then by the
  /// rows of the run in question.
  ///
  /// @param behind 1 for what stood behind that row and is gone
  record Position(Topic phase, long row, int behind, DifferenceKind kind)
      implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
      int order = phase.compareTo(other.phase);
      order = order != 0 ? order : Long.compare(row, other.row);
      order = order != 0 ? order : Integer.compare(behind, other.behind);
      return order != 0 ? order : kind.compareTo(other.kind);
    }
  }

  /// The part of the run in question; of the other one when it is gone.
  SnapshotPart part() {
    SnapshotPart part = after == null ? before : after;
    if (part == null) {
      throw new IllegalStateException("an observation without a part: " + path);
    }
    return part;
  }

  String name() {
    return FactPath.nameOf(pointer);
  }

  boolean isHeader() {
    return pointer.contains("/headers/");
  }

  /// What is one difference when it is of that kind: all facts of a request, the answer of a call.
  String group(DifferenceKind as) {
    switch (as) {
      case STAGES_REORDERED, INPUTS_CHANGED, CONFIGURATION_CHANGED -> {
        return as.wire();
      }
      case DifferenceKind other -> {
        SnapshotPart part = part();
        String call = "";
        if (pointer.startsWith("calls/") && other != DifferenceKind.REQUEST_CHANGED) {
          int end = pointer.indexOf('/', "calls/".length());
          call = end < 0 ? pointer : pointer.substring(0, end);
        }
        return other.wire() + " " + part.topic() + " " + part.name() + " " + call;
      }
    }
  }
}
