package dev.clew.cli.serve.config;

import dev.clew.cli.option.Sizes;
import dev.clew.core.Refusal;
import dev.clew.report.terminal.Durations;
import dev.clew.runs.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// What is set of a server: by flags, else by the environment, else by the configuration file, else
/// by default.
public final class ServeSettings {
  private final Map<ServeSetting, SetValue> values;

  private ServeSettings(Map<ServeSetting, SetValue> values) {
    this.values = values;
  }

  /// @param config the file that the command line names; null when it names none
  /// @throws Refusal when something is wrong with one of them
  public static ServeSettings of(
      @Nullable Path config, Surroundings surroundings, ParseResult flags) {
    return merged(
        List.of(
            SettingsFile.find(config, surroundings),
            SettingVariables.read(surroundings.environment()),
            SettingFlags.read(flags)));
  }

  /// @param said a later one wins
  static ServeSettings merged(List<Map<ServeSetting, SetValue>> said) {
    Map<ServeSetting, SetValue> values = new EnumMap<>(ServeSetting.class);
    for (ServeSetting setting : ServeSetting.values()) {
      String usual = setting.usual();
      if (usual != null) {
        values.put(setting, new SetValue(List.of(usual), Origin.DEFAULT));
      }
    }
    said.forEach(values::putAll);
    return new ServeSettings(values);
  }

  @Nullable SetValue value(ServeSetting setting) {
    return values.get(setting);
  }

  /// Null when nothing is set and there is no default.
  @Nullable String text(ServeSetting setting) {
    SetValue value = values.get(setting);
    return value == null ? null : value.text();
  }

  /// Of a setting that has a default.
  String word(ServeSetting setting) {
    String text = text(setting);
    if (text == null) {
      throw new IllegalStateException(setting.key() + " has no default");
    }
    return text;
  }

  List<String> texts(ServeSetting setting) {
    SetValue value = values.get(setting);
    return value == null ? List.of() : value.values();
  }

  boolean flag(ServeSetting setting) {
    return word(setting).equals("true");
  }

  int whole(ServeSetting setting) {
    return Integer.parseInt(word(setting));
  }

  long bytes(ServeSetting setting) {
    return Sizes.bytes(word(setting), setting.key());
  }

  Duration duration(ServeSetting setting) {
    return Durations.parse(word(setting), setting.key());
  }

  @Nullable Path path(ServeSetting setting) {
    String text = text(setting);
    return text == null ? null : Path.of(text);
  }
}
