package dev.clew.languagesih.scope;

import dev.clew.plan.scope.EnvironmentVariables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Variables of environment files over those of the process: what no file has is asked there. Names
/// of files are compared as they are first, and then ignoring case. Immutable.
///
/// @param values of the files, in their order
public record EnvironmentOverlay(Map<String, String> values, EnvironmentVariables process)
    implements EnvironmentVariables {
  public EnvironmentOverlay {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// Without a file.
  public static EnvironmentOverlay of(EnvironmentVariables process) {
    return process instanceof EnvironmentOverlay overlay
        ? overlay
        : new EnvironmentOverlay(Map.of(), process);
  }

  @Override
  public @Nullable String get(String name) {
    String value = inFiles(name);
    return value == null ? process.get(name) : value;
  }

  /// Null when no file has it.
  public @Nullable String inFiles(String name) {
    String value = values.get(name);
    if (value != null) {
      return value;
    }
    for (Map.Entry<String, String> entry : values.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(name)) {
        return entry.getValue();
      }
    }
    return null;
  }

  /// What the files have, without the values.
  public List<String> keys() {
    return new ArrayList<>(values.keySet());
  }

  /// Only the names: values of an environment are secret as a rule.
  @Override
  public String toString() {
    return "EnvironmentOverlay" + keys();
  }
}
