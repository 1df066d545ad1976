package dev.clew.cli.offline;

import dev.clew.execution.offline.Verification;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.Palette;
import java.util.ArrayList;
import java.util.List;

/// A verification for people: that all came out the same, or each thing that did not.
public record VerificationLines(Palette palette) {
  public List<String> of(Verification verification) {
    return verification.isIdentical() ? identical(verification) : other(verification);
  }

  private List<String> identical(Verification verification) {
    return List.of(
        palette.bold("identical") + "  " + VisibleText.line(verification.runId()),
        "stages: "
            + verification.stages()
            + ", calls answered from the recording: "
            + verification.exchanges()
            + ", sent: 0; the report came out the same, byte for byte",
        palette.dim("sha256:" + verification.recorded().hex()));
  }

  private List<String> other(Verification verification) {
    List<String> lines = new ArrayList<>();
    boolean blocked = !verification.obstacles().isEmpty();
    lines.add(
        palette.bold(blocked ? "blocked" : "different")
            + "  "
            + VisibleText.line(verification.runId()));
    verification.drifts().forEach(drift -> lines.addAll(DriftLines.of(drift, palette)));
    verification.obstacles().forEach(obstacle -> lines.addAll(ObstacleLines.of(obstacle, palette)));
    return lines;
  }
}
