package dev.clew.core.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// What an assertion or a validation of a run found.
public enum CheckResult {
  PASSED,
  FAILED,
  /// It does not say.
  UNKNOWN;

  /// Null for an event that is no check. clew writes `passed` or `failed`; other producers may say
  /// it as a Boolean.
  public static @Nullable CheckResult of(Event event) {
    if (!event.is(Kind.ASSERTION_EVALUATED) && !event.is(Kind.VALIDATION_COMPLETED)) {
      return null;
    }
    Json result = CheckMade.from(event).result();
    if (Json.TRUE.equals(result) || Json.of("passed").equals(result)) {
      return PASSED;
    }
    return Json.FALSE.equals(result) || Json.of("failed").equals(result) ? FAILED : UNKNOWN;
  }
}
