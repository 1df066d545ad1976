package dev.clew.ingest.pushed;

import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads events that come as the `data` of CloudEvents (<https://github.com/cloudevents/spec>,
/// version 1.0, with its HTTP binding and its JSON format). What stands around an event says what
/// the event does not: its run (`subject`), its time (`time`), its kind (`type`), its id (`source`
/// and `id`, which are those of one event, whatever it says).
public final class CloudEvents {
  /// Of the types of events that are named by their kind: `dev.clew.run_started`.
  private static final String TYPE_PREFIX = "dev.clew.";

  private CloudEvents() {}

  /// Events in the JSON format: one, or an array, or one after the other.
  ///
  /// @param most so many are taken in one body
  /// @throws NotTaken when one of them is none, or holds no event
  public static List<PushedEvent> structured(byte[] body, int most, PushedEvents.Said otherwise)
      throws NotTaken {
    return PushedEvents.read(
        body,
        most,
        otherwise,
        (item, sent) -> opened(item.inside("/data"), item, sent, data(item, sent)));
  }

  /// One event that is the body, and whose attributes stand in the headers of the request.
  ///
  /// @param attributes by their names, without `ce-`
  public static List<PushedEvent> binary(
      byte[] body, Json.Obj attributes, PushedEvents.Said otherwise) throws NotTaken {
    return PushedEvents.read(
        body, 1, otherwise, (item, sent) -> opened(item, item, attributes, sent));
  }

  /// @param in where the members of the event are
  /// @param item where the attributes are
  private static PushedEvents.Opened opened(
      Items.Item in, Items.Item item, Json.Obj attributes, Json.Obj data) throws NotTaken {
    if (!word(item, attributes, "specversion").startsWith("1.")) {
      throw wrong(item, "specversion is 1.0", "/specversion");
    }
    String type = word(item, attributes, "type");
    Json source = Json.of(word(item, attributes, "source"));
    Json id = Json.of(word(item, attributes, "id"));
    Json.Obj event = filled(data, Member.TS, attributes.text("time"));
    event = filled(event, Member.RUN_ID, attributes.text("subject"));
    if (type.startsWith(TYPE_PREFIX)) {
      event = filled(event, Member.KIND, type.substring(TYPE_PREFIX.length()));
    }
    Json identity = new Json.Arr(List.of(Json.of("cloudevents"), source, id));
    return new PushedEvents.Opened(in, event, identity);
  }

  private static Json.Obj data(Items.Item item, Json.Obj sent) throws NotTaken {
    Json data = sent.has("data") ? sent.get("data") : Json.EMPTY_OBJECT;
    if (data instanceof Json.Obj event && !sent.has("data_base64")) {
      return PushedEvents.present(event);
    }
    throw wrong(item, "data is an event, which is a JSON object", "/data");
  }

  private static Json.Obj filled(Json.Obj event, Member member, @Nullable String value) {
    return value == null || event.has(member.wire())
        ? event
        : event.with(member.wire(), Json.of(value));
  }

  private static String word(Items.Item item, Json.Obj attributes, String name) throws NotTaken {
    String word = attributes.text(name);
    if (word == null || word.isBlank()) {
      throw wrong(item, name + " is a string that is not empty", "/" + name);
    }
    return word;
  }

  private static NotTaken wrong(Items.Item item, String what, String path) {
    return NotTaken.because("cloudevents.member", what, item.place(path));
  }
}
