package dev.clew.execution.offline;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where two JSON values differ, by JSON pointer (RFC 6901).
///
/// @param recorded null when it is not there
/// @param now null when it is not there
record JsonDifference(String pointer, @Nullable Json recorded, @Nullable Json now) {
  private static final int MAX_SHOWN = 160;

  static List<JsonDifference> between(@Nullable Json recorded, @Nullable Json now) {
    List<JsonDifference> found = new ArrayList<>();
    compare("", recorded, now, found);
    return found;
  }

  private static void compare(
      String pointer, @Nullable Json recorded, @Nullable Json now, List<JsonDifference> found) {
    if (recorded instanceof Json.Obj was && now instanceof Json.Obj is) {
      Set<String> names = new LinkedHashSet<>(was.members().keySet());
      names.addAll(is.members().keySet());
      for (String name : names) {
        String escaped = name.replace("~", "~0").replace("/", "~1");
        compare(pointer + "/" + escaped, was.get(name), is.get(name), found);
      }
    } else if (recorded instanceof Json.Arr was && now instanceof Json.Arr is) {
      for (int at = 0; at < Math.max(was.size(), is.size()); at++) {
        compare(
            pointer + "/" + at,
            at < was.size() ? was.items().get(at) : null,
            at < is.size() ? is.items().get(at) : null,
            found);
      }
    } else if (recorded == null ? now != null : !recorded.equals(now)) {
      found.add(new JsonDifference(pointer, recorded, now));
    }
  }

  static String shown(@Nullable Json value) {
    String text =
        value == null
            ? "none"
            : value instanceof Json.Str string ? string.value() : value.toString();
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
