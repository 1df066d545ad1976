package dev.clew.core.fact.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody took the run: the queue ends, boot begins. The facts of the invocation.
///
/// The kinds: `run_claimed`, `lease_granted`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record RunClaimed(Json.Obj attributes) implements Fact {
  public static final Attribute<String> HOST =
      Attribute.text("host", "The host.")
          .by(Writer.RUN, Writer.EXEC, Writer.OTHERS)
          .that(Trait.OF_PRODUCER);

  public static final Attribute<Long> PID =
      Attribute.whole("pid", "The process.")
          .by(Writer.RUN, Writer.EXEC, Writer.OTHERS)
          .that(Trait.OF_PRODUCER);

  public static final Attribute<String> WORKER =
      Attribute.text("worker", "What the worker is called; absent: it has no name.")
          .by(Writer.SERVER, Writer.OTHERS)
          .that(Trait.OF_PRODUCER);

  public static final Attribute<String> QUEUE =
      Attribute.text("queue", "The queue that the run was taken from; absent: there is none.")
          .by(Writer.SERVER, Writer.OTHERS);

  public static final Attribute<String> LEASE =
      Attribute.text(
              "lease", "The lease under which it is worked on; absent: nobody else could take it.")
          .by(Writer.SERVER, Writer.OTHERS)
          .that(Trait.OF_PRODUCER);

  public static final Attribute<Duration> LEASE_TIME =
      Attribute.millis(
              "lease_ms",
              "How long the lease holds without a sign of life; absent: as long as it likes.")
          .by(Writer.EXEC, Writer.SERVER, Writer.OTHERS);

  public static final FactType TYPE =
      new FactType(
              "RunClaimed",
              List.of(Kind.RUN_CLAIMED, Kind.LEASE_GRANTED),
              "Somebody took the run: the queue ends, boot begins. The facts of the invocation.",
              List.of(HOST, PID, WORKER, QUEUE, LEASE, LEASE_TIME))
          .ofClewAlone();

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static RunClaimed from(Event event) {
    return new RunClaimed(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String host() {
    return get(HOST);
  }

  public @Nullable Long pid() {
    return get(PID);
  }

  public @Nullable String worker() {
    return get(WORKER);
  }

  public @Nullable String queue() {
    return get(QUEUE);
  }

  public @Nullable String lease() {
    return get(LEASE);
  }

  public @Nullable Duration leaseTime() {
    return get(LEASE_TIME);
  }
}
