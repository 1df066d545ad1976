/// A workflow as it is written in its file, read and checked.
@NullMarked
package dev.clew.workflow.definition;

import org.jspecify.annotations.NullMarked;
