/// What should happen, whatever language says it: a workflow for one environment, checked and
/// resolved.
@NullMarked
package dev.clew.plan;

import org.jspecify.annotations.NullMarked;
