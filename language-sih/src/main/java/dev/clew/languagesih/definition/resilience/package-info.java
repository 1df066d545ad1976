/// Retry and circuit breaker, as a definition says them.
@NullMarked
package dev.clew.languagesih.definition.resilience;

import org.jspecify.annotations.NullMarked;
