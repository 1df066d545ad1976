/// A run that is being recorded: its ledger, and the files made of it.
@NullMarked
package dev.clew.runs.recording;

import org.jspecify.annotations.NullMarked;
