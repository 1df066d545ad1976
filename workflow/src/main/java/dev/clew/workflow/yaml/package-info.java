/// YAML 1.2 as text with places: scalars stay as they were written, limits have names.
@NullMarked
package dev.clew.workflow.yaml;

import org.jspecify.annotations.NullMarked;
