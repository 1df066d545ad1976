package dev.clew.languagesih.scope;

import dev.clew.core.json.Json;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.value.DateFormat;
import dev.clew.languagesih.value.Moments;
import dev.clew.plan.evidence.MissingCode;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.ValueOrigin;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What `system:` tokens stand for.
final class SystemTimes {
  private SystemTimes() {}

  static Resolved resolve(Reference.SystemTime token, Clock clock) {
    Instant at = clock.instant();
    ZoneOffset zone = token.utc() ? ZoneOffset.UTC : clock.getZone().getRules().getOffset(at);
    OffsetDateTime moment = moved(at.atOffset(zone), token.offset());
    String name = token.kind().token() + (token.utc() ? ".utcnow" : ".now");
    if (moment == null) {
      return new Resolved.Missing(
          "system:" + name + " with its offset is not in the years 1 to 9999",
          MissingCode.OUT_OF_RANGE,
          false);
    }
    String text = DateFormat.of(token.kind()).format(moment);
    return new Resolved.Found(Json.of(text), new ValueOrigin.SystemTime(name, at, zone));
  }

  /// Years, months, days and then the time, each from what came before: as .NET adds them. Null
  /// when it leaves the calendar.
  private static @Nullable OffsetDateTime moved(
      OffsetDateTime moment, Reference.SystemTime.@Nullable Offset offset) {
    if (offset == null) {
      return moment;
    }
    try {
      OffsetDateTime moved =
          moment
              .plusYears(offset.years())
              .plusMonths(offset.months())
              .plusDays(offset.days())
              .plus(offset.time());
      return Moments.isInRange(moved) ? moved : null;
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }
}
