package dev.clew.engine;

import dev.clew.core.json.Json;
import dev.clew.engine.http.HttpLimits;

/// How a run is executed: facts of the attempt, which do not enter the execution key.
///
/// @param seed what all randomness of the run is derived from, but for the ids; recorded
/// @param redacts whether the redactor takes anything out; recorded
/// @param facts more that the report says about this attempt: versions, host, command
public record RunSettings(
    Capture capture,
    boolean strict,
    boolean followRedirects,
    HttpLimits limits,
    String seed,
    boolean redacts,
    Json.Obj facts) {

  /// How often one call is redirected before that is an error: `redirects.max`.
  public static final int MAX_REDIRECTS = 10;
}
