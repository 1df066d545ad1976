package dev.clew.engine.context;

import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.trace.TraceContext;
import dev.clew.engine.plugin.Plugins;

/// What every part of a run works with. Thread-safe.
///
/// @param assertionsBlock whether an assertion that says nothing itself makes its stage fail
/// @param answers of a recorded run, in a mocked one
/// @param output where children put theirs
public record RunContext(
    Exchanges exchanges,
    Recorder recorder,
    Redactor redactor,
    RunSettings settings,
    Seeded seeded,
    Timekeeper course,
    CancelSignal cancel,
    TraceContext trace,
    CapturedFiles files,
    Contracts contracts,
    Plugins plugins,
    RecordedAnswers answers,
    boolean assertionsBlock,
    KeptOutput output) {}
