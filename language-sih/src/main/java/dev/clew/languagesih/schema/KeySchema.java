package dev.clew.languagesih.schema;

import dev.clew.core.json.Json;
import dev.clew.yaml.Flags;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The schema of a key's value. clew reads scalars as they are written, so that a number may be
/// quoted and a text may look like a number; both are valid here too. A key without a value is
/// absent.
final class KeySchema {
  private static final String STATUS = "^[1-5][0-9][0-9]$";
  private static final String WHOLE = "^-?[0-9]+$";
  private static final String DECIMAL = "^[0-9]+(\\.[0-9]+)?$";

  private KeySchema() {}

  /// A mapping with keys of its own.
  static Json.Obj object(KeySet keys, boolean open) {
    return fill(types("object"), keys, open).build();
  }

  private static Json.Builder fill(Json.Builder out, KeySet keys, boolean open) {
    Json.Builder properties = Json.object();
    List<Json> required = new ArrayList<>();
    for (Key key : keys.keys()) {
      Json.Builder value = Json.object().put("description", key.description());
      properties.put(key.name(), value.putAll(of(key.type(), !key.required())).build());
      if (key.required()) {
        required.add(Json.of(key.name()));
      }
    }
    out.put("properties", properties.build());
    if (!required.isEmpty()) {
      out.put("required", required);
    }
    return open ? out : out.put("additionalProperties", false);
  }

  /// @param optional whether it may be left empty
  private static Json.Obj of(KeyType type, boolean optional) {
    return switch (type) {
      case KeyType.Text text -> scalar(optional, "string", "number", "boolean").build();
      case KeyType.Flag flag ->
          scalar(optional, "boolean", "string").put("pattern", anyCase(Flags.WORDS)).build();
      case KeyType.Whole whole -> {
        Json.Builder out = scalar(optional, "integer", "string").put("minimum", whole.min());
        if (whole.max() < Integer.MAX_VALUE) {
          out.put("maximum", whole.max());
        }
        yield out.put("pattern", WHOLE).build();
      }
      case KeyType.Integral integral ->
          scalar(optional, "integer", "string").put("pattern", WHOLE).build();
      case KeyType.Decimal decimal ->
          scalar(optional, "number", "string")
              .put("exclusiveMinimum", 0)
              .put("maximum", decimal.max())
              .put("pattern", DECIMAL)
              .build();
      case KeyType.Status status ->
          scalar(optional, "integer", "string")
              .put("minimum", 100)
              .put("maximum", 599)
              .put("pattern", STATUS)
              .build();
      case KeyType.OneOf choice -> choice(choice, optional);
      case KeyType.ListOf list -> {
        Json.Builder out = scalar(optional, "array").put("items", of(list.item(), false));
        yield optional ? out.build() : out.put("minItems", 1).build();
      }
      case KeyType.MapOf map -> map(map, optional);
      case KeyType.Group group ->
          fill(scalar(optional, "object"), group.keys(), group.open()).build();
      case KeyType.Anything anything -> Json.object().build();
    };
  }

  /// The words as they are usually written first, which is what an editor proposes.
  private static Json.Obj choice(KeyType.OneOf choice, boolean optional) {
    Json.Builder other = Json.object().put("type", "string");
    if (!choice.open()) {
      other.put("pattern", anyCase(choice.words()));
    }
    List<Json> any = new ArrayList<>();
    any.add(Json.object().put("enum", Json.strings(choice.words())).build());
    any.add(other.build());
    if (optional) {
      any.add(types("null").build());
    }
    return Json.object().put("anyOf", any).build();
  }

  private static Json.Obj map(KeyType.MapOf map, boolean optional) {
    Json.Obj value = of(map.value(), true);
    Json.Builder out = scalar(optional, "object");
    return map.byStatus()
        ? out.put("patternProperties", Json.object().put(STATUS, value).build())
            .put("additionalProperties", false)
            .build()
        : out.put("additionalProperties", value).build();
  }

  private static Json.Builder scalar(boolean optional, String... names) {
    if (!optional) {
      return types(names);
    }
    List<String> all = new ArrayList<>(List.of(names));
    all.add("null");
    return types(all.toArray(new String[0]));
  }

  private static Json.Builder types(String... names) {
    return names.length == 1
        ? Json.object().put("type", names[0])
        : Json.object().put("type", Json.strings(List.of(names)));
  }

  /// A pattern without flags, which JSON Schema does not have.
  private static String anyCase(List<String> words) {
    StringBuilder out = new StringBuilder("^(");
    for (String word : words) {
      out.append(out.length() == 2 ? "" : "|");
      for (int at = 0; at < word.length(); at++) {
        String unit = word.substring(at, at + 1);
        String lower = unit.toLowerCase(Locale.ROOT);
        String upper = unit.toUpperCase(Locale.ROOT);
        out.append(lower.equals(upper) ? unit : "[" + upper + lower + "]");
      }
    }
    return out.append(")$").toString();
  }
}
