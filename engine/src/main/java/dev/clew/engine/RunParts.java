package dev.clew.engine;

import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.engine.plugin.Plugins;

/// What every part of a run works with. Thread-safe.
///
/// @param assertionsBlock whether an assertion that says nothing itself makes its stage fail
/// @param answers of a recorded run, in a mocked one
/// @param output where children put theirs
record RunParts(
    Exchanges exchanges,
    Recorder recorder,
    Redactor redactor,
    RunSettings settings,
    Seeded seeded,
    Course course,
    CancelSignal cancel,
    String traceId,
    ReadFiles files,
    Contracts contracts,
    Plugins plugins,
    RecordedAnswers answers,
    boolean assertionsBlock,
    KeptOutput output) {}
