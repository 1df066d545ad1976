package dev.clew.cli.serve.config;

import dev.clew.core.Nearest;
import dev.clew.core.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads what the environment sets of a server. A variable of `CLEW_SERVE_` that is no setting is a
/// mistake, because a slip would be lost otherwise; one that is empty sets nothing.
final class SettingVariables {
  private static final String PREFIX = "CLEW_SERVE_";

  /// By which other commands find the store, too.
  private static final String STORE = "CLEW_STORE";

  private SettingVariables() {}

  /// @throws Refusal when one is unknown or its value is wrong
  static Map<ServeSetting, SetValue> read(Map<String, String> environment) {
    Map<String, ServeSetting> known = new LinkedHashMap<>();
    known.put(STORE, ServeSetting.STORE);
    for (ServeSetting setting : ServeSetting.values()) {
      known.put(setting.variable(), setting);
    }
    List<String> names = new ArrayList<>(known.keySet());
    names.add(SettingsFile.VARIABLE);
    for (String name : new TreeMap<>(environment).keySet()) {
      if (name.startsWith(PREFIX) && !names.contains(name)) {
        throw Refusal.invalid("the environment has an unknown " + name + meant(name, names));
      }
    }
    Map<ServeSetting, SetValue> found = new EnumMap<>(ServeSetting.class);
    known.forEach((name, setting) -> {
      String text = environment.getOrDefault(name, "");
      if (!text.isEmpty()) {
        Origin origin = new Origin(Origin.Source.ENVIRONMENT, name);
        found.put(setting, checked(setting, text, origin));
      }
    });
    return found;
  }

  /// Values of a list have commas between them.
  static SetValue checked(ServeSetting setting, String text, Origin origin) {
    List<String> values =
        setting.type() instanceof SettingType.Texts
            ? Arrays.stream(text.split(",", -1)).map(String::strip).toList()
            : List.of(text);
    return checked(setting, values, origin);
  }

  static SetValue checked(ServeSetting setting, List<String> values, Origin origin) {
    for (String value : values) {
      String complaint = SettingType.complaint(setting.type(), value);
      if (complaint != null) {
        throw Refusal.invalid(origin.place() + " " + complaint);
      }
    }
    return new SetValue(values, origin);
  }

  static String meant(String word, Iterable<String> known) {
    String nearest = Nearest.to(word, known);
    return nearest == null ? "" : "; did you mean '" + nearest + "'?";
  }
}
