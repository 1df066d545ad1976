/// How large a regular expression of others may be.
@NullMarked
package dev.clew.core.pattern;

import org.jspecify.annotations.NullMarked;
