package dev.clew.core.dossier;

import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.ledger.Row;
import org.jspecify.annotations.Nullable;

/// The words for a failure of which no rule knows the cause: what went wrong deepest down, with how
/// the process ended; without that, the last it said.
final class Why {
  private Why() {}

  /// One line; null when nothing says anything, or when the stage that blocks the run says it best.
  static @Nullable String of(Facts facts) {
    Signal root = facts.root();
    if (root != null && !isTheEnd(facts, root)) {
      String deepest = root.deepest();
      return stage(facts, root) + deepest + (root.says() ? "" : shownEnd(facts, deepest));
    }
    ProcessEnd process = facts.process();
    String begin = root == null || process != null ? end(facts) : Signal.firstLine(root.message());
    Row said = facts.lastSaid();
    if (said != null && (process == null || !process.isFromOutside())) {
      return begin == null ? words(said) : begin + "; the last it said: " + words(said);
    }
    if (process != null) {
      return process.words();
    }
    return begin == null || facts.stage() != null ? null : begin + ", and nothing says why";
  }

  /// Whether it says no more than how the process ended. An error of its own says with what.
  private static boolean isTheEnd(Facts facts, Signal root) {
    ProcessEnd process = facts.process();
    boolean isOwn = root.row().event().is(Kind.ERROR);
    return root.isBare() || (!isOwn && process != null && process.code().equals(root.code()));
  }

  /// By what is known of what went wrong, else by how the process ended.
  static Cause cause(Facts facts) {
    ProcessEnd process = facts.process();
    return facts.rootCause() == Cause.UNKNOWN && process != null
        ? process.cause()
        : facts.rootCause();
  }

  /// The line as a claim; null when there is none.
  static @Nullable Evidence lastSaid(Facts facts) {
    Row said = facts.lastSaid();
    return said == null ? null : Evidence.output("the last it said: " + words(said), said);
  }

  private static String words(Row said) {
    return Signal.firstLine(said.event().saying());
  }

  /// The stage, if it is not the stage itself that says so.
  private static String stage(Facts facts, Signal root) {
    StagePath stage = root.stage();
    Blocker blocker = facts.stage();
    return blocker != null && blocker.stage().equals(stage) ? stage + ": " : "";
  }

  private static String shownEnd(Facts facts, String deepest) {
    String end = end(facts);
    return end == null || deepest.equals(end) ? "" : " (" + end + ")";
  }

  private static @Nullable String end(Facts facts) {
    ProcessEnd process = facts.process();
    if (process != null) {
      return process.words();
    }
    Long exit = facts.ended().exitCode();
    return exit == null || exit == 0 ? null : "exit " + exit;
  }
}
