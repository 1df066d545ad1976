package dev.clew.core.dossier;

import dev.clew.core.absence.Absence;
import dev.clew.core.event.Kind;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.CheckResult;
import dev.clew.core.timing.Boundary;
import dev.clew.core.timing.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows and artifacts that rules cite.
final class Citations {
  private Citations() {}

  /// How the run ended; null when it did not.
  static @Nullable Evidence ended(Facts facts) {
    Row row = facts.endedRow();
    return row == null ? null : whole(row);
  }

  /// What a row says, in its own words.
  static Evidence whole(Row row) {
    return Evidence.row(Evidence.Side.FOR, row.event().saying(), row.offset());
  }

  /// Null when that did not happen.
  static @Nullable Evidence boundary(@Nullable Boundary boundary, String what) {
    return boundary == null
        ? null
        : Evidence.row(Evidence.Side.FOR, what + " at " + boundary.at(), boundary.row());
  }

  /// What was there when it was to be written back.
  static List<Evidence> saved(Facts facts) {
    List<Evidence> evidence = new ArrayList<>();
    for (ArtifactView artifact : facts.written()) {
      Long row = artifact.manifestRow() == null ? artifact.producer() : artifact.manifestRow();
      String checksum = artifact.checksum() == null ? "" : " " + artifact.checksum();
      if (row != null) {
        evidence.add(
            Evidence.artifact(artifact.shown() + " exists" + checksum, artifact.artifactId(), row));
      }
    }
    Window save = facts.timing().save();
    if (save.end() == null && facts.absent(Absence.Code.NO_STATUS_WRITE_BACK) == null) {
      evidence.add(new Evidence(Evidence.Side.FOR, "its status stayed running", List.of()));
    }
    return evidence;
  }

  /// The last row of that kind that is about the stage, but for a check that holds. A breaker may
  /// have opened at another stage. Null when there is none.
  static @Nullable Evidence last(Facts facts, Blocker stage, Kind kind) {
    Row cited = null;
    for (Row row : facts.attempt().rows()) {
      boolean own = stage.stage().equals(row.event().path()) || kind == Kind.BREAKER_CHANGED;
      boolean holds = CheckResult.of(row.event()) == CheckResult.PASSED;
      cited = own && !holds && row.event().is(kind) ? row : cited;
    }
    return cited == null ? null : whole(cited);
  }
}
