package dev.clew.plan.scope;

import org.jspecify.annotations.Nullable;

/// What is known of a stage at this moment; null when it has not been reached. Names are compared
/// ignoring case.
@FunctionalInterface
public interface StageLookup {
  @Nullable StageValues stage(String name);
}
