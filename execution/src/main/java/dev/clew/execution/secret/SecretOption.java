package dev.clew.execution.secret;

import dev.clew.core.Refusal;
import dev.clew.core.Setting;
import dev.clew.plan.scope.EnvironmentVariables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where a secret is: `NAME=env:VAR`, `NAME=file:PATH` or `NAME=cmd:COMMAND…`.
public final class SecretOption {
  private SecretOption() {}

  /// @param written what stands behind `NAME=`
  public static SecretProvider provider(
      String name, String written, EnvironmentVariables environment) {
    int colon = written.indexOf(':');
    String kind = colon < 0 ? "" : written.substring(0, colon);
    String rest = written.substring(colon + 1);
    if (rest.isBlank()) {
      throw wrong(name);
    }
    return switch (kind) {
      case "env" -> new EnvironmentSecrets(Map.of(name, rest), environment);
      case "file" -> new FileSecrets(Map.of(name, Path.of(rest)));
      case "cmd" -> {
        List<String> words = SplitCommand.split(rest);
        if (words.isEmpty()) {
          throw Refusal.invalid(Setting.SECRET, name + "=cmd: a quote is not closed");
        }
        yield new CommandSecrets(Map.of(name, words), CommandSecrets.DEFAULT_TIMEOUT);
      }
      default -> throw wrong(name);
    };
  }

  /// Does not show what was written: it may be the secret itself.
  private static Refusal wrong(String name) {
    return Refusal.invalid(
        Setting.SECRET,
        name
            + ": says where the secret is, not what it is: "
            + name
            + "=env:VARIABLE, =file:PATH or =cmd:COMMAND");
  }
}
