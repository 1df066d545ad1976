/// The explanation of a run.
@NullMarked
package dev.clew.core.dossier;

import org.jspecify.annotations.NullMarked;
