/// A workflow as it is written in its file, read and checked.
@NullMarked
package dev.clew.languagesih.definition;

import org.jspecify.annotations.NullMarked;
