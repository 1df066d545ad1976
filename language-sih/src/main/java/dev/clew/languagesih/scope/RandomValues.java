package dev.clew.languagesih.scope;

import dev.clew.languagesih.value.CharacterSet;
import dev.clew.languagesih.value.Moments;
import dev.clew.languagesih.value.TimeKind;
import dev.clew.plan.scope.Draws;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Values out of [Draws]. The same draws give the same values. Not thread-safe.
final class RandomValues {
  private static final long TICKS_PER_SECOND = 10_000_000;
  private static final int NANOS_PER_TICK = 100;
  private static final LocalTime LAST_TICK = LocalTime.MAX.minusNanos(NANOS_PER_TICK - 1);

  private final Draws draws;
  private final Uniform uniform;
  private final Ulids ulids;

  RandomValues(Draws draws) {
    this.draws = draws;
    this.uniform = new Uniform(draws);
    this.ulids = new Ulids(draws);
  }

  /// Both bounds are drawn too; the greater may come first.
  long whole(long min, long max) {
    return uniform.between(min, max);
  }

  String text(int length, CharacterSet set) {
    String characters = set.characters();
    char[] out = new char[length];
    for (int at = 0; at < length; at++) {
      out[at] = characters.charAt((int) uniform.between(0, characters.length() - 1));
    }
    return new String(out);
  }

  /// Version 4 of RFC 9562, in lower case.
  String guid() {
    byte[] bytes = draws.next(16);
    bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
    bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
    String hex = HexFormat.of().formatHex(bytes);
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  String ulid(Instant at) {
    return ulids.next(at);
  }

  /// A moment from one to the other, both included, in any order. A date time without a bound has
  /// one a month from the other, or from now; a time without one has the bound of the day.
  OffsetDateTime moment(
      TimeKind kind, @Nullable OffsetDateTime from, @Nullable OffsetDateTime to, Instant now) {
    return switch (kind) {
      case DATE_TIME -> dateTime(from, to, now.atOffset(ZoneOffset.UTC));
      case DATE -> date(from, to, Moments.midnight(now.atOffset(ZoneOffset.UTC)));
      case TIME -> ticks(timeOr(from, LocalTime.MIN), timeOr(to, LAST_TICK));
    };
  }

  private OffsetDateTime dateTime(
      @Nullable OffsetDateTime from, @Nullable OffsetDateTime to, OffsetDateTime now) {
    return ticks(start(from, to, now), end(from, to, now));
  }

  private OffsetDateTime date(
      @Nullable OffsetDateTime from, @Nullable OffsetDateTime to, OffsetDateTime today) {
    LocalDate start = start(from, to, today).toLocalDate();
    LocalDate end = end(from, to, today).toLocalDate();
    long day = uniform.between(start.toEpochDay(), end.toEpochDay());
    return LocalDate.ofEpochDay(day).atStartOfDay().atOffset(ZoneOffset.UTC);
  }

  private static OffsetDateTime start(
      @Nullable OffsetDateTime from, @Nullable OffsetDateTime to, OffsetDateTime now) {
    return from != null ? from : (to != null ? to : now).minusMonths(1);
  }

  private static OffsetDateTime end(
      @Nullable OffsetDateTime from, @Nullable OffsetDateTime to, OffsetDateTime now) {
    return to != null ? to : (from != null ? from : now).plusMonths(1);
  }

  /// .NET counts time in ticks of 100 ns.
  private OffsetDateTime ticks(OffsetDateTime one, OffsetDateTime other) {
    boolean swapped = other.isBefore(one);
    OffsetDateTime start = swapped ? other : one;
    Duration span = Duration.between(start, swapped ? one : other);
    long last = span.getSeconds() * TICKS_PER_SECOND + span.getNano() / NANOS_PER_TICK;
    long ticks = uniform.between(0, last);
    return start
        .plusSeconds(ticks / TICKS_PER_SECOND)
        .plusNanos((ticks % TICKS_PER_SECOND) * NANOS_PER_TICK);
  }

  private static OffsetDateTime timeOr(@Nullable OffsetDateTime time, LocalTime otherwise) {
    return time != null ? time : LocalDate.EPOCH.atTime(otherwise).atOffset(ZoneOffset.UTC);
  }
}
