/// Files that give inputs: `.wfvars`.
@NullMarked
package dev.clew.languagesih.input;

import org.jspecify.annotations.NullMarked;
