package dev.clew.languagesih.template;

import dev.clew.core.source.Rule;
import org.jspecify.annotations.Nullable;

/// A mistake in a token or an expression, by its offset in the text. Caught by the parser that
/// started, which turns it into a diagnostic and goes on behind it; no caller of a parser sees one.
public final class SyntaxError extends Exception {
  private final Rule rule;
  private final int offset;
  private final String what;
  private final @Nullable String suggestion;

  public SyntaxError(Rule rule, int offset, String what, @Nullable String suggestion) {
    super(what, null, false, false);
    this.rule = rule;
    this.offset = offset;
    this.what = what;
    this.suggestion = suggestion;
  }

  public Rule rule() {
    return rule;
  }

  public int offset() {
    return offset;
  }

  public String what() {
    return what;
  }

  public @Nullable String suggestion() {
    return suggestion;
  }
}
