/// What a recorded run is compared with, from files.
@NullMarked
package dev.clew.runs.compare;

import org.jspecify.annotations.NullMarked;
