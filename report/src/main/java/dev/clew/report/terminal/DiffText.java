package dev.clew.report.terminal;

import dev.clew.core.json.Json;
import dev.clew.diff.Change;
import dev.clew.diff.Difference;
import dev.clew.diff.DifferenceKind;
import dev.clew.diff.Ignored;
import dev.clew.diff.NotCompared;
import dev.clew.diff.RunDiff;
import dev.clew.diff.part.RunProfile;
import dev.clew.report.VisibleText;
import java.util.ArrayList;
import java.util.Comparator;
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

  /// Of one difference, unless all is asked for.
  private static final int MAX_CHANGES = 6;

  private static final int MAX_HUNK_LINES = 24;

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
    return text.withoutEmptyPairs();
  }

  private List<String> withoutEmptyPairs() {
    List<String> out = new ArrayList<>(lines.size());
    for (String line : lines) {
      if (!line.isEmpty() || (!out.isEmpty() && !out.getLast().isEmpty())) {
        out.add(line);
      }
    }
    return out;
  }

  private void answer() {
    Difference first = diff.first();
    if (first == null) {
      lines.add(palette.green("no difference") + "  " + extent());
      return;
    }
    add("FIRST", palette.bold(palette.red(VisibleText.line(first.headline()))));
    List<Difference> then = new ArrayList<>();
    List<Difference> also = new ArrayList<>();
    for (Difference other : diff.differences().subList(1, diff.differences().size())) {
      (other.because() == null ? also : then).add(other);
    }
    listed("ALSO", also);
    listed("THEN", outcomesFirst(then));
  }

  /// How things ended says most of what followed.
  private static List<Difference> outcomesFirst(List<Difference> differences) {
    List<Difference> sorted = new ArrayList<>(differences);
    sorted.sort(Comparator.comparing((Difference one) -> !one.kind().isOutcome()));
    return sorted;
  }

  /// As many as one line takes, and the number of the others.
  private void listed(String label, List<Difference> differences) {
    if (differences.isEmpty()) {
      return;
    }
    StringBuilder line = new StringBuilder();
    int room = columns - LABEL - 12;
    int at = 0;
    while (at < differences.size()) {
      String headline = brief(differences.get(at));
      if (at > 0 && line.length() + headline.length() + 3 > room) {
        break;
      }
      line.append(at == 0 ? "" : " · ").append(cut(headline, room));
      at++;
    }
    int left = differences.size() - at;
    add(label, line + (left == 0 ? "" : palette.dim(" · +" + left + " more")));
  }

  /// `activate tolerated`, without what it was before.
  private static String brief(Difference difference) {
    String headline = VisibleText.line(difference.headline());
    int was = difference.kind().isOutcome() ? headline.lastIndexOf(", ") : -1;
    return was < 0 ? headline : headline.substring(0, was);
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

  /// In full what nothing before it explains; what follows from another in one line, with the
  /// operands of decisions.
  private void difference(Difference difference, int number) {
    Integer because = difference.because();
    Long row = difference.row();
    String where = row == null ? "" : "  row " + row;
    String headline = VisibleText.line(difference.headline());
    String label = padded(Integer.toString(number + 1), 4);
    if (because != null && !all) {
      lines.add(
          label
              + cut(headline, columns - LABEL - 20)
              + palette.dim("  follows from " + (because + 1) + where));
      if (difference.kind() == DifferenceKind.DECISION_CHANGED) {
        changes(difference);
      }
      return;
    }
    lines.add("");
    String why =
        because != null
            ? "follows from " + (because + 1)
            : number == 0 ? "first divergence" : "not known to follow from what is before it";
    lines.add(palette.bold(label + difference.kind().words()) + palette.dim("  " + why + where));
    lines.add("    " + headline);
    if (difference.hunks().isEmpty()) {
      changes(difference);
    } else {
      hunks(difference.hunks());
    }
    lines.add("");
  }

  private void changes(Difference difference) {
    List<Change> changes = difference.changes();
    if (!all && difference.kind() == DifferenceKind.DECISION_CHANGED) {
      // What was chosen says the result again.
      changes = changes.subList(0, 1);
    }
    int shown = all ? changes.size() : Math.min(MAX_CHANGES, changes.size());
    for (Change change : changes.subList(0, shown)) {
      change(change, difference.subject());
    }
    more(changes.size() - shown, "changes");
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
          "    "
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
      lines.add("    " + palette.dim(VisibleText.line(where)));
      lines.add("      " + palette.dim("A") + "  " + palette.red(cut(one, columns - 8)));
      lines.add("      " + palette.dim("B") + "  " + palette.green(cut(other, columns - 8)));
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
