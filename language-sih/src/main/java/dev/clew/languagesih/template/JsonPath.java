package dev.clew.languagesih.template;

import dev.clew.core.json.Json;
import dev.clew.plan.evidence.MissingCode;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.ValueOrigin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Steps into a JSON value: a member's name, or the index of an item. There are no wildcards and no
/// filters.
public record JsonPath(List<Step> steps) {
  public static final JsonPath ROOT = new JsonPath(List.of());

  /// `optional` is the `?` behind the name: a missing or null value there ends the path with null.
  public record Step(String name, boolean optional) {}

  public JsonPath {
    steps = List.copyOf(steps);
  }

  /// The names with dots between them, without question marks.
  public String text() {
    return text(steps.size());
  }

  private String text(int count) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < count; at++) {
      out.append(at == 0 ? "" : ".").append(steps.get(at).name());
    }
    return out.toString();
  }

  /// Follows the path.
  ///
  /// @param shown how the start is written in tokens, such as `response.body`
  /// @param noun what the start is called in a sentence, such as `the body`
  public Resolved follow(Json start, ValueOrigin origin, String shown, String noun) {
    Json value = start;
    for (int at = 0; at < steps.size(); at++) {
      Step step = steps.get(at);
      Json next = step(value, step.name());
      if (next == null || (next instanceof Json.Null && at + 1 < steps.size())) {
        String reached = next == null ? nameAt(at, shown) : nameAt(at + 1, shown);
        String container = at == 0 ? noun : nameAt(at - 1, shown);
        String reason =
            next == null
                ? reached + " is missing: " + container + " " + Siblings.of(value)
                : reached + " is missing: " + nameAt(at, shown) + " is null";
        // What is null has no member either, which the member's own `?` accepts.
        boolean optional = step.optional() || (next != null && steps.get(at + 1).optional());
        return new Resolved.Missing(reason, MissingCode.PATH_MISSING, optional);
      }
      value = next;
    }
    return new Resolved.Found(value, origin);
  }

  /// Whether a run may find something there, going by a sample of the start.
  public boolean mayLeadSomewhere(Json sample) {
    Json value = sample;
    for (Step step : steps) {
      if (JsonSkeleton.isUnknown(value) || step.optional()) {
        return true;
      }
      Json next = step(value, step.name());
      if (next == null) {
        return false;
      }
      value = next;
    }
    return true;
  }

  private String nameAt(int step, String shown) {
    return shown + "." + text(step + 1);
  }

  private static @Nullable Json step(Json value, String name) {
    return switch (value) {
      case Json.Obj object -> object.get(name);
      case Json.Arr array -> item(array, name);
      case Json.Null nothing -> null;
      case Json.Bool bool -> null;
      case Json.Num number -> null;
      case Json.Str string -> null;
    };
  }

  private static @Nullable Json item(Json.Arr array, String name) {
    if (name.isEmpty() || name.length() > 9) {
      return null;
    }
    int index = 0;
    for (int at = 0; at < name.length(); at++) {
      int digit = name.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      index = index * 10 + digit;
    }
    return index < array.size() ? array.items().get(index) : null;
  }
}
