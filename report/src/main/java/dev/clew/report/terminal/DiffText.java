package dev.clew.report.terminal;

import dev.clew.core.diff.Change;
import dev.clew.core.diff.Difference;
import dev.clew.core.diff.Ignored;
import dev.clew.core.diff.NotCompared;
import dev.clew.core.diff.RunDiff;
import dev.clew.core.diff.RunProfile;
import dev.clew.core.json.Json;
import dev.clew.report.VisibleText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A comparison in a terminal. The first three lines say what somebody wants to know who was just
/// paged: what differs first, what followed, what else differs. Both sides stand side by side when
/// there is room, else one below the other.
public final class DiffText {
  private static final int LABEL = 9;
  private static final int SIDE_BY_SIDE_COLUMNS = 120;
  private static final int MIN_COLUMNS = 40;

  /// Of one difference, of its hunks, and in the sentence at the top, unless all is asked for.
  private static final int MAX_CHANGES = 6;

  private static final int MAX_HUNK_LINES = 24;
  private static final int MAX_LISTED = 3;

  private final RunDiff diff;
  private final Palette palette;
  private final int columns;
  private final boolean all;
  private final List<String> lines = new ArrayList<>();

  private DiffText(RunDiff diff, Palette palette, int columns, boolean all) {
    this.diff = diff;
    this.palette = palette;
    this.columns = Math.max(MIN_COLUMNS, columns);
    this.all = all;
  }

  /// @param before where the run is kept that is compared with, or the snapshot
  /// @param columns of the terminal
  /// @param all whether everything is listed that was ignored or not compared, and nothing is cut
  public static List<String> of(
      RunDiff diff, String before, String after, Palette palette, int columns, boolean all) {
    DiffText text = new DiffText(diff, palette, columns, all);
    text.answer();
    if (!diff.isEmpty()) {
      text.lines.add("");
      text.runs(before, after);
      for (int at = 0; at < diff.differences().size(); at++) {
        text.difference(diff.differences().get(at), at);
      }
      text.lines.add("");
      text.lines.add(palette.dim(text.extent()));
    }
    if (all) {
      text.leftOut();
    }
    return text.lines;
  }

  private void answer() {
    Difference first = diff.first();
    if (first == null) {
      lines.add(palette.green("no difference") + "  " + extent());
      return;
    }
    add("FIRST", palette.bold(palette.red(VisibleText.line(first.headline()))));
    List<String> then = new ArrayList<>();
    List<String> also = new ArrayList<>();
    for (Difference other : diff.differences().subList(1, diff.differences().size())) {
      (other.because() == null ? also : then).add(VisibleText.line(other.headline()));
    }
    if (!also.isEmpty()) {
      add("ALSO", listed(also));
    }
    if (!then.isEmpty()) {
      add("THEN", listed(then));
    }
  }

  /// How it ended says most of what followed: the last ones stand for the others.
  private static String listed(List<String> headlines) {
    int hidden = headlines.size() - MAX_LISTED;
    return hidden <= 0
        ? String.join(" · ", headlines)
        : String.join(" · ", headlines.subList(0, MAX_LISTED - 1))
            + " · … "
            + hidden
            + " more … · "
            + headlines.getLast();
  }

  private void runs(String before, String after) {
    RunProfile good = diff.before();
    if (good == null) {
      add("A", "snapshot " + VisibleText.line(before));
    } else {
      run("A", good, before);
      if (diff.baselines() > 1) {
        add("", palette.dim("and " + (diff.baselines() - 1) + " more good runs"));
      }
    }
    run("B", diff.after(), after);
    if (good != null && !good.executionKey().isEmpty()) {
      boolean same = good.executionKey().equals(diff.after().executionKey());
      add(
          "",
          palette.dim(
              same
                  ? "the same definition and inputs (one execution key)"
                  : "another definition or other inputs (two execution keys)"));
    }
  }

  private void run(String label, RunProfile run, String location) {
    String attempt =
        run.attempts() > 1 ? "  attempt " + run.number() + " of " + run.attempts() : "";
    add(
        label,
        palette.bold(VisibleText.line(run.name()))
            + attempt
            + "  "
            + Shown.paint(palette, run.status(), Shown.words(run.status()))
            + (run.duration() == null ? "" : " in " + Shown.duration(run.duration()))
            + palette.dim(
                (run.startedAt() == null ? "" : "  " + run.startedAt())
                    + "  "
                    + VisibleText.line(location)));
  }

  private void difference(Difference difference, int number) {
    lines.add("");
    Integer because = difference.because();
    String follows =
        because == null
            ? number == 0 ? "first divergence" : "nothing before it is known to have caused it"
            : "follows from " + (because + 1);
    Long row = difference.row();
    lines.add(
        palette.bold((number + 1) + "  " + difference.kind().words())
            + "  "
            + palette.dim(follows + (row == null ? "" : "  row " + row)));
    lines.add("   " + VisibleText.line(difference.headline()));
    if (!difference.hunks().isEmpty()) {
      hunks(difference.hunks());
      return;
    }
    int shown =
        all ? difference.changes().size() : Math.min(MAX_CHANGES, difference.changes().size());
    for (Change change : difference.changes().subList(0, shown)) {
      change(change, difference.subject());
    }
    more(difference.changes().size() - shown, "changes");
  }

