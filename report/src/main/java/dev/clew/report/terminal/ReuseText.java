package dev.clew.report.terminal;

import dev.clew.core.replay.OnDisk;
import dev.clew.core.replay.Reuse;
import dev.clew.report.VisibleText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a plan takes as it is, a line each: its kind, its name, its state.
final class ReuseText {
  /// Of a checksum, in a line that people read.
  private static final int SHOWN_DIGITS = 12;

  /// Artifacts of one state that are named before the others are only counted.
  private static final int MAX_NAMED = 6;

  private static final int KIND_CHARS = 18;
  private static final int MAX_NAME_CHARS = 40;

  private final Palette palette;
  private final String folder;
  private final List<String> lines = new ArrayList<>();
  private int nameChars;

  private ReuseText(Palette palette, String folder) {
    this.palette = palette;
    this.folder = folder;
  }

  /// @param folder where the artifacts were looked for
  static List<String> of(List<Reuse> reuse, String folder, Palette palette) {
    ReuseText text = new ReuseText(palette, folder);
    List<Reuse> shown = reuse.stream().filter(ReuseText::isShown).toList();
    for (Reuse one : shown) {
      text.nameChars = Math.clamp(name(one).length(), text.nameChars, MAX_NAME_CHARS);
    }
    Map<Reuse.Kind, Map<OnDisk.State, Integer>> counts = new EnumMap<>(Reuse.Kind.class);
    for (Reuse one : shown) {
      int count =
          counts
              .computeIfAbsent(one.kind(), kind -> new EnumMap<>(OnDisk.State.class))
              .merge(one.state(), 1, Integer::sum);
      if (count <= MAX_NAMED) {
        text.line(one);
      }
    }
    counts.forEach((kind, states) -> states.forEach((state, count) -> text.more(kind, count)));
    text.where(shown);
    return text.lines;
  }

  /// The bundle stands for the files that were given, unless one of them is another one.
  private static boolean isShown(Reuse one) {
    return one.kind() != Reuse.Kind.INPUT
        || one.state() == OnDisk.State.CHANGED
        || one.state() == OnDisk.State.MISSING;
  }

  private void line(Reuse one) {
    String checksum = one.checksum();
    lines.add(
        kind(one.kind())
            + (one.what().isEmpty() ? "" : padded(name(one), nameChars) + "  ")
            + state(one)
            + (checksum == null ? "" : palette.dim("  " + digits(checksum))));
  }

  private void more(Reuse.Kind kind, int count) {
    if (count > MAX_NAMED) {
      lines.add(kind(kind) + palette.dim("and " + (count - MAX_NAMED) + " more"));
    }
  }

  /// The workspace says it already, if the artifacts are there.
  private void where(List<Reuse> shown) {
    boolean hasArtifacts = shown.stream().anyMatch(one -> one.artifactId() != null);
    boolean isSaid = shown.stream().anyMatch(one -> one.what().equals(folder));
    if (hasArtifacts && !isSaid) {
      lines.add(palette.dim("in " + VisibleText.line(folder)));
    }
  }

  private static String kind(Reuse.Kind kind) {
    return padded(kind.wire().replace('_', ' '), KIND_CHARS);
  }

  private static String name(Reuse one) {
    return VisibleText.line(digits(one.what()));
  }

  /// Of a digest so much that it can be told from others.
  private static String digits(String text) {
    int most = "sha256:".length() + SHOWN_DIGITS;
    return text.startsWith("sha256:") && text.length() > most ? text.substring(0, most) : text;
  }

  private static String padded(String text, int chars) {
    return text + " ".repeat(Math.max(0, chars - text.length()));
  }

  private String state(Reuse one) {
    String more = one.detail() == null ? "" : VisibleText.line(one.detail());
    boolean isWhole = one.kind() == Reuse.Kind.INPUT_BUNDLE || one.kind() == Reuse.Kind.WORKSPACE;
    return switch (one.state()) {
      case VERIFIED -> palette.green(isWhole ? "unchanged" : "verified") + and(more);
      case NOT_CHECKED ->
          palette.dim(one.kind() == Reuse.Kind.VALUE ? "in the ledger" : "not checked") + and(more);
      case NOT_RECORDED -> palette.dim("not recorded");
      case CHANGED -> palette.red("changed" + (more.isEmpty() ? "" : ": " + more));
      case MISSING -> palette.red(isWhole ? "gone" : "missing");
    };
  }

  private static String and(String more) {
    return more.isEmpty() ? "" : ", " + more;
  }
}
