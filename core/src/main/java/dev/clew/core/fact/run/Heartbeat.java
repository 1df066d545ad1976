package dev.clew.core.fact.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// It is alive.
///
/// The kinds: `heartbeat`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record Heartbeat(Json.Obj attributes) implements Fact {
  public static final Attribute<Duration> DUE =
      Attribute.millis("due_ms", "When the next is due.").by(Writer.EXEC, Writer.SERVER);

  public static final Attribute<Duration> CPU =
      Attribute.millis("cpu_ms", "CPU time of the process and its children so far.")
          .by(Writer.EXEC);

  public static final Attribute<Long> RSS_BYTES =
      Attribute.whole("rss_bytes", "Its resident memory.").by(Writer.EXEC);

  public static final Attribute<Long> DONE =
      Attribute.whole("done", "How far it is, of `total`.").by(Writer.SERVER, Writer.OTHERS);

  public static final Attribute<Long> TOTAL =
      Attribute.whole("total", "How much there is to do.").by(Writer.SERVER, Writer.OTHERS);

  public static final FactType TYPE =
      new FactType(
          "Heartbeat",
          List.of(Kind.HEARTBEAT),
          "It is alive.",
          List.of(DUE, CPU, RSS_BYTES, DONE, TOTAL));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static Heartbeat from(Event event) {
    return new Heartbeat(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable Duration due() {
    return get(DUE);
  }

  public @Nullable Duration cpu() {
    return get(CPU);
  }

  public @Nullable Long rssBytes() {
    return get(RSS_BYTES);
  }

  public @Nullable Long done() {
    return get(DONE);
  }

  public @Nullable Long total() {
    return get(TOTAL);
  }
}
