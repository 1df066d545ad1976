package dev.clew.plan;

import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.stage.Handling;
import org.jspecify.annotations.Nullable;

/// What a plug-in does.
///
/// @param kind as the plug-in calls it
/// @param api the API that the configuration names; null when it names none
public record PluginSpec(
    String kind, Expression config, @Nullable ResolvedApi api, Handling handling)
    implements StageSpec {}
