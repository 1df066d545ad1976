package dev.clew.report.terminal;

import dev.clew.core.event.StagePath;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.report.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run consumed and created, a line each.
public final class ArtifactTable {
  private static final int CHECKSUM_CHARS = "sha256:".length() + 12;

  private ArtifactTable() {}

  /// @param onDisk what a look at the files found, by artifact id; without those that are no files,
  ///   and empty when nobody looked
  public static List<String> of(
      AttemptView attempt, Map<String, FileState> onDisk, Palette palette) {
    int ids = 2;
    int kinds = 4;
    for (ArtifactView artifact : attempt.artifacts()) {
      ids = Math.max(ids, VisibleText.line(artifact.artifactId()).length());
      kinds = Math.max(kinds, VisibleText.line(artifact.kind()).length());
    }
    List<String> lines = new ArrayList<>();
    for (ArtifactView artifact : attempt.artifacts()) {
      lines.add(line(artifact, onDisk.get(artifact.artifactId()), ids, kinds, palette));
    }
    if (lines.isEmpty()) {
      lines.add("the run names no artifacts");
    }
    return lines;
  }

  private static String line(
      ArtifactView artifact, @Nullable FileState onDisk, int ids, int kinds, Palette palette) {
    String checksum = artifact.checksum() == null ? "no checksum" : shortened(artifact.checksum());
    return icon(artifact, onDisk, palette)
        + " "
        + padded(artifact.artifactId(), ids)
        + "  "
        + padded(artifact.kind(), kinds)
        + "  "
        + VisibleText.line(artifact.path())
        + palette.dim("  " + size(artifact.sizeBytes()) + "  " + VisibleText.line(checksum))
        + state(artifact, onDisk, palette);
  }

  /// One artifact with all that is known of it.
  public static List<String> details(
      ArtifactView artifact, @Nullable FileState onDisk, Palette palette) {
    List<String> lines = new ArrayList<>();
    lines.add(palette.bold(VisibleText.line(artifact.shown())));
    fact(lines, "kind", artifact.kind());
    fact(lines, "state", artifact.state().wire());
    fact(lines, "on disk", onDisk == null ? null : onDisk.words());
    fact(lines, "checksum", artifact.checksum());
    fact(lines, "size", size(artifact.sizeBytes()));
    fact(lines, "type", artifact.contentType());
    fact(lines, "created", artifact.createdAt() == null ? null : artifact.createdAt().toString());
    fact(lines, "persisted", artifact.persisted() == null ? null : artifact.persisted().toString());
    StagePath producer = artifact.producedBy();
    String rows = artifact.writes().isEmpty() ? "" : "rows " + artifact.writes();
    fact(lines, "written", (producer == null ? "" : "by " + producer + "  ") + rows);
    fact(lines, "made of", String.join(", ", artifact.derivedFrom()));
    String readers =
        String.join(", ", artifact.consumedBy().stream().map(StagePath::toString).toList());
    fact(
        lines, "read", readers.isEmpty() ? "" : "by " + readers + "  rows " + artifact.consumers());
    return lines;
  }

  private static void fact(List<String> lines, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      lines.add("  " + padded(name, 10) + VisibleText.line(value));
    }
  }

  private static String icon(ArtifactView artifact, @Nullable FileState onDisk, Palette palette) {
    if (onDisk == FileState.CHANGED || onDisk == FileState.UNREADABLE) {
      return palette.red("✖");
    }
    if (onDisk == FileState.GONE) {
      return palette.yellow("∅");
    }
    return switch (artifact.state()) {
      case RECORDED -> artifact.isGiven() ? "←" : palette.green("✔");
      case NO_MANIFEST_ROW, NO_FILE -> palette.yellow("∅");
    };
  }

  private static String state(ArtifactView artifact, @Nullable FileState onDisk, Palette palette) {
    String text =
        switch (artifact.state()) {
          case RECORDED -> "";
          case NO_MANIFEST_ROW -> palette.yellow("  exists, no manifest row");
          case NO_FILE -> palette.yellow("  gone when the run ended");
        };
    boolean isKnown = artifact.state() == ArtifactView.State.NO_FILE && onDisk == FileState.GONE;
    if (onDisk == null || isKnown) {
      return text;
    }
    String words = "  " + onDisk.words();
    return text
        + switch (onDisk) {
          case THERE, NOT_COMPARED -> palette.dim(words);
          case CHANGED, UNREADABLE -> palette.red(words);
          case GONE -> palette.yellow(words);
        };
  }

  private static String shortened(String checksum) {
    return checksum.length() <= CHECKSUM_CHARS
        ? checksum
        : checksum.substring(0, CHECKSUM_CHARS) + "…";
  }

  /// `912 B`, `1.4 kB`, `2.3 MB`: powers of 1,000.
  public static String size(@Nullable Long bytes) {
    if (bytes == null) {
      return "size unknown";
    }
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double value = bytes;
    String unit = "";
    for (String next : List.of("kB", "MB", "GB", "TB")) {
      if (value < 999.95) {
        break;
      }
      value /= 1_000;
      unit = next;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, unit);
  }

  private static String padded(String text, int width) {
    String shown = VisibleText.line(text);
    return shown + " ".repeat(Math.max(0, width - shown.length()));
  }
}
