package dev.clew.ingest.sih;

import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The members of an object whose names are written in any case, as SIH itself reads them. What has
/// another type than expected is absent.
record SihMembers(Json.Obj object) {
  @Nullable Json get(String name) {
    Json exact = object.get(name);
    if (exact != null) {
      return exact instanceof Json.Null ? null : exact;
    }
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue() instanceof Json.Null ? null : member.getValue();
      }
    }
    return null;
  }

  /// Null when it is absent, blank or no text.
  @Nullable String text(String name) {
    return get(name) instanceof Json.Str text && !text.value().isBlank() ? text.value() : null;
  }

  String text(String name, String otherwise) {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  boolean flag(String name) {
    return get(name) instanceof Json.Bool bool && bool.value();
  }

  @Nullable Long whole(String name) {
    if (!(get(name) instanceof Json.Num number)) {
      return null;
    }
    BigDecimal value = number.decimal();
    boolean fits =
        value.precision() - value.scale() <= 18 && value.stripTrailingZeros().scale() <= 0;
    return fits ? value.longValue() : null;
  }

  int count(String name) {
    Long number = whole(name);
    return number == null ? 0 : Math.clamp(number, 0, Integer.MAX_VALUE);
  }

  /// Null when it is absent or negative.
  @Nullable Duration millis(String name) {
    Long number = whole(name);
    return number == null || number < 0 ? null : Duration.ofMillis(number);
  }

  /// Null when it is absent or no time.
  @Nullable Timestamp time(String name) {
    String text = text(name);
    try {
      return text == null ? null : Timestamp.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  SihMembers object(String name) {
    return new SihMembers(get(name) instanceof Json.Obj found ? found : Json.EMPTY_OBJECT);
  }

  List<SihMembers> objects(String name) {
    List<SihMembers> found = new ArrayList<>();
    if (get(name) instanceof Json.Arr items) {
      for (Json item : items.items()) {
        if (item instanceof Json.Obj one) {
          found.add(new SihMembers(one));
        }
      }
    }
    return found;
  }
}
