package dev.clew.languagesih.expression;

import dev.clew.plan.evidence.Rendered;

/// The value of the header Authorization. As in SIH, a bearer token that came with its quotes or
/// line break around it is sent without them.
final class BearerToken {
  private static final String BEARER = "Bearer ";
  private static final String AROUND = "\" \r\n";

  private BearerToken() {}

  static Rendered<String> bare(Rendered<String> rendered) {
    return new Rendered<>(bare(rendered.value()), rendered.uses());
  }

  private static String bare(String value) {
    if (!value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return value;
    }
    int start = BEARER.length();
    int end = value.length();
    while (start < end && AROUND.indexOf(value.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && AROUND.indexOf(value.charAt(end - 1)) >= 0) {
      end--;
    }
    return BEARER + value.substring(start, end);
  }
}
