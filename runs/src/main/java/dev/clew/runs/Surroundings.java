package dev.clew.runs;

import dev.clew.runs.secret.LocalKey;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the process that clew runs in was given. Read once, by whoever starts a command; all else
/// gets it from there, and never asks the process itself.
///
/// @param environment the environment variables
/// @param home of the user
/// @param system the operating system and its architecture, as people call them
public record Surroundings(Map<String, String> environment, Path home, String system) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /// The value of a variable; null when it is not set.
  public @Nullable String variable(String name) {
    return environment.get(name);
  }

  /// Where this user's key is.
  public Path keyFile() {
    return LocalKey.file(environment, home);
  }
}
