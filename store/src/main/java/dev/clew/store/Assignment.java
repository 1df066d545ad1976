package dev.clew.store;

import dev.clew.core.event.Event;
import dev.clew.core.fact.run.RunCreated;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Who has to do with a run, as its rows say: it waits to be claimed, or somebody works on it under
/// a lease. Of a run that is over, and of one that its own producer executes, it says nothing.
///
/// @param queue where it waits to be claimed; null when it does not
/// @param lease for how long it may be without a sign of life; null when it goes on without a
///   lease, and when it does not go on
public record Assignment(@Nullable String queue, @Nullable Duration lease) {
  /// `queue.chars`: no queue has a longer name.
  public static final int QUEUE_CHARS = 100;

  public static final Assignment NONE = new Assignment(null, null);

  /// The queue that an event puts its run into; null when it names none, or one that cannot be.
  public static @Nullable String queueOf(Event event) {
    String queue = RunCreated.from(event).get(RunCreated.QUEUE);
    return queue == null || queue.length() > QUEUE_CHARS ? null : queue;
  }
}
