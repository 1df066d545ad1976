package dev.clew.ingest.pushed;

import dev.clew.core.Nearest;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.RowJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads the events of a body, all or none. An item has the members of [EventJson], and beside them
/// its payload in `raw` or `raw_base64`, as a row has it ([RowJson]); `run_id` and `kind` alone are
/// enough. A member that is `null` is absent.
public final class PushedEvents {
  /// Of the sender who does not say who it is.
  public static final String PRODUCER = "http";

  /// The first attempt of a run whose sender does not speak of attempts.
  private static final String FIRST_ATTEMPT = ".1";

  private final Said otherwise;

  /// What an event says that does not say it itself.
  ///
  /// @param arrivedAt its time
  /// @param idOf the id of an event, by the canonical text of what was sent. Not the digest of that
  ///   text: it may hold a secret, which could be guessed from it
  public record Said(String namespace, Timestamp arrivedAt, UnaryOperator<String> idOf) {}

  private PushedEvents(Said otherwise) {
    this.otherwise = otherwise;
  }

  /// What an item is.
  ///
  /// @param item whose members are those of the event
  /// @param identity from which the id of the event follows, if it gives none
  record Opened(Items.Item item, Json.Obj event, Json identity) {
    static Opened of(Items.Item item, Json.Obj event) {
      return new Opened(item, event, event);
    }
  }

  /// What events may come in.
  interface Envelope {
    /// @param sent without members that are null
    Opened open(Items.Item item, Json.Obj sent) throws NotTaken;
  }

  /// @param mostItems so many are taken in one body
  /// @throws NotTaken when one of them is no event
  public static List<PushedEvent> read(byte[] body, int mostItems, Said otherwise) throws NotTaken {
    return read(body, mostItems, otherwise, Opened::of);
  }

  static List<PushedEvent> read(byte[] body, int mostItems, Said otherwise, Envelope envelope)
      throws NotTaken {
    PushedEvents reader = new PushedEvents(otherwise);
    List<Items.Item> items = Items.of(body, mostItems);
    List<PushedEvent> events = new ArrayList<>(items.size());
    for (Items.Item item : items) {
      events.add(reader.event(envelope.open(item, present(item.read(body)))));
    }
    return events;
  }

  static Json.Obj present(Json.Obj sent) {
    Json.Obj present = sent.keeping((name, value) -> !(value instanceof Json.Null));
    return (Json.Obj) Json.interoperable(present);
  }

  private PushedEvent event(Opened opened) throws NotTaken {
    Items.Item item = opened.item();
    Json.Obj said = opened.event();
    check(item, said);
    boolean hasOwnId = said.has(Member.EVENT_ID.wire());
    boolean hasOwnTime = said.has(Member.TS.wire());
    Payload payload = payload(item, said);
    try {
      return new PushedEvent(
          EventJson.read(filled(said, opened.identity())),
          payload,
          hasOwnId,
          hasOwnTime,
          item.sizeBytes());
    } catch (IllegalArgumentException e) {
      throw NotTaken.because("event.invalid", "this is no event", item.place(null));
    }
  }

  private static void check(Items.Item item, Json.Obj said) throws NotTaken {
    for (Map.Entry<String, Json> one : said.members().entrySet()) {
      Member member = Member.all().get(one.getKey());
      if (member == null) {
        throw unknown(item, one.getKey());
      }
      if (!member.takes(one.getValue())) {
        throw NotTaken.because(
            "event.member",
            member.wire() + " is " + member.expected(),
            item.place("/" + member.wire()));
      }
    }
    for (Member required : List.of(Member.RUN_ID, Member.KIND)) {
      if (!said.has(required.wire())) {
        throw NotTaken.because(
            "event.member", "an event has a " + required.wire(), item.place(null));
      }
    }
  }

  /// The name is quoted when it looks like one.
  private static NotTaken unknown(Items.Item item, String name) {
    boolean isName = name.length() <= 64 && name.chars().allMatch(PushedEvents::isOfName);
    return NotTaken.unknown(
        "event.unknown_member",
        "an event has no member "
            + (isName ? name : "of that name")
            + "; what you have to say beside its members belongs into attributes",
        item.place(isName ? "/" + name : null),
        Nearest.to(name, Member.all().keySet()));
  }

  private static boolean isOfName(int unit) {
    return unit < 128 && (Character.isLetterOrDigit(unit) || unit == '_' || unit == '-');
  }

  private static @Nullable Payload payload(Items.Item item, Json.Obj said) throws NotTaken {
    boolean isText = said.has(Member.RAW.wire());
    boolean isBase64 = said.has(Member.RAW_BASE64.wire());
    if (isText && isBase64) {
      throw NotTaken.because(
          "event.member", "raw or raw_base64, not both", item.place("/" + Member.RAW.wire()));
    }
    String ref = said.text(Member.RAW_REF.wire());
    Payload payload = RowJson.payload(said);
    if (ref != null && (payload == null || !ref.equals(payload.ref()))) {
      throw NotTaken.because(
          "event.raw_ref",
          payload == null
              ? "raw_ref says that there are bytes, and neither raw nor raw_base64 has them"
              : "raw_ref is not the digest of the bytes that came with it",
          item.place("/" + Member.RAW_REF.wire()));
    }
    return payload;
  }

  private Json.Obj filled(Json.Obj said, Json identity) {
    String runId = said.text(Member.RUN_ID.wire(), "");
    Json.Obj filled = said;
    if (!said.has(Member.EVENT_ID.wire())) {
      String text = Canonical.text(identity);
      filled = with(filled, Member.EVENT_ID, Json.of(otherwise.idOf().apply(text)));
    }
    filled = with(filled, Member.NAMESPACE, Json.of(otherwise.namespace()));
    filled = with(filled, Member.ATTEMPT_ID, Json.of(runId + FIRST_ATTEMPT));
    filled = with(filled, Member.PRODUCER, Json.of(PRODUCER));
    filled = with(filled, Member.EPOCH, Json.of(1));
    filled = with(filled, Member.SEQ, Json.of(0));
    return with(filled, Member.TS, Json.of(otherwise.arrivedAt().toString()));
  }

  private static Json.Obj with(Json.Obj said, Member member, Json value) {
    return said.has(member.wire()) ? said : said.with(member.wire(), value);
  }
}
