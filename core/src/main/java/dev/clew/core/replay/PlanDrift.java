package dev.clew.core.replay;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What differs between the plan that somebody agreed to and the plan as it is now.
public final class PlanDrift {
  private PlanDrift() {}

  /// One sentence for each difference, in the order in which they matter; empty for the same plan.
  ///
  /// @param before the [ReplayPlan#facts] of the earlier plan
  public static List<String> between(Json.Obj before, Json.Obj now) {
    List<String> drift = new ArrayList<>();
    if (!before.text("attempt_id", "").equals(now.text("attempt_id", ""))) {
      drift.add("the run has another attempt by now");
    }
    named(before, now, "blocked", "subject", "why", "is blocked", drift);
    named(before, now, "changed", "what", "found", "configuration", drift);
    named(before, now, "reuse", "what", "state", "reuse of", drift);
    named(
        before.object("workspace"), now.object("workspace"), "files", "path", "how", "file", drift);
    named(before, now, "effects", "effect_id", "state", "effect", drift);
    named(before, now, "steps", "stage", "action", "stage", drift);
    for (String name : List.of("from", "asked")) {
      String was = before.text(name, "");
      String is = now.text(name, "");
      if (!was.equals(is)) {
        drift.add((name.equals("from") ? "begins at " : "asked for ") + is + ", not at " + was);
      }
    }
    if (!before.list("owed").equals(now.list("owed"))) {
      drift.add("other things are owed after the stages");
    }
    if (!before.list("accepted").equals(now.list("accepted"))) {
      drift.add("other effects are accepted");
    }
    if (drift.isEmpty() && !before.equals(now)) {
      drift.add("the reasons have changed");
    }
    return drift;
  }

  private static void named(
      Json.Obj before,
      Json.Obj now,
      String list,
      String key,
      String value,
      String word,
      List<String> drift) {
    Map<String, Json.Obj> was = byKey(before, list, key);
    Map<String, Json.Obj> is = byKey(now, list, key);
    TreeSet<String> all = new TreeSet<>(was.keySet());
    all.addAll(is.keySet());
    for (String name : all) {
      String earlier = text(was.get(name), value);
      String later = text(is.get(name), value);
      if (!earlier.equals(later)) {
        drift.add(word + " " + name + ": " + later + ", was " + earlier);
      }
    }
  }

  private static Map<String, Json.Obj> byKey(Json.Obj facts, String list, String key) {
    Map<String, Json.Obj> byKey = new TreeMap<>();
    for (Json.Obj item : facts.objects(list)) {
      byKey.put(item.text(key, ""), item);
    }
    return byKey;
  }

  private static String text(Json.@Nullable Obj item, String value) {
    return item == null ? "none" : item.text(value, item.text("state", "none"));
  }
}
