package dev.clew.client;

/// A part of a run that begins and ends: `run.stage("render").run(() -> render(pages))`.
public final class Stage extends Scope {
  private final Attempt attempt;
  private final Place place;
  private final String name;

  Stage(Scope parent, String name, Place place) {
    super(parent);
    this.attempt = parent.attempt();
    this.place = place;
    this.name = name;
    tell(Event.of("stage_started", name));
    Current.enter(this);
  }

  @Override
  Attempt attempt() {
    return attempt;
  }

  @Override
  Place place() {
    return place;
  }

  /// It was not needed.
  public void skip(String reason) {
    if (beginToClose()) {
      Current.leave(this);
      tell(Event.of("stage_skipped", reason).lasted(sinceBegin()).with("reason", reason));
    }
  }

  @Override
  public void close() {
    if (!beginToClose()) {
      return;
    }
    Current.leave(this);
    Failure why = failure();
    if (why == null) {
      tell(Event.of("stage_completed", name).lasted(sinceBegin()).with("outcome", "succeeded"));
    } else {
      attempt.places().failed(place);
      tell(failed(why));
      if (isFailedFromWithin()) {
        escape();
      }
    }
  }

  private Event failed(Failure why) {
    return Event.of("stage_failed", why.message())
        .severity(Severity.ERROR)
        .lasted(sinceBegin())
        .with("error", why.said());
  }
}
