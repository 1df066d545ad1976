package dev.clew.engine;

import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.engine.http.HttpCaller;

/// What every part of a run works with.
record RunParts(
    HttpCaller caller,
    Recorder recorder,
    Redactor redactor,
    RunSettings settings,
    Seeded seeded,
    Timeline timeline,
    String traceId) {}
