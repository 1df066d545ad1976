package dev.clew.ingest.lineage;

import dev.clew.core.json.Json;
import dev.clew.ingest.pushed.Items;
import dev.clew.ingest.pushed.NotTaken;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the events of a body as OpenLineage writes them, all or none: one, an array, or one after
/// the other.
public final class LineageEvents {
  private LineageEvents() {}

  /// What became of one of them.
  ///
  /// @param runId null for one that names no run: it says what a job or a data set is
  /// @param events what is to be stored, in order
  public record Told(@Nullable String runId, List<PushedEvent> events) {
    public Told {
      events = List.copyOf(events);
    }
  }

  /// @param most so many events are taken, and so many are made of them
  /// @param said whose events they are
  /// @throws NotTaken when one of them is none of OpenLineage
  public static List<Told> read(byte[] body, int most, PushedEvents.Said said) throws NotTaken {
    List<Told> all = new ArrayList<>();
    int made = 0;
    for (Items.Item item : Items.of(body, most)) {
      Told told = told(item, (Json.Obj) Json.interoperable(item.read(body)), said);
      made += told.events().size();
      if (made > most) {
        throw NotTaken.overLimit(
            "batch.items", "more becomes of one batch than is taken", item.place(null), most, made);
      }
      all.add(told);
    }
    return all;
  }

  private static Told told(Items.Item item, Json.Obj sent, PushedEvents.Said said) throws NotTaken {
    if (RunEvent.isOne(sent)) {
      RunEvent event = RunEvent.of(item, sent);
      return new Told(event.runId(), new RunMapping(event, item.sizeBytes(), said).events());
    }
    if (sent.has("job") || sent.has("dataset")) {
      return new Told(null, List.of());
    }
    throw NotTaken.because(
        "lineage.member",
        "an event of OpenLineage has a run, a job or a dataset",
        item.place(null));
  }
}
