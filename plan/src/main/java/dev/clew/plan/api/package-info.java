/// What the name of an API stands for in one environment.
@NullMarked
package dev.clew.plan.api;

import org.jspecify.annotations.NullMarked;
