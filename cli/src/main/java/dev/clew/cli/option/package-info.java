/// Options that several commands have.
@NullMarked
package dev.clew.cli.option;

import org.jspecify.annotations.NullMarked;
