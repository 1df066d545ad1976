/// How a stage does its work: handling of answers, retry, breaker, loops, mocks, checks, outputs.
@NullMarked
package dev.clew.plan.stage;

import org.jspecify.annotations.NullMarked;
