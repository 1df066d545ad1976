package dev.clew.logs.rules;

import dev.clew.core.event.Severity;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names the cause of the records that it fits. A rule fits when all of its conditions hold.
///
/// @param id dotted snake_case, such as `curl.dns`
/// @param version from 1; it rises with every change of meaning
/// @param literals condition: the text has each of these, in any case. Empty only when there is an
///   HTTP status
/// @param pattern condition: RE2 syntax, `^` and `$` are of a line; named groups are captured. Null
///   when the literals are enough
/// @param trace condition: the record as it was written, frames and all, has this too; null when
///   they do not matter
/// @param stream condition: `stdout` or `stderr`; null for both
/// @param atLeast condition: the record's own severity; one without a severity does not fit
/// @param httpStatus condition: the record's own HTTP status is one of these; empty for none
/// @param specificity within a tier the higher wins; by default the characters of the literals
/// @param severity of a record that names none itself; null to leave it
/// @param kind of the event: `error`, `log` or another
/// @param cause one of [#CAUSES]; null when the rule names none
/// @param code snake_case; null when the rule names none
public record LogRule(
    String id,
    int version,
    Tier tier,
    List<String> literals,
    @Nullable LinePattern pattern,
    @Nullable LinePattern trace,
    @Nullable String stream,
    @Nullable Severity atLeast,
    List<Integer> httpStatus,
    int specificity,
    @Nullable Severity severity,
    String kind,
    @Nullable String cause,
    @Nullable String code) {
  /// The causes of docs/events.md.
  public static final List<String> CAUSES =
      List.of(
          "input",
          "config",
          "code",
          "dependency",
          "rate_limit",
          "timeout",
          "resource",
          "infra",
          "cancelled",
          "effect_conflict",
          "persistence",
          "contract",
          "unknown");

  public LogRule {
    literals = List.copyOf(literals);
    httpStatus = List.copyOf(httpStatus);
    if (literals.isEmpty() && httpStatus.isEmpty()) {
      throw new IllegalArgumentException("a rule has a literal or an HTTP status: " + id);
    }
    if (cause != null && !CAUSES.contains(cause)) {
      throw new IllegalArgumentException("no cause: " + cause);
    }
  }

  /// `id@version`
  public String name() {
    return id + "@" + version;
  }

  boolean saysTheSameAs(LogRule other) {
    return kind.equals(other.kind)
        && java.util.Objects.equals(cause, other.cause)
        && java.util.Objects.equals(code, other.code);
  }

  /// Everything that decides, for the digest of all rules.
  Json.Obj toJson() {
    return Json.object()
        .put("id", id)
        .put("version", version)
        .put("tier", tier.wire())
        .put("literal", Json.strings(literals))
        .put("pattern", pattern == null ? null : pattern.text())
        .put("trace", trace == null ? null : trace.text())
        .put("stream", stream)
        .put("at_least", atLeast == null ? null : atLeast.wire())
        .put("http_status", httpStatus.stream().map(status -> Json.of((long) status)).toList())
        .put("specificity", specificity)
        .put("severity", severity == null ? null : severity.wire())
        .put("kind", kind)
        .put("cause", cause)
        .put("code", code)
        .build();
  }
}
