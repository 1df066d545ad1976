/// What events say of a stage, its decisions and its checks.
@NullMarked
package dev.clew.core.fact.stage;

import org.jspecify.annotations.NullMarked;
