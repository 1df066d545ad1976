package dev.clew.core.replay;

import dev.clew.core.Remedy;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.run.AttemptStarted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a surface has its own words for, for those below it that write such words down or hand
/// them on: a ledger keeps how its run was asked for, for people.
public interface SurfaceWords extends ActionWords {
  /// How that is asked for, but for its inputs and secrets: the words of a command line. Empty when
  /// it is neither a workflow nor a command.
  List<String> start(Asked asked);

  /// What an attempt was asked for. A ledger from before there was a request has only the words,
  /// which are read as [#start] writes them; with neither when it says nothing at all.
  ///
  /// @throws dev.clew.core.Refusal when that ledger has only words, and some are not known
  Asked asked(AttemptStarted facts);

  /// A text, with what can be done about what it says.
  ///
  /// @param remedy null when nothing is known
  String told(String text, @Nullable Remedy remedy);
}
