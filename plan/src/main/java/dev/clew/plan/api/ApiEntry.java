package dev.clew.plan.api;

import dev.clew.core.source.Position;
import org.jspecify.annotations.Nullable;

/// What is known of an API beside its address: what a run asks before it begins.
///
/// @param name of the definition
/// @param version of the catalog, in which it stands
/// @param contract where its OpenAPI document is; null when it has none that can be checked
/// @param healthCheck is asked with GET before a run; null for never
/// @param at where it is written in the catalog
public record ApiEntry(
    String name,
    String version,
    @Nullable ApiUrl contract,
    @Nullable ApiUrl healthCheck,
    Readiness readiness,
    Position at) {}
