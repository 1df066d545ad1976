package dev.clew.execution.secret;

import dev.clew.plan.scope.EnvironmentVariables;
import java.util.Map;

/// Secrets in variables of the environment.
///
/// @param variables by the name of the secret
record EnvironmentSecrets(Map<String, String> variables, EnvironmentVariables environment)
    implements SecretProvider {
  EnvironmentSecrets {
    variables = Map.copyOf(variables);
  }

  @Override
  public String kind() {
    return "environment";
  }

  @Override
  public Answer get(String name) {
    String variable = variables.get(name);
    if (variable == null) {
      return new Answer.Unknown();
    }
    String value = environment.get(variable);
    return value == null || value.isEmpty()
        ? new Answer.Failed(
            "secret '" + name + "': the variable " + variable + " is not set; set it and run again")
        : new Answer.Value(value);
  }
}
