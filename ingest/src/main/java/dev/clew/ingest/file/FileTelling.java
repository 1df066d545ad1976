package dev.clew.ingest.file;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of the one run that a file tells of. Their ids follow from the file and from what of
/// it they tell, so that the same file says nothing new. Not thread-safe.
public final class FileTelling {
  private static final int RUN_ID_DIGITS = 32;
  private static final String FIRST_ATTEMPT = ".1";

  private final String format;
  private final PushedEvents.Said said;
  private final String origin;
  private final String runId;
  private final List<PushedEvent> events = new ArrayList<>();

  /// @param format whose file it is, in one word
  /// @param digest of the file
  public FileTelling(String format, String digest, PushedEvents.Said said) {
    this.format = format;
    this.said = said;
    this.origin = said.idOf().apply(Canonical.text(Json.strings(List.of(format, digest))));
    this.runId = format + "-" + origin.substring(0, RUN_ID_DIGITS);
  }

  /// What is not said to have been at a time was there when the file was.
  public Timestamp otherwise() {
    return said.arrivedAt();
  }

  /// Begins an event.
  ///
  /// @param part of which part of the file it tells
  public Event.Builder draft(Kind kind, String part, Timestamp at) {
    Event.Identity own =
        new Event.Identity(
            said.idOf().apply(origin + ' ' + part),
            said.namespace(),
            runId,
            runId + FIRST_ATTEMPT,
            format,
            1,
            0);
    return Event.of(own, at, kind.wire());
  }

  public void add(Event.Builder draft, Attributes attributes) {
    add(draft, attributes, null);
  }

  /// @param payload null when there is none
  public void add(Event.Builder draft, Attributes attributes, @Nullable Payload payload) {
    Event event = draft.attributes(attributes.build()).build();
    events.add(PushedEvent.withMadeId(event, payload, 0));
  }

  public List<PushedEvent> events() {
    return List.copyOf(events);
  }
}
