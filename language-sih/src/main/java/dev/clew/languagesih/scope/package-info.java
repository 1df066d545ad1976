/// What the tokens of a running workflow stand for: inputs, environment variables, earlier stages,
/// the own response.
@NullMarked
package dev.clew.languagesih.scope;

import org.jspecify.annotations.NullMarked;
