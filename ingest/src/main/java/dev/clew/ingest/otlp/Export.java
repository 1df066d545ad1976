package dev.clew.ingest.otlp;

import dev.clew.ingest.pushed.PushedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What became of the spans or the log records of one request.
///
/// @param items how many there were
/// @param events what is to be stored, in order
/// @param refused by its index, why an item can never be taken
public record Export(int items, List<Of> events, Map<Integer, String> refused) {
  public Export {
    events = List.copyOf(events);
    refused = Map.copyOf(refused);
  }

  /// @param item the index of the span or the log record that says it, from 0
  public record Of(int item, PushedEvent event) {}

  /// One that is being put together. Not thread-safe.
  static final class Builder {
    private final List<Of> first = new ArrayList<>();
    private final List<Of> events = new ArrayList<>();
    private final List<Of> last = new ArrayList<>();
    private final Map<Integer, String> refused = new LinkedHashMap<>();
    private final Set<Named> seen = new HashSet<>();

    private record Named(String runId, String eventId) {}

    /// Before whatever else the request says.
    void begin(int item, PushedEvent event) {
      add(first, item, event);
    }

    void add(int item, PushedEvent event) {
      add(events, item, event);
    }

    /// After whatever else the request says.
    void end(int item, PushedEvent event) {
      add(last, item, event);
    }

    /// The same may be said twice in one request.
    private void add(List<Of> all, int item, PushedEvent event) {
      if (seen.add(new Named(event.event().runId(), event.event().eventId()))) {
        all.add(new Of(item, event));
      }
    }

    void refuse(int item, String why) {
      refused.put(item, why);
    }

    Export build(int items) {
      List<Of> all = new ArrayList<>(first);
      all.addAll(events);
      all.addAll(last);
      return new Export(items, all, refused);
    }
  }
}
