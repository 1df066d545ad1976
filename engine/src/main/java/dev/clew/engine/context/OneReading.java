package dev.clew.engine.context;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// The clock as the templates of one try see it: read when it is first asked, and then the same
/// always. For one thread.
public final class OneReading extends Clock {
  private final Timekeeper course;
  private final Timekeeper.Moment moment;
  private @Nullable Instant reading;

  public OneReading(Timekeeper course, Timekeeper.Moment moment) {
    this.course = course;
    this.moment = moment;
  }

  @Override
  public Instant instant() {
    Instant read = reading;
    if (read == null) {
      read = course.clock(moment);
      reading = read;
    }
    return read;
  }

  @Override
  public ZoneId getZone() {
    return course.zone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }
}
