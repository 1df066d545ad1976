package dev.clew.execution.config;

import dev.clew.core.Nearest;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.execution.config.WorkflowsConfig.Reporting;
import dev.clew.execution.secret.ProviderReader;
import dev.clew.execution.secret.SecretProvider;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
import dev.clew.yaml.YamlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds and reads `workflows.config`: beside the workflow, else beside the catalog.
public final class ConfigFile {
  private static final String NAME = "workflows.config";
  private static final KeySet TOP =
      KeySet.of("features", "openTelemetry", "reporting", "plugins", "secretProviders");
  private static final KeySet FEATURES = KeySet.of("openTelemetry");
  private static final List<String> OPEN_TELEMETRY =
      List.of("serviceName", "endpoint", "consoleExporter", "debugConsole");
  private static final KeySet REPORTING =
      KeySet.of("enabled", "format", "captureHttp", "redactSensitiveData", "summaryConsole");

  private final Path file;
  private final EnvironmentVariables environment;
  private final FileReading reading;

  private ConfigFile(Path file, SourceFile source, EnvironmentVariables environment) {
    this.file = file;
    this.environment = environment;
    this.reading = new FileReading(source, new Diagnostics(), ConfigRule.IN_CONFIG);
  }

  /// @param catalog null when there is none
  public static WorkflowsConfig find(
      Path workflow, @Nullable Path catalog, EnvironmentVariables environment) {
    Path beside = workflow.resolveSibling(NAME);
    if (Files.exists(beside)) {
      return read(beside, environment);
    }
    Path besideCatalog = catalog == null ? null : catalog.resolveSibling(NAME);
    return besideCatalog != null && Files.exists(besideCatalog)
        ? read(besideCatalog, environment)
        : WorkflowsConfig.NONE;
  }

  static WorkflowsConfig read(Path file, EnvironmentVariables environment) {
    return new ConfigFile(file, SourceText.read(file), environment).read();
  }

  private WorkflowsConfig read() {
    Reporting reporting = Reporting.UNSAID;
    List<SecretProvider> providers = List.of();
    List<String> plugins = new ArrayList<>();
    List<String> unused = new ArrayList<>();
    // A file of nothing but comments says nothing.
    boolean blank = reading.source().text().lines().allMatch(ConfigFile::saysNothing);
    YamlNode root = blank ? null : YamlText.read(reading.source(), reading.diagnostics());
    if (root instanceof Mapping mapping) {
      Fields top = new Fields(mapping, NAME, TOP, reading);
      reporting = reporting(top);
      Path folder = file.toAbsolutePath().getParent();
      providers =
          new ProviderReader(reading, folder == null ? Path.of("") : folder, environment)
              .read(top.list("secretProviders"));
      top.words("plugins").forEach(word -> plugins.add(word.text()));
      unused(top, unused);
    } else if (root != null) {
      reading.wrongType(root.at(), NAME + " must be a mapping, not " + root.what());
    }
    return new WorkflowsConfig(
        file, reporting, providers, plugins, unused, reading.diagnostics().inOrder());
  }

  private static boolean saysNothing(String line) {
    return line.isBlank() || line.strip().startsWith("#");
  }

  private Reporting reporting(Fields top) {
    Mapping mapping = top.mapping("reporting");
    if (mapping == null) {
      return Reporting.UNSAID;
    }
    Fields fields = new Fields(mapping, "'reporting'", REPORTING, reading);
    String format = word(fields, "format", List.of("json", "html", "both", "none"));
    Boolean enabled = flag(fields, "enabled");
    return new Reporting(
        Boolean.FALSE.equals(enabled) ? "none" : format,
        word(fields, "captureHttp", List.of("none", "headers", "bodies")),
        flag(fields, "redactSensitiveData"),
        flag(fields, "summaryConsole"));
  }

  private static @Nullable Boolean flag(Fields fields, String key) {
    return fields.text(key) == null ? null : (Boolean) fields.flag(key, true);
  }

  private @Nullable String word(Fields fields, String key, List<String> known) {
    Scalar scalar = fields.text(key);
    if (scalar == null) {
      return null;
    }
    String word = scalar.text().toLowerCase(Locale.ROOT);
    if (!known.contains(word)) {
      reading.wrongValue(
          scalar.at(),
          "'"
              + key
              + "' must be one of "
              + String.join(", ", known)
              + ", not '"
              + scalar.text()
              + "'",
          Nearest.to(word, known));
      return null;
    }
    return word;
  }

  private void unused(Fields top, List<String> unused) {
    Mapping features = top.mapping("features");
    if (features != null
        && new Fields(features, "'features'", FEATURES, reading).flag("openTelemetry", false)) {
      unused.add("features.openTelemetry");
    }
    Mapping telemetry = top.mapping("openTelemetry");
    if (telemetry != null) {
      Fields fields =
          new Fields(
              telemetry,
              "'openTelemetry'",
              KeySet.of(OPEN_TELEMETRY.toArray(String[]::new)),
              reading);
      for (String key : OPEN_TELEMETRY) {
        if (fields.node(key) != null) {
          unused.add("openTelemetry." + key);
        }
      }
    }
  }
}
