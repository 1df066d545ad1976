package dev.clew.draft;

import dev.clew.core.Refusal;
import dev.clew.core.Setting;
import dev.clew.draft.text.SafeNames;
import java.util.List;

/// What a user asked for besides the source.
///
/// @param operations of an OpenAPI document; empty for the first that needs nothing
/// @param name empty for one that the source gives
/// @param environment empty for `default`, or what an OpenAPI document calls it
public record InitOptions(List<String> operations, String name, String environment) {
  static final String DEFAULT_ENVIRONMENT = "default";

  public InitOptions {
    operations = List.copyOf(operations);
    String safe = SafeNames.kebab(name);
    if (safe.isEmpty() && !name.isEmpty()) {
      throw Refusal.invalid(Setting.NAME, "needs a letter or a digit");
    }
    name = safe;
    if (environment.isBlank() && !environment.isEmpty()) {
      throw Refusal.invalid(Setting.ENVIRONMENT, "needs a name");
    }
  }

  String environmentOrDefault() {
    return environment.isEmpty() ? DEFAULT_ENVIRONMENT : environment;
  }
}
