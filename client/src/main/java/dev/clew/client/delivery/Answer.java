package dev.clew.client.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a server says to lines that were sent.
///
/// @param rejected how many of those that were taken are over a limit of its own
/// @param why not; empty when it took them
/// @param after how long it asks to wait; null when it does not say
record Answer(Verdict verdict, int rejected, String why, @Nullable Duration after) {
  enum Verdict {
    /// It has them, safely.
    TAKEN,
    /// Not now; the same may be answered otherwise later.
    LATER,
    /// There is something among them that it never takes, or they are too many.
    NEVER
  }

  static Answer taken(int rejected) {
    return new Answer(Verdict.TAKEN, rejected, "", null);
  }

  static Answer later(String why, @Nullable Duration after) {
    return new Answer(Verdict.LATER, 0, why, after);
  }

  static Answer never(String why) {
    return new Answer(Verdict.NEVER, 0, why, null);
  }
}
