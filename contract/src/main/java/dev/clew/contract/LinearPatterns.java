package dev.clew.contract;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.clew.core.pattern.PatternLimits;
import java.util.function.Consumer;

/// The patterns of a schema, matched in linear time: a contract may come from anywhere. A pattern
/// that cannot be matched so, with a look-ahead or a back-reference, matches everything, and is
/// told.
record LinearPatterns(Consumer<String> unchecked) implements RegularExpressionFactory {
  @Override
  public RegularExpression getRegularExpression(String regex) {
    String over = PatternLimits.fault(regex);
    if (over != null) {
      unchecked.accept("a pattern, as " + over);
      return value -> true;
    }
    try {
      Pattern pattern = Pattern.compile(regex);
      return value -> pattern.matcher(value).find();
    } catch (PatternSyntaxException e) {
      unchecked.accept("the pattern " + regex);
      return value -> true;
    }
  }
}
