/// The resolved workflow for one environment, and the requests that its stages send.
@NullMarked
package dev.clew.languagesih.planner;

import org.jspecify.annotations.NullMarked;
