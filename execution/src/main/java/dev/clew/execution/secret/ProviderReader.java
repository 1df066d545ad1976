package dev.clew.execution.secret;

import dev.clew.core.Nearest;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlNode.Entry;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `secretProviders` of a `workflows.config`.
///
/// @param folder of the file; paths in it are relative to it
public record ProviderReader(FileReading reading, Path folder, EnvironmentVariables environment) {
  private static final KeySet PROVIDER = KeySet.of("plugin", "config");
  private static final KeySet NAMED = KeySet.of("secrets");
  private static final KeySet VAULTWARDEN =
      KeySet.of(
          "baseUrl",
          "tokenPath",
          "secretsPath",
          "usernameEnv",
          "passwordEnv",
          "clientIdEnv",
          "clientSecretEnv",
          "mappings",
          "client",
          "timeoutSeconds");
  private static final KeySet COMMAND = KeySet.of("secrets", "timeoutSeconds");
  private static final List<String> PLUGINS =
      List.of("environment", "file", "command", "vaultwarden");
  private static final int MAX_TIMEOUT_SECONDS = 600;

  public List<SecretProvider> read(List<YamlNode> nodes) {
    List<SecretProvider> providers = new ArrayList<>();
    for (YamlNode node : nodes) {
      if (node instanceof Mapping mapping) {
        SecretProvider provider = provider(mapping);
        if (provider != null) {
          providers.add(provider);
        }
      } else {
        reading.wrongType(node.at(), "a secret provider must be a mapping, not " + node.what());
      }
    }
    return providers;
  }

  private @Nullable SecretProvider provider(Mapping mapping) {
    Fields fields = new Fields(mapping, "the secret provider", PROVIDER, reading);
    Scalar plugin = fields.required("plugin");
    Mapping config = fields.mapping("config");
    if (config == null && fields.node("config") == null) {
      fields.missing(mapping.at(), "config");
    }
    if (plugin == null || config == null) {
      return null;
    }
    return switch (plugin.text()) {
      case "environment" -> new EnvironmentSecrets(texts(config, NAMED), environment);
      case "file" -> {
        Map<String, Path> files = new LinkedHashMap<>();
        texts(config, NAMED).forEach((name, path) -> files.put(name, folder.resolve(path)));
        yield new FileSecrets(files);
      }
      case "command" -> commands(config);
      case "vaultwarden" -> vaultwarden(config);
      default -> {
        reading.wrongValue(
            plugin.at(),
            "there is no secret provider '"
                + plugin.text()
                + "' ("
                + String.join(", ", PLUGINS)
                + "); 'command' runs the client of any vault",
            Nearest.to(plugin.text(), PLUGINS));
        yield null;
      }
    };
  }

  private Map<String, String> texts(Mapping config, KeySet keys) {
    Fields fields = new Fields(config, "'config'", keys, reading);
    if (fields.node("secrets") == null) {
      fields.missing(config.at(), "secrets");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Fields.Pair pair : fields.texts("secrets")) {
      texts.put(pair.key().text(), pair.value().text());
    }
    return texts;
  }

  private SecretProvider commands(Mapping config) {
    Fields fields = new Fields(config, "'config'", COMMAND, reading);
    Mapping secrets = fields.mapping("secrets");
    Map<String, List<String>> commands = new LinkedHashMap<>();
    if (secrets == null) {
      fields.missing(config.at(), "secrets");
    } else {
      Fields each = new Fields(secrets, "'secrets'", names(secrets), reading);
      for (Entry entry : secrets.entries()) {
        List<String> words = words(each, entry);
        if (words.isEmpty() || words.getFirst().isBlank()) {
          reading.wrongValue(
              entry.value().at(),
              "the command of '" + entry.key().text() + "' has no words, or an open quote",
              null);
        } else {
          commands.put(entry.key().text(), words);
        }
      }
    }
    return new CommandSecrets(commands, timeout(fields));
  }

  /// With a user's name and password by the server's REST; else by the Bitwarden client, `bw` or
  /// what `client` names, which was unlocked before and has its session in `BW_SESSION`.
  private @Nullable SecretProvider vaultwarden(Mapping config) {
    Fields fields = new Fields(config, "'config'", VAULTWARDEN, reading);
    Map<String, String> mappings = new LinkedHashMap<>();
    for (Fields.Pair pair : fields.texts("mappings")) {
      mappings.put(pair.key().text(), pair.value().text());
    }
    String username = text(fields, "usernameEnv");
    String password = text(fields, "passwordEnv");
    String baseUrl = text(fields, "baseUrl");
    if (username == null && password == null) {
      String client = text(fields, "client");
      Map<String, List<String>> commands = new LinkedHashMap<>();
      mappings.forEach((name, item) ->
          commands.put(
              name, List.of(client == null ? "bw" : client, "get", "password", "--", item)));
      return new CommandSecrets(commands, timeout(fields));
    }
    if (username == null || password == null || baseUrl == null) {
      fields.missing(
          config.at(),
          username == null ? "usernameEnv" : password == null ? "passwordEnv" : "baseUrl");
      return null;
    }
    String tokenPath = text(fields, "tokenPath");
    String secretsPath = text(fields, "secretsPath");
    return new VaultwardenSecrets(
        new VaultwardenSecrets.Settings(
            baseUrl,
            tokenPath == null ? VaultwardenSecrets.Settings.TOKEN_PATH : tokenPath,
            secretsPath == null ? VaultwardenSecrets.Settings.SECRETS_PATH : secretsPath,
            username,
            password,
            text(fields, "clientIdEnv"),
            text(fields, "clientSecretEnv"),
            mappings),
        environment);
  }

  private static @Nullable String text(Fields fields, String key) {
    Scalar scalar = fields.text(key);
    return scalar == null || scalar.text().isBlank() ? null : scalar.text();
  }

  private static KeySet names(Mapping secrets) {
    List<String> names = new ArrayList<>();
    secrets.entries().forEach(entry -> names.add(entry.key().text()));
    return KeySet.of(names.toArray(String[]::new));
  }

  /// A text is split at spaces; a list is taken word for word, and may name a shell.
  private static List<String> words(Fields fields, Entry entry) {
    if (entry.value() instanceof Scalar scalar) {
      return SplitCommand.split(scalar.text());
    }
    List<String> words = new ArrayList<>();
    fields.words(entry.key().text()).forEach(word -> words.add(word.text()));
    return words;
  }

  private Duration timeout(Fields fields) {
    Scalar written = fields.text("timeoutSeconds");
    if (written == null) {
      return CommandSecrets.DEFAULT_TIMEOUT;
    }
    try {
      double seconds = Double.parseDouble(written.text());
      if (seconds > 0 && seconds <= MAX_TIMEOUT_SECONDS) {
        return Duration.ofMillis(Math.max(1, (long) (seconds * 1_000)));
      }
    } catch (NumberFormatException e) {
      // The same mistake.
    }
    reading.wrongValue(
        written.at(),
        "'timeoutSeconds' must be more than 0 and at most " + MAX_TIMEOUT_SECONDS,
        null);
    return CommandSecrets.DEFAULT_TIMEOUT;
  }
}
