package dev.clew.diff;

import dev.clew.core.json.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A fact that is not the same on both sides, and that makes no difference.
public record Ignored(String path, Reason reason, @Nullable Json before, @Nullable Json after) {

  public enum Reason {
    /// By the user.
    ASKED,
    /// Both have the shape of something that differs between any two runs: a date, an id, a token.
    SHAPE,
    /// It differs among good runs too.
    VARIES,
    /// It carries a value that is ignored where it came from.
    FLOWS;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
