package dev.clew.core.timing;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which events of an attempt are work, and which are the write-back of its result.
final class Work {
  private final boolean selfReporting;
  private final Set<String> wrapping;
  private final StageWindows windows;

  Work(AttemptView attempt) {
    boolean reports = false;
    for (Row row : attempt.rows()) {
      reports |= isToldByTheCommand(row.event());
    }
    selfReporting = reports;
    wrapping = attempt.wrappingCalls();
    windows = new StageWindows(attempt);
  }

  /// Whether the process that the attempt runs in says itself what it does.
  boolean isSelfReporting() {
    return selfReporting;
  }

  /// Whether the attempt is one process, which is looked at from outside.
  boolean isWrapped() {
    return !wrapping.isEmpty();
  }

  /// Whether the command says so, and not who looks at it.
  static boolean isToldByTheCommand(Event event) {
    return "child".equals(AnyEvent.from(event).reportedBy());
  }

  boolean isSave(Event event, @Nullable Kind kind) {
    if (kind == Kind.UPLOAD || kind == Kind.ARTIFACT_UPLOADED || kind == Kind.STATUS_PERSISTED) {
      return true;
    }
    return "save".equals(window(event));
  }

  private @Nullable String window(Event event) {
    String said = AnyEvent.from(event).window();
    StagePath path = event.path();
    return said == null && path != null ? windows.of(path) : said;
  }

  boolean isWork(Event event, @Nullable Kind kind) {
    Kind.Group group = AnyEvent.groupOf(event);
    boolean takenOver = AnyEvent.from(event).has(AnyEvent.REUSED_FROM);
    if (group == null || takenOver || "boot".equals(window(event))) {
      return false;
    }
    return switch (group) {
      case WORK -> !isNotReached(kind) && !(selfReporting && isOfTheWrap(event));
      case ARTIFACT -> kind != Kind.ARTIFACT_DECLARED && !isGiven(event);
      case CHECK -> kind != Kind.REDACTION_LATE;
      case EFFECT -> true;
      case BOUNDARY, DECISION, LOG -> false;
    };
  }

  private boolean isOfTheWrap(Event event) {
    return event.toolCallId() != null && wrapping.contains(event.toolCallId());
  }

  private static boolean isNotReached(@Nullable Kind kind) {
    return kind == Kind.STAGE_NOT_REACHED
        || kind == Kind.STAGE_SKIPPED
        || kind == Kind.STAGE_CANCELLED;
  }

  /// Taking in what was there before is set-up.
  private static boolean isGiven(Event event) {
    String kind = ArtifactWritten.from(event).get(ArtifactWritten.ARTIFACT_KIND, "");
    return kind.equals("input") || kind.equals("config");
  }
}
