package dev.clew.plan.input;

import dev.clew.core.source.Position;
import org.jspecify.annotations.Nullable;

/// An input as the workflow declares it.
public record InputSpec(
    String name,
    InputType type,
    boolean required,
    boolean secret,
    @Nullable String description,
    Position at) {}
