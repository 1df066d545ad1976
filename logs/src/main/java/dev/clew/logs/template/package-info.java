/// Messages without what varies in them.
@NullMarked
package dev.clew.logs.template;

import org.jspecify.annotations.NullMarked;
