/// The files of a run: how they are called, and how they are read and written.
@NullMarked
package dev.clew.runs.file;

import org.jspecify.annotations.NullMarked;
