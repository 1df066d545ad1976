package dev.clew.plan.stage;

import dev.clew.plan.expression.Expression;

/// What a request carries.
///
/// @param content its text is sent
/// @param isOpaque whether values stand in it as they are, so that nothing can be said of it before
///   they are known; in JSON and in a form they are escaped
public record RequestBody(Expression content, boolean isOpaque) {}
