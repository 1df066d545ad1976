package dev.clew.plan.scope;

import org.jspecify.annotations.Nullable;

/// Environment variables by name, case-sensitive as the operating system has them; null when not
/// set.
@FunctionalInterface
public interface EnvironmentVariables {
  EnvironmentVariables NONE = name -> null;

  @Nullable String get(String name);
}
