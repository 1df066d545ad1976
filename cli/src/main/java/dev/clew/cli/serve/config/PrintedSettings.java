package dev.clew.cli.serve.config;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.redaction.SecretRedactor;
import java.util.ArrayList;
import java.util.List;

/// The settings that hold, as a configuration file, with where each was said. Passwords are not in
/// it.
public final class PrintedSettings {
  /// What YAML takes for nothing.
  private static final List<String> NULLS = List.of("null", "Null", "NULL");

  /// A longer line does not move the comments of the others.
  private static final int WIDEST = 48;

  private PrintedSettings() {}

  public static List<String> lines(ServeSettings settings) {
    List<String> left = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    String group = "";
    for (ServeSetting setting : ServeSetting.values()) {
      if (!setting.group().equals(group)) {
        group = setting.group();
        if (!group.isEmpty()) {
          left.add(group + ":");
          comments.add("");
        }
      }
      SetValue value = settings.value(setting);
      String indent = group.isEmpty() ? "" : "  ";
      left.add(
          indent + setting.lastName() + ": " + (value == null ? "null" : value(setting, value)));
      comments.add(value == null ? "not set" : said(setting, value));
    }
    int width =
        left.stream().mapToInt(String::length).filter(length -> length < WIDEST).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < left.size(); at++) {
      String line = left.get(at);
      String pad = " ".repeat(Math.max(0, width - line.length()));
      lines.add(comments.get(at).isEmpty() ? line : line + pad + "  # " + comments.get(at));
    }
    return lines;
  }

  private static String said(ServeSetting setting, SetValue value) {
    return value.origin()
        + (setting.type() instanceof SettingType.Secret ? ", which is not shown" : "");
  }

  private static String value(ServeSetting setting, SetValue value) {
    if (setting.type() instanceof SettingType.Secret) {
      return "null";
    }
    if (setting.type() instanceof SettingType.Texts) {
      List<String> items = value.values().stream().map(PrintedSettings::quoted).toList();
      return "[" + String.join(", ", items) + "]";
    }
    String text = new SecretRedactor().redact(value.text());
    return isPlain(setting.type(), text) ? text : quoted(text);
  }

  /// Whether a text can stand in YAML as it is.
  private static boolean isPlain(SettingType type, String text) {
    if (type instanceof SettingType.Flag || type instanceof SettingType.Whole) {
      return true;
    }
    return text.matches("[A-Za-z0-9/][A-Za-z0-9/._-]*") && !NULLS.contains(text);
  }

  /// A text of JSON is one of YAML.
  private static String quoted(String text) {
    return JsonWriter.compact(new Json.Str(text));
  }
}
