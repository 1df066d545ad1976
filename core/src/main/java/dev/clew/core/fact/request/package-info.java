/// What a run was asked for.
@NullMarked
package dev.clew.core.fact.request;

import org.jspecify.annotations.NullMarked;
