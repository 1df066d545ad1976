/// Declarative rules that name the cause of a record.
@NullMarked
package dev.clew.logs.rules;

import org.jspecify.annotations.NullMarked;