  private void more(int count, String of) {
    if (count > 0) {
      lines.add("   " + palette.dim(count + " more " + of + ": --verbose shows all"));
    }
  }

  private void hunks(List<String> hunks) {
    int shown = all ? hunks.size() : Math.min(MAX_HUNK_LINES, hunks.size());
    for (String line : hunks.subList(0, shown)) {
      String visible = cut(VisibleText.line(line), columns - 5);
      lines.add(
          "     "
              + switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case '+' -> palette.green(visible);
                case '-' -> palette.red(visible);
                case '@' -> palette.dim(visible);
                default -> visible;
              });
    }
    more(hunks.size() - shown, "lines");
  }

  private void change(Change change, String subject) {
    String path = change.path();
    String where =
        path.equals(subject) || !path.startsWith(subject + "/")
            ? path
            : path.substring(subject.length() + 1);
    String one = side(change.before(), change.beforeSays());
    String other = side(change.after(), change.afterSays());
    if (columns >= SIDE_BY_SIDE_COLUMNS) {
      int name = columns / 4;
      int half = (columns - name - 14) / 2;
      String left = cut(one, half);
      lines.add(
          "   "
              + padded(cut(VisibleText.line(where), name), name)
              + "  "
              + palette.dim("A")
              + "  "
              + palette.red(left)
              + " ".repeat(half - left.length())
              + "  "
              + palette.dim("B")
              + "  "
              + palette.green(cut(other, half)));
    } else {
      lines.add("   " + palette.dim(VisibleText.line(where)));
      lines.add("     " + palette.dim("A") + "  " + palette.red(cut(one, columns - 8)));
      lines.add("     " + palette.dim("B") + "  " + palette.green(cut(other, columns - 8)));
    }
  }

  private static String side(@Nullable Json value, @Nullable String says) {
    String shown = value == null ? "(absent)" : Shown.value(value);
    return says == null || says.equals(shown) ? shown : shown + "  " + VisibleText.line(says);
  }

  private String cut(String text, int width) {
    int limit = all ? Math.max(width, 1_000) : width;
    if (text.length() <= limit) {
      return text;
    }
    int end = Math.max(1, limit - 1);
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private void add(String label, String text) {
    lines.add(palette.dim(padded(label, LABEL)) + text);
  }

  private String extent() {
    StringBuilder extent = new StringBuilder();
    extent.append(count(diff.stages(), "stage")).append(" and ");
    extent.append(count(diff.compared(), "value")).append(" compared");
    if (!diff.ignored().isEmpty()) {
      Map<Ignored.Reason, Integer> reasons = new EnumMap<>(Ignored.Reason.class);
      for (Ignored one : diff.ignored()) {
        reasons.merge(one.reason(), 1, Integer::sum);
      }
      Integer asked = reasons.remove(Ignored.Reason.ASKED);
      int rest = reasons.values().stream().mapToInt(Integer::intValue).sum();
      if (rest > 0) {
        extent.append("; ").append(count(rest, "volatile value")).append(" ignored");
      }
      if (asked != null) {
        extent.append("; ").append(count(asked, "value")).append(" ignored as asked");
      }
    }
    if (!diff.notCompared().isEmpty()) {
      extent.append("; ").append(diff.notCompared().size()).append(" not captured");
    }
    boolean more = !all && !(diff.ignored().isEmpty() && diff.notCompared().isEmpty());
    return extent.append(more ? " (--verbose lists them)" : "").toString();
  }

  private static String count(long number, String of) {
    return number + " " + of + (number == 1 ? "" : "s");
  }

  private void leftOut() {
    if (!diff.ignored().isEmpty()) {
      lines.add("");
      lines.add(palette.bold("ignored"));
    }
    for (Ignored one : diff.ignored()) {
      lines.add(
          "   "
              + padded(words(one.reason()), 20)
              + VisibleText.line(one.path())
              + palette.dim(
                  "  "
                      + cut(side(one.before(), null), 60)
                      + " → "
                      + cut(side(one.after(), null), 60)));
    }
    if (!diff.notCompared().isEmpty()) {
      lines.add("");
      lines.add(palette.bold("not compared"));
    }
    for (NotCompared one : diff.notCompared()) {
      String secret = secret(one.path());
      lines.add(
          "   "
              + (secret == null
                  ? VisibleText.line(one.path()) + palette.dim("  " + VisibleText.line(one.why()))
                  : "unknown whether secret " + VisibleText.line(secret) + " changed"));
    }
  }

  private static @Nullable String secret(String path) {
    String prefix = "secrets/";
    if (!path.startsWith(prefix)) {
      return null;
    }
    int end = path.indexOf('/', prefix.length());
    return path.substring(prefix.length(), end < 0 ? path.length() : end);
  }

  private static String words(Ignored.Reason reason) {
    return switch (reason) {
      case ASKED -> "as asked";
      case SHAPE -> "by its shape";
      case VARIES -> "varies when good";
      case FLOWS -> "carries a value";
    };
  }
}
