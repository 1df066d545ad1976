package dev.clew.contract;

import dev.clew.core.json.Json;
import dev.clew.engine.context.Contracts.EnumValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a body has the name of an enum's value in the place of the value, as `x-enumNames` or
/// `x-enum-varnames` of a contract give it. Names ignore case.
final class EnumNames {
  private static final List<String> KEYS = List.of("x-enumNames", "x-enum-varnames");

  private final ContractReferences references;
  private final List<EnumValue> found = new ArrayList<>();

  private EnumNames(ContractReferences references) {
    this.references = references;
  }

  /// @param schema of the body
  static List<EnumValue> in(Json body, Located schema, ContractReferences references) {
    EnumNames names = new EnumNames(references);
    names.walk(body, schema, "", 0);
    return List.copyOf(names.found);
  }

  private void walk(Json value, Located written, String at, int depth) {
    if (depth > ContractLimits.DEPTH) {
      return;
    }
    Located schema = references.resolve(written);
    for (Json part : schema.value().list("allOf")) {
      if (part instanceof Json.Obj one) {
        walk(value, new Located(one, schema.pointer()), at, depth + 1);
      }
    }
    switch (value) {
      case Json.Str name -> {
        Json named = named(schema.value(), name.value());
        if (named != null) {
          found.add(new EnumValue(at, named));
        }
      }
      case Json.Arr list -> {
        Located items = schema.member("items");
        for (int index = 0; index < list.size(); index++) {
          walk(list.items().get(index), items, at + "/" + index, depth + 1);
        }
      }
      case Json.Obj object -> {
        Located properties = schema.member("properties");
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          walk(
              member.getValue(),
              properties.member(declared(properties.value(), member.getKey())),
              at + "/" + Located.escaped(member.getKey()),
              depth + 1);
        }
      }
      case Json.Num number -> {}
      case Json.Bool bool -> {}
      case Json.Null nothing -> {}
    }
  }

  private static String declared(Json.Obj properties, String name) {
    if (!properties.has(name)) {
      for (String other : properties.members().keySet()) {
        if (other.equalsIgnoreCase(name)) {
          return other;
        }
      }
    }
    return name;
  }

  /// Null when it is the name of no value.
  private static @Nullable Json named(Json.Obj schema, String name) {
    List<Json> values = schema.list("enum");
    for (String key : KEYS) {
      List<Json> names = schema.list(key);
      for (int index = 0; index < Math.min(names.size(), values.size()); index++) {
        if (names.get(index) instanceof Json.Str one
            && one.value().equalsIgnoreCase(name)
            && !values.get(index).equals(Json.of(name))) {
          return values.get(index);
        }
      }
    }
    return null;
  }
}
