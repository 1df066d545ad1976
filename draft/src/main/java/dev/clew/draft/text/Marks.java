package dev.clew.draft.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands in for tokens while the text around them is still being escaped. A mark is a number
/// between two noncharacters of Unicode, which no escaping touches and no real text has.
public final class Marks {
  private static final char OPEN = '\ufdd0';
  private static final char BARE = '\ufdd1';
  private static final char CLOSE = '\ufdd2';
  private static final Pattern MARK =
      Pattern.compile("\"\\x{fdd1}(\\d{1,6})\\x{fdd2}\"|[\\x{fdd0}\\x{fdd1}](\\d{1,6})\\x{fdd2}");

  private final List<String> tokens = new ArrayList<>();

  /// @param token with its braces
  public String mark(String token) {
    return OPEN + number(token) + CLOSE;
  }

  /// For a JSON value that is a token and no string: the quotes around the mark go with it.
  public static String bare(String mark) {
    return BARE + mark.substring(1);
  }

  private String number(String token) {
    int known = tokens.indexOf(token);
    if (known < 0) {
      tokens.add(token);
      known = tokens.size() - 1;
    }
    return Integer.toString(known);
  }

  static boolean isMark(int point) {
    return point >= OPEN && point <= CLOSE;
  }

  public static boolean isOpening(char unit) {
    return unit == OPEN || unit == BARE;
  }

  /// Real text without the three characters.
  public static String without(String text) {
    return text.codePoints().noneMatch(Marks::isMark)
        ? text
        : text.replaceAll("[\\x{fdd0}-\\x{fdd2}]", "\ufffd");
  }

  /// Whether the text is one mark and nothing else.
  public static boolean isOne(String text) {
    return text.length() > 2 && text.charAt(0) == OPEN && text.indexOf(CLOSE) == text.length() - 1;
  }

  /// The template: `{{` of the text is escaped, marks become tokens.
  public String template(String marked) {
    Matcher matcher = MARK.matcher(escaped(marked));
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String number = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      matcher.appendReplacement(
          out, Matcher.quoteReplacement(tokens.get(Integer.parseInt(number))));
    }
    return matcher.appendTail(out).toString();
  }

  /// `{{{{` is how the language writes two literal braces (docs/workflow-language.md, Templates).
  static String escaped(String literal) {
    return literal.replace("{{", "{{{{");
  }

  /// Whether a token can follow the text: behind one single brace, nothing tells it from the
  /// token's own braces.
  public static boolean canPrecedeToken(String text) {
    int braces = 0;
    while (braces < text.length() && text.charAt(text.length() - 1 - braces) == '{') {
      braces++;
    }
    return braces % 2 == 0;
  }
}
