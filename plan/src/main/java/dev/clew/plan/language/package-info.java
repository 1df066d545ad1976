/// The languages in which workflows are written, as ports: a definition that was read, and plans of
/// it.
@NullMarked
package dev.clew.plan.language;

import org.jspecify.annotations.NullMarked;
