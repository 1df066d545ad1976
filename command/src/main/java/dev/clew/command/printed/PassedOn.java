package dev.clew.command.printed;

import java.io.PrintStream;

/// Where the command's output goes as it comes: what clew's caller reads.
public record PassedOn(PrintStream stdout, PrintStream stderr) {}
