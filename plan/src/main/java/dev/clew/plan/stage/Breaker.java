package dev.clew.plan.stage;

import dev.clew.plan.expression.Expression;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A circuit breaker: after so many failures in a row calls are not sent for a while. A failure is
/// an answer with a status with which the stage is tried again. Stages that name the same reference
/// share its state, within one workflow of one run.
///
/// @param key the reference's name, or the stage's when it has none of its own
/// @param failureThreshold failures in a row that open it
/// @param breakFor how long it stays open
/// @param closeOnSuccess successes in a row that close it once it is half open
/// @param onOpen is shown when it opens; null for none
/// @param onBlocked is shown when it keeps a call back; null for none
public record Breaker(
    String key,
    int failureThreshold,
    Duration breakFor,
    int closeOnSuccess,
    @Nullable Expression onOpen,
    @Nullable Expression onBlocked) {}
