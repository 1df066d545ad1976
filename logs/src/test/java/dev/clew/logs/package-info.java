@NullMarked
package dev.clew.logs;

import org.jspecify.annotations.NullMarked;
