package dev.clew.cli.serve.config;

import dev.clew.core.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The flags that set something of a server: one for each setting that has one, and `--set
/// KEY=VALUE` for all.
public final class SettingFlags {
  private static final String SET = "--set";

  private SettingFlags() {}

  public static void addTo(CommandSpec spec) {
    for (ServeSetting setting : ServeSetting.values()) {
      String flag = setting.flag();
      if (flag != null) {
        spec.addOption(option(setting, flag));
      }
    }
    spec.addOption(
        OptionSpec.builder(SET)
            .paramLabel("KEY=VALUE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .description(
                "Any setting by its key, such as limits.workers=32; may be given several times.")
            .build());
  }

  private static OptionSpec option(ServeSetting setting, String flag) {
    OptionSpec.Builder option =
        OptionSpec.builder(flag).description(described(setting)).paramLabel(label(setting));
    return switch (setting.type()) {
      case SettingType.Flag any ->
          option.type(String.class).arity("0..1").fallbackValue("true").build();
      case SettingType.Texts any ->
          option.type(List.class).auxiliaryTypes(String.class).arity("1").build();
      case SettingType.Secret any -> throw new IllegalArgumentException(flag + " is a secret");
      case SettingType.Text any -> option.type(String.class).arity("1").build();
      case SettingType.Choice any -> option.type(String.class).arity("1").build();
      case SettingType.FileName any -> option.type(String.class).arity("1").build();
      case SettingType.Whole any -> option.type(String.class).arity("1").build();
      case SettingType.Size any -> option.type(String.class).arity("1").build();
      case SettingType.Span any -> option.type(String.class).arity("1").build();
    };
  }

  private static String described(ServeSetting setting) {
    String more = setting.type() instanceof SettingType.Texts ? " May be given several times." : "";
    String usual = setting.usual();
    boolean isSaid = usual == null || setting.type() instanceof SettingType.Flag;
    return setting.description() + more + (isSaid ? "" : " Default: " + usual + ".");
  }

  private static String label(ServeSetting setting) {
    return switch (setting.type()) {
      case SettingType.Flag any -> "true|false";
      case SettingType.Choice choice -> String.join("|", choice.words());
      case SettingType.FileName any -> "PATH";
      case SettingType.Whole any -> "N";
      case SettingType.Size any -> "SIZE";
      case SettingType.Span any -> "TIME";
      case SettingType.Texts any -> "TEXT";
      case SettingType.Secret any -> "SECRET";
      case SettingType.Text any -> setting.lastName().toUpperCase(Locale.ROOT);
    };
  }

  /// @throws Refusal when a key is unknown or a value is wrong
  static Map<ServeSetting, SetValue> read(ParseResult parsed) {
    Map<ServeSetting, SetValue> found = new EnumMap<>(ServeSetting.class);
    List<String> pairs = parsed.matchedOptionValue(SET, List.of());
    for (String pair : pairs) {
      set(pair, found);
    }
    for (ServeSetting setting : ServeSetting.values()) {
      String flag = setting.flag();
      if (flag != null && parsed.hasMatchedOption(flag)) {
        Origin origin = new Origin(Origin.Source.FLAG, flag);
        found.put(
            setting, SettingVariables.checked(setting, values(setting, flag, parsed), origin));
      }
    }
    return found;
  }

  private static List<String> values(ServeSetting setting, String flag, ParseResult parsed) {
    if (setting.type() instanceof SettingType.Texts) {
      List<String> given = parsed.matchedOptionValue(flag, List.of());
      return given;
    }
    return List.of(parsed.matchedOptionValue(flag, ""));
  }

  private static void set(String pair, Map<ServeSetting, SetValue> found) {
    int equals = pair.indexOf('=');
    String key = equals < 0 ? pair : pair.substring(0, equals);
    ServeSetting setting = byKey(key);
    if (setting == null || equals < 0) {
      List<String> keys = new ArrayList<>();
      for (ServeSetting one : ServeSetting.values()) {
        keys.add(one.key());
      }
      throw Refusal.invalid(
          SET
              + " takes KEY=VALUE, and '"
              + key
              + "' is "
              + (setting == null
                  ? "no key" + SettingVariables.meant(key, keys)
                  : "without its value"));
    }
    if (setting.type() instanceof SettingType.Secret) {
      throw Refusal.invalid(
          key + " is a secret, which others could read there: say it by " + setting.variable());
    }
    Origin origin = new Origin(Origin.Source.FLAG, SET + " " + key);
    found.put(setting, SettingVariables.checked(setting, pair.substring(equals + 1), origin));
  }

  private static @Nullable ServeSetting byKey(String key) {
    for (ServeSetting setting : ServeSetting.values()) {
      if (setting.key().equals(key)) {
        return setting;
      }
    }
    return null;
  }
}
