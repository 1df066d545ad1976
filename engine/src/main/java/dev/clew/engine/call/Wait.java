package dev.clew.engine.call;

import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.stage.RetryScheduled;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.Timekeeper;
import dev.clew.engine.http.Exchange;
import dev.clew.plan.scope.Draws;
import dev.clew.plan.stage.Retry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How long to wait before the next try, and why.
///
/// @param reason `backoff`, or `rate_limit` when the answer said how long
/// @param because the end of a sentence; empty when there is nothing to add
/// @param clock the reading that it was computed with; null when none was needed
record Wait(Duration delay, String reason, String because, @Nullable Instant clock) {
  static Wait after(
      Retry policy, int tryNumber, @Nullable Exchange exchange, RunContext parts, StagePath path) {
    if (policy.retryAfter() && exchange instanceof Exchange.Answered answer) {
      Wait asked = asked(policy, tryNumber, answer, parts, path);
      if (asked != null) {
        return asked;
      }
    }
    Duration delay = policy.delayBefore(tryNumber);
    if (!policy.jitter()) {
      return new Wait(delay, RetryScheduled.BACKOFF, "", null);
    }
    Draws draws = parts.seeded().draws(path, tryNumber, "jitter");
    return new Wait(jittered(delay, draws.next(4)), RetryScheduled.BACKOFF, "", null);
  }

  /// Between the half and the whole, in whole microseconds.
  private static Duration jittered(Duration delay, byte[] drawn) {
    long part =
        (drawn[0] & 0xffL) << 24
            | (drawn[1] & 0xffL) << 16
            | (drawn[2] & 0xffL) << 8
            | (drawn[3] & 0xffL);
    double share = 0.5 + part / (double) (1L << 32) / 2;
    return Duration.of(Math.round(delay.toNanos() / 1_000.0 * share), ChronoUnit.MICROS);
  }

  /// RFC 9110 §10.2.3: seconds, or a date. A date is compared with the answer's own `Date`, or else
  /// with the clock. Null when there is none that can be read.
  private static @Nullable Wait asked(
      Retry policy, int tryNumber, Exchange.Answered answer, RunContext parts, StagePath path) {
    String said = answer.header("Retry-After");
    if (said == null) {
      return null;
    }
    Duration wanted = seconds(said.strip());
    Instant reading = null;
    if (wanted == null) {
      Instant until = date(said.strip());
      Instant now = date(answer.header("Date"));
      if (until == null) {
        return null;
      }
      if (now == null) {
        reading =
            parts
                .course()
                .clock(new Timekeeper.Moment(path, tryNumber, Kind.STAGE_RETRY_SCHEDULED));
        now = reading;
      }
      wanted = Duration.between(now, until).truncatedTo(ChronoUnit.MICROS);
      wanted = wanted.isNegative() ? Duration.ZERO : wanted;
    }
    boolean over = wanted.compareTo(policy.maxDelay()) > 0;
    String limited = over ? ", cut to maxDelayMs = " + policy.maxDelay().toMillis() : "";
    return new Wait(
        over ? policy.maxDelay() : wanted,
        RetryScheduled.RATE_LIMIT,
        "; Retry-After said " + said.strip() + limited,
        reading);
  }

  private static @Nullable Duration seconds(String text) {
    if (text.isEmpty() || text.length() > 9) {
      return null;
    }
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return null;
      }
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  /// Null for what is not a date of HTTP, and for null.
  private static @Nullable Instant date(@Nullable String text) {
    try {
      return text == null
          ? null
          : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
              .toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
