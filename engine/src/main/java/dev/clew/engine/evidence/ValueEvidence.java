package dev.clew.engine.evidence;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.Missing;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Use;
import java.util.ArrayList;
import java.util.List;

/// Values as an event says them: with the token that they were read by and where they came from.
public final class ValueEvidence {
  /// `attribute.bytes`: the largest value that an event holds, as canonical JSON.
  static final int VALUE_LIMIT_BYTES = 64 << 10;

  private ValueEvidence() {}

  /// What a stage was given: one entry for each token that was used.
  public static List<NamedValue> inputs(List<Use> uses) {
    List<NamedValue> values = new ArrayList<>(uses.size());
    for (Use use : uses) {
      values.add(
          new NamedValue(
              value(lastName(use.token()), use.resolved())
                  .with(NamedValue.AT, use.where())
                  .with(NamedValue.TEMPLATE, use.token())
                  .build()));
    }
    return values;
  }

  /// A value with its name, or null and why there is none.
  public static Attributes value(String name, Resolved resolved) {
    Attributes out = new Attributes().with(NamedValue.NAME, name).withAll(resolved.toJson());
    return resolved instanceof Resolved.Found found
        ? out.withAll(bounded(found.value()).attributes())
        : out;
  }

  /// Null in the place of a value that may be missing; `missing.accepted` says so.
  static Attributes accepted(String name, Resolved.Missing why) {
    Json.Obj missing =
        new Attributes()
            .with(Missing.CODE, why.code().wire())
            .with(Missing.REASON, why.reason())
            .with(Missing.ACCEPTED, true)
            .build();
    return new Attributes()
        .with(NamedValue.NAME, name)
        .with(NamedValue.VALUE, Json.NULL)
        .with(NamedValue.MISSING, new Missing(missing));
  }

  /// `attribute.depth`: how deep a value may be nested in an event.
  static final int VALUE_LIMIT_DEPTH = 64;

  /// A value without a name; when it is over the limit, null and the limit that it is over.
  public static NamedValue bounded(Json value) {
    if (isDeeper(value, VALUE_LIMIT_DEPTH)) {
      return unrecorded("the value is nested deeper than attribute.depth = " + VALUE_LIMIT_DEPTH);
    }
    int size = Canonical.bytes(Json.interoperable(value)).length;
    if (size <= VALUE_LIMIT_BYTES) {
      return new NamedValue(new Attributes().with(NamedValue.VALUE, value).build());
    }
    return unrecorded(
        "the value has " + size + " bytes, over attribute.bytes = " + VALUE_LIMIT_BYTES);
  }

  private static NamedValue unrecorded(String why) {
    Missing missing =
        Missing.of(Missing.OVER_LIMIT, why + "; it was used whole, and is not recorded");
    return new NamedValue(
        new Attributes()
            .with(NamedValue.VALUE, Json.NULL)
            .with(NamedValue.MISSING, missing)
            .build());
  }

  private static boolean isDeeper(Json value, int depth) {
    if (depth == 0) {
      return value instanceof Json.Arr || value instanceof Json.Obj;
    }
    return switch (value) {
      case Json.Arr array -> array.items().stream().anyMatch(item -> isDeeper(item, depth - 1));
      case Json.Obj object ->
          object.members().values().stream().anyMatch(member -> isDeeper(member, depth - 1));
      default -> false;
    };
  }

  /// `accountId` of `{{stage:create-account.output.accountId}}`.
  private static String lastName(String token) {
    String inner = token.replace("{", "").replace("}", "").strip();
    int cut = Math.max(inner.lastIndexOf('.'), inner.lastIndexOf(':'));
    String name = inner.substring(cut + 1).replace("?", "").strip();
    return name.isEmpty() ? inner : name;
  }
}
