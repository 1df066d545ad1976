package dev.clew.cli.serve.config;

import dev.clew.core.Refusal;
import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.runs.Surroundings;
import dev.clew.runs.file.TextFile;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
import dev.clew.yaml.YamlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the configuration file of a server. Every mistake in it is said with its place, all of
/// them at once.
final class SettingsFile {
  /// Names the file where no flag does.
  static final String VARIABLE = "CLEW_SERVE_CONFIG";

  private static final String TOP = "";

  private final Path file;
  private final FileReading reading;
  private final Map<ServeSetting, SetValue> found = new EnumMap<>(ServeSetting.class);

  private SettingsFile(Path file) {
    this.file = file;
    SourceFile source = new SourceFile(file.toString(), TextFile.read(file));
    this.reading = new FileReading(source, new Diagnostics(), ServeRule.IN_FILE);
  }

  /// The file that is named, else the one of this user, if it is there.
  ///
  /// @throws Refusal when a named one is not there, or something in it is wrong
  static Map<ServeSetting, SetValue> find(@Nullable Path named, Surroundings surroundings) {
    if (named != null) {
      return read(named);
    }
    String variable = surroundings.variable(VARIABLE);
    if (variable != null && !variable.isEmpty()) {
      return read(Path.of(variable));
    }
    Path usual = usual(surroundings);
    return Files.exists(usual) ? read(usual) : Map.of();
  }

  /// XDG Base Directory Specification; a relative path does not count.
  private static Path usual(Surroundings surroundings) {
    String said = surroundings.variable("XDG_CONFIG_HOME");
    Path folder =
        said != null && Path.of(said).isAbsolute()
            ? Path.of(said)
            : surroundings.home().resolve(".config");
    return folder.resolve("clew").resolve("serve.yaml");
  }

  static Map<ServeSetting, SetValue> read(Path file) {
    return new SettingsFile(file).read();
  }

  private Map<ServeSetting, SetValue> read() {
    // A file of nothing but comments says nothing.
    boolean blank =
        reading
            .source()
            .text()
            .lines()
            .map(String::strip)
            .allMatch(line -> line.isEmpty() || line.startsWith("#"));
    YamlNode root = blank ? null : YamlText.read(reading.source(), reading.diagnostics());
    if (root instanceof Mapping mapping) {
      read(mapping);
    } else if (root != null) {
      reading.wrongType(root.at(), "the configuration must be a mapping, not " + root.what());
    }
    List<Diagnostic> mistakes = reading.diagnostics().inOrder();
    if (!mistakes.isEmpty()) {
      throw Refusal.invalid(
          mistakes.stream().map(Diagnostic::render).collect(Collectors.joining("\n")));
    }
    return found;
  }

  private void read(Mapping root) {
    Map<String, List<ServeSetting>> groups = new LinkedHashMap<>();
    for (ServeSetting setting : ServeSetting.values()) {
      groups.computeIfAbsent(setting.group(), any -> new ArrayList<>()).add(setting);
    }
    List<ServeSetting> own = groups.getOrDefault(TOP, List.of());
    groups.remove(TOP);
    KeySet keys = keys(own);
    for (String group : groups.keySet()) {
      keys = keys.and(Key.of(group, KeyType.ANYTHING, ""));
    }
    Fields top = new Fields(root, "the configuration", keys, reading);
    own.forEach(setting -> take(setting, top));
    groups.forEach((name, settings) -> {
      Mapping below = top.mapping(name);
      if (below != null) {
        Fields fields = new Fields(below, "'" + name + "'", keys(settings), reading);
        settings.forEach(setting -> take(setting, fields));
      }
    });
  }

  private static KeySet keys(List<ServeSetting> settings) {
    return KeySet.of(
        settings.stream()
            .map(setting ->
                Key.of(setting.lastName(), keyType(setting.type()), setting.description()))
            .toArray(Key[]::new));
  }

  private static KeyType keyType(SettingType type) {
    return switch (type) {
      case SettingType.Flag flag -> KeyType.FLAG;
      case SettingType.Whole whole -> KeyType.NUMBER;
      case SettingType.Texts texts -> KeyType.TEXTS;
      case SettingType.Text text -> KeyType.TEXT;
      case SettingType.Choice choice -> KeyType.TEXT;
      case SettingType.Secret secret -> KeyType.TEXT;
      case SettingType.FileName name -> KeyType.TEXT;
      case SettingType.Size size -> KeyType.TEXT;
      case SettingType.Span span -> KeyType.TEXT;
    };
  }

  private void take(ServeSetting setting, Fields fields) {
    String name = setting.lastName();
    if (!fields.has(name)) {
      return;
    }
    List<Scalar> scalars = new ArrayList<>();
    if (setting.type() instanceof SettingType.Texts) {
      scalars.addAll(fields.words(name));
    } else {
      Scalar scalar = fields.text(name);
      if (scalar != null) {
        scalars.add(scalar);
      }
    }
    for (Scalar scalar : scalars) {
      String complaint = SettingType.complaint(setting.type(), scalar.text());
      if (complaint != null) {
        reading.wrongValue(scalar.at(), "'" + setting.key() + "' " + complaint, null);
      }
    }
    if (!scalars.isEmpty()) {
      List<String> values = scalars.stream().map(scalar -> value(setting, scalar)).toList();
      Scalar key = scalars.getFirst();
      String place = file + ":" + key.line() + ":" + key.column();
      found.put(setting, new SetValue(values, new Origin(Origin.Source.FILE, place)));
    }
  }

  private String value(ServeSetting setting, Scalar scalar) {
    return setting.type() instanceof SettingType.FileName
        ? file.toAbsolutePath().resolveSibling(scalar.text()).normalize().toString()
        : scalar.text();
  }
}
