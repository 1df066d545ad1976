package dev.clew.core.event;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value with a name and where it came from: an input of a run, a value that a stage was given,
/// an output.
///
/// @param at where it was used or put: `body`, `headers.Authorization`; null for inputs and outputs
/// @param template what that it was read by, `{{stage:create-account.output.accountId}}`; null when
///   it was literal
/// @param origin what it was read from, as the event says it:
///   `{"kind":"stage","stage":…,"field":"output.accountId"}`
/// @param missing why there is no value, `{"code":…,"reason":…}`; null when there is one
public record NamedValue(
    String name,
    Json value,
    @Nullable String at,
    @Nullable String template,
    Json.@Nullable Obj origin,
    Json.@Nullable Obj missing,
    boolean secret) {

  /// Those in the list of that name among the attributes of an event.
  public static List<NamedValue> all(Json.Obj attributes, String name) {
    List<NamedValue> values = new ArrayList<>();
    for (Json.Obj value : attributes.objects(name)) {
      values.add(read(value));
    }
    return values;
  }

  public static NamedValue read(Json.Obj wire) {
    Json value = wire.get("value");
    return new NamedValue(
        wire.text("name", ""),
        value == null ? Json.NULL : value,
        wire.text("at"),
        wire.text("template"),
        wire.get("origin") instanceof Json.Obj origin ? origin : null,
        wire.get("missing") instanceof Json.Obj missing ? missing : null,
        wire.flag("secret"));
  }

  public Json.Obj toJson() {
    return Json.object()
        .put("name", name)
        .put("value", value)
        .put("at", at)
        .put("template", template)
        .put("origin", origin)
        .put("missing", missing)
        .put("secret", secret ? Json.TRUE : null)
        .build();
  }
}
