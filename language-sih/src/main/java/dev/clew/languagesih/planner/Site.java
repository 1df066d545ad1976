package dev.clew.languagesih.planner;

import dev.clew.core.source.Place;

/// Where a token stands, and what it can name there.
///
/// @param stage the stage's index; see [StageOrder#access]
/// @param where the key in the stage, such as `headers.Authorization`
/// @param hasAnswer whether the stage has its answer, so that `response` can be named
/// @param isDone whether the stage has its outputs, so that it can name them itself
record Site(int stage, Place place, String where, boolean hasAnswer, boolean isDone) {}
