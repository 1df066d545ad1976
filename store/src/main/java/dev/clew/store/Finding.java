package dev.clew.store;

import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.Phase;
import dev.clew.core.event.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What the rows of a run add up to for somebody who reads a list. It takes all of them to say it,
/// so it is made when a run has been quiet for a moment, and holds until the next row comes.
///
/// @param size how many rows there were
/// @param startedAt of the attempt that counts; null when no row says it
/// @param failure null when nothing is wrong with it
/// @param silence null when nothing more has to come
public record Finding(
    long size,
    @Nullable Timestamp startedAt,
    @Nullable Failure failure,
    @Nullable Silence silence) {

  /// Nothing but that somebody looked.
  public static Finding nothing(long size) {
    return new Finding(size, null, null, null);
  }

  /// The same at another size.
  public Finding at(long other) {
    return new Finding(other, startedAt, failure, silence);
  }

  /// Why a run is not what it should be, in short.
  ///
  /// @param code the most specific that a rule gives: `upload_timeout`, `http_402`
  /// @param headline the first sentence of the explanation
  public record Failure(String code, Phase phase, Cause cause, String headline) {
    public static final int MAX_CODE_CHARS = 100;
    public static final int MAX_HEADLINE_CHARS = 500;

    public Failure {
      code = cut(code, MAX_CODE_CHARS);
      headline = cut(headline, MAX_HEADLINE_CHARS);
    }
  }

  /// From when on a run that goes on is stuck, if no row comes until then.
  ///
  /// @param stuckAt in whole microseconds
  /// @param rule why then, in words: `no event for 5m00s`
  public record Silence(Instant stuckAt, String rule) {
    public static final int MAX_RULE_CHARS = 300;

    /// No time of an event is later.
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    public Silence {
      stuckAt = stuckAt.isAfter(LAST) ? LAST : stuckAt.truncatedTo(ChronoUnit.MICROS);
      rule = cut(rule, MAX_RULE_CHARS);
    }
  }

  /// Whether the run is stuck by that moment.
  public boolean isStuckAt(Instant moment) {
    return silence != null && !silence.stuckAt().isAfter(moment);
  }

  private static String cut(String text, int chars) {
    if (text.codePointCount(0, text.length()) <= chars) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, chars - 1)) + "…";
  }
}
