package dev.clew.redaction.text;

import java.util.Set;

/// Text of a workflow that says where a secret comes from and not what it is: `Bearer
/// {{stage:login.output.jwt}}`. A definition that lost it could not be read any more.
public final class TemplateText {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final int MAX_TOKEN_CHARS = 200;

  private TemplateText() {}

  /// @param schemes words that may stand before the tokens, in lower case
  public static boolean isOnlyReferences(String value, Set<String> schemes) {
    int at = afterScheme(value, schemes);
    if (!value.startsWith(OPEN, at)) {
      return false;
    }
    while (at < value.length()) {
      int close = value.startsWith(OPEN, at) ? value.indexOf(CLOSE, at) : -1;
      if (close < 0 || !isReference(value.substring(at + OPEN.length(), close).strip())) {
        return false;
      }
      at = close + CLOSE.length();
      if (at < value.length() && (value.charAt(at) == ':' || value.charAt(at) == ' ')) {
        at++;
      }
    }
    return true;
  }

  private static int afterScheme(String value, Set<String> schemes) {
    int space = value.indexOf(' ');
    return space > 0 && schemes.contains(Characters.lower(value.substring(0, space)))
        ? space + 1
        : 0;
  }

  /// A root, `.` or `:`, and names: `input.email`, `stage:login.output.jwt`.
  private static boolean isReference(String token) {
    if (token.length() > MAX_TOKEN_CHARS) {
      return false;
    }
    int root = 0;
    while (root < token.length() && Characters.isLetterOrDigit(token.charAt(root))) {
      root++;
    }
    if (root == 0 || root >= token.length() - 1 || ".:".indexOf(token.charAt(root)) < 0) {
      return false;
    }
    for (int at = root; at < token.length(); at++) {
      char unit = token.charAt(at);
      if (!Characters.isLetterOrDigit(unit) && "._:-[]?".indexOf(unit) < 0) {
        return false;
      }
    }
    return true;
  }
}
