package dev.clew.diff;

import dev.clew.core.json.Json;
import dev.clew.diff.part.FactPath;
import dev.clew.diff.part.NotCaptured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Walks two trees of facts at once. The order of members means nothing; the order of items does.
final class Trees {
  private final List<Found> found = new ArrayList<>();
  private int compared;

  /// A change by its pointer within the part. `unknown` says why there is no answer; null when
  /// there is one.
  record Found(
      String pointer,
      @Nullable Json before,
      @Nullable Json after,
      Change.Form form,
      @Nullable String unknown) {}

  private Trees() {}

  static Trees compare(Json.Obj a, Json.Obj b) {
    Trees trees = new Trees();
    trees.objects(a, b, "", true);
    return trees;
  }

  List<Found> found() {
    return found;
  }

  /// How many scalars stood on both sides.
  int compared() {
    return compared;
  }

  private void values(Json a, Json b, String pointer, boolean structural) {
    if (NotCaptured.is(a) || NotCaptured.is(b)) {
      unknown(a, b, pointer);
    } else if (a instanceof Json.Obj one && b instanceof Json.Obj other) {
      objects(one, other, pointer, structural);
    } else if (a instanceof Json.Arr one && b instanceof Json.Arr other) {
      arrays(one, other, pointer, structural);
    } else {
      compared++;
      if (!a.equals(b)) {
        boolean sameType = Shape.typeOf(a).equals(Shape.typeOf(b));
        if (sameType || structural) {
          add(pointer, a, b, sameType ? Change.Form.VALUE : Change.Form.TYPE);
        }
      }
    }
  }

  private void objects(Json.Obj a, Json.Obj b, String pointer, boolean structural) {
    for (Map.Entry<String, Json> member : a.members().entrySet()) {
      Json other = b.get(member.getKey());
      if (other != null) {
        values(member.getValue(), other, FactPath.join(pointer, member.getKey()), structural);
      } else if (NotCaptured.is(member.getValue())) {
        unknown(member.getValue(), null, FactPath.join(pointer, member.getKey()));
      } else if (structural) {
        add(FactPath.join(pointer, member.getKey()), member.getValue(), null, Change.Form.REMOVED);
      }
    }
    for (Map.Entry<String, Json> member : b.members().entrySet()) {
      if (a.has(member.getKey())) {
        continue;
      }
      if (NotCaptured.is(member.getValue())) {
        unknown(null, member.getValue(), FactPath.join(pointer, member.getKey()));
      } else if (structural) {
        add(FactPath.join(pointer, member.getKey()), null, member.getValue(), Change.Form.ADDED);
      }
    }
  }

  /// The structure of items is compared for all of them together, so that one item more is not a
  /// hundred members more; their values one by one, when there are as many.
  private void arrays(Json.Arr a, Json.Arr b, String pointer, boolean structural) {
    if (structural) {
      Shape.compare(
          Shape.ofItems(a),
          Shape.ofItems(b),
          FactPath.join(pointer, "*"),
          (at, form, before, after) ->
              add(
                  at,
                  before.isEmpty() ? null : Json.of(before),
                  after.isEmpty() ? null : Json.of(after),
                  form));
    }
    if (a.size() != b.size()) {
      compared++;
      add(pointer, Json.of(a.size()), Json.of(b.size()), Change.Form.LENGTH);
      return;
    }
    for (int index = 0; index < a.size(); index++) {
      Json one = a.items().get(index);
      Json other = b.items().get(index);
      if (!one.equals(other)) {
        values(one, other, FactPath.join(pointer, Integer.toString(index)), false);
      } else {
        compared++;
      }
    }
  }

  private void add(String pointer, @Nullable Json a, @Nullable Json b, Change.Form form) {
    found.add(new Found(pointer, a, b, form, null));
  }

  private void unknown(@Nullable Json a, @Nullable Json b, String pointer) {
    found.add(new Found(pointer, a, b, Change.Form.VALUE, "A: " + side(a) + "; B: " + side(b)));
  }

  private static String side(@Nullable Json value) {
    return value == null ? "absent" : NotCaptured.is(value) ? NotCaptured.words(value) : "captured";
  }
}
