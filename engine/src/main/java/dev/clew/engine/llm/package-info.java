/// Stages that ask a language model.
@NullMarked
package dev.clew.engine.llm;

import org.jspecify.annotations.NullMarked;
