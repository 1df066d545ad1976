package dev.clew.engine.context;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.Vcs;
import dev.clew.core.json.Json;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.http.HttpLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a run is executed: facts of the attempt, which do not enter the execution key.
///
/// @param seed what all randomness of the run is derived from, but for the ids; recorded
/// @param redacts whether the redactor takes anything out; recorded
/// @param facts more that the report says about this attempt: versions, host, command
/// @param modes what a user may ask of a run beyond that
/// @param vcs where the definition is kept under version control; recorded with it; null when that
///   is not known
/// @param limit how long the attempt may take; recorded; null when it may take as long as it likes
public record RunSettings(
    Capture capture,
    boolean strict,
    boolean followRedirects,
    HttpLimits limits,
    String seed,
    boolean redacts,
    Json.Obj facts,
    Modes modes,
    @Nullable Vcs vcs,
    @Nullable Duration limit) {

  /// How often one call is redirected before that is an error: `redirects.max`.
  public static final int MAX_REDIRECTS = 10;

  /// How many jumps one workflow makes: `jumps.max`.
  public static final int MAX_JUMPS = 1_000;

  /// How many stages of one workflow are under way at once: `stages.max_parallel`.
  public static final int MAX_PARALLEL_STAGES = 8;

  /// How deep child workflows nest: `workflows.max_depth`.
  public static final int MAX_DEPTH = 32;

  /// What is recorded about a run as members of `run_started`, when it is not the default.
  ///
  /// @param mocked whether stages that have a `mock` come to that, and do nothing
  /// @param debug whether what stages write under `debug` is logged
  /// @param strictContract whether an answer that breaks its contract makes the stage fail
  /// @param assertionsBlock whether an assertion that says nothing itself makes its stage fail;
  ///   null for what the plan says
  public record Modes(
      boolean mocked, boolean debug, boolean strictContract, @Nullable Boolean assertionsBlock) {
    public static final Modes NONE = new Modes(false, false, false, null);

    public Json.Obj toJson() {
      return new Attributes()
          .with(AttemptStarted.MOCKED, mocked ? Boolean.TRUE : null)
          .with(AttemptStarted.DEBUG, debug ? Boolean.TRUE : null)
          .with(AttemptStarted.STRICT_CONTRACT, strictContract ? Boolean.TRUE : null)
          .with(AttemptStarted.ASSERTIONS_BLOCK, assertionsBlock)
          .build();
    }

    /// As [#toJson] wrote them among the facts of an attempt.
    public static Modes of(AttemptStarted facts) {
      return new Modes(
          facts.mocked(),
          facts.debug(),
          facts.strictContract(),
          facts.get(AttemptStarted.ASSERTIONS_BLOCK));
    }
  }

  public RunSettings(
      Capture capture,
      boolean strict,
      boolean followRedirects,
      HttpLimits limits,
      String seed,
      boolean redacts,
      Json.Obj facts) {
    this(capture, strict, followRedirects, limits, seed, redacts, facts, Modes.NONE, null, null);
  }

  /// @param most null for as long as it likes
  public RunSettings within(@Nullable Duration most) {
    return new RunSettings(
        capture, strict, followRedirects, limits, seed, redacts, facts, modes, vcs, most);
  }

  public RunSettings with(Modes asked) {
    return new RunSettings(
        capture, strict, followRedirects, limits, seed, redacts, facts, asked, vcs, limit);
  }
}
