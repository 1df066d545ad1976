package dev.clew.engine;

import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;

/// What every part of a run works with.
record RunParts(
    Exchanges exchanges,
    Recorder recorder,
    Redactor redactor,
    RunSettings settings,
    Seeded seeded,
    Stopwatch stopwatch,
    String traceId) {}
