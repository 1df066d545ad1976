/// What people and other tools read of a run.
@NullMarked
package dev.clew.report;

import org.jspecify.annotations.NullMarked;
