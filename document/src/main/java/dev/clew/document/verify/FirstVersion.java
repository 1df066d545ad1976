package dev.clew.document.verify;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What version 1 of a report said otherwise, so that one that was written then is checked as
/// strictly as a new one: a run had fewer members, a file of the definition no place under version
/// control, and what blocks a plan went on with what to type, which its digest covered.
final class FirstVersion {
  static final int NUMBER = 1;

  private static final Set<String> NEWER_OF_RUN =
      Set.of(
          "attempt",
          "attempt_id",
          "bundle",
          "correlation_id",
          "limit_ms",
          "manifest_id",
          "workspace_id");

  private FirstVersion() {}

  /// What the rows give, in version 1.
  ///
  /// @param derived the same in the newest version
  /// @param said the report as it stands
  static Json.Obj of(Json.Obj derived, Json.Obj said) {
    Map<String, Json> members = new LinkedHashMap<>(derived.members());
    members.put("format_version", Json.of(NUMBER));
    members.put("run", without(derived.object("run"), NEWER_OF_RUN));
    members.put("definition", definition(derived));
    if (derived.has("replay")) {
      members.put("replay", replay(derived.object("replay"), said.object("replay")));
    }
    return new Json.Obj(members);
  }

  private static Json.Arr definition(Json.Obj derived) {
    List<Json> files = new ArrayList<>();
    for (Json.Obj file : derived.objects("definition")) {
      files.add(without(file, Set.of("vcs")));
    }
    return new Json.Arr(files);
  }

  /// The words after the reason, and the digest over them, are taken as they stand: nothing in the
  /// rows says them.
  private static Json.Obj replay(Json.Obj derived, Json.Obj said) {
    List<Json.Obj> told = said.objects("blocked");
    List<Json> blocked = new ArrayList<>();
    boolean isOther = false;
    for (Json.Obj block : derived.objects("blocked")) {
      int at = blocked.size();
      String why = at < told.size() ? told.get(at).text("why", "") : "";
      boolean goesOn = why.startsWith(block.text("why", "") + " ");
      isOther |= goesOn;
      blocked.add(goesOn ? block.with("why", Json.of(why)) : block);
    }
    Json digest = said.get("digest");
    Json.Obj replay = derived.with("blocked", new Json.Arr(blocked));
    return isOther && digest != null ? replay.with("digest", digest) : replay;
  }

  private static Json.Obj without(Json.Obj object, Set<String> names) {
    return object.keeping((name, value) -> !names.contains(name));
  }
}
