package dev.clew.languagesih.value;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.clew.core.pattern.PatternLimits;
import org.jspecify.annotations.Nullable;

/// A pattern for `matches`, in RE2's syntax and within [PatternLimits].
public final class MatchPattern {
  private MatchPattern() {}

  /// Why the text is none; null when it is one.
  public static @Nullable String fault(String text) {
    String over = PatternLimits.fault(text);
    if (over != null) {
      return "'expected' is not a pattern that clew takes: " + over;
    }
    try {
      Pattern.compile(text);
      return null;
    } catch (PatternSyntaxException e) {
      return "'expected' is not a pattern of RE2: " + e.getDescription();
    }
  }

  /// @param pattern one without a fault
  public static boolean isIn(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).find();
  }
}
