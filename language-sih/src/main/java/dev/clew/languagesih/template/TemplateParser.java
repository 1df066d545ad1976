package dev.clew.languagesih.template;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.languagesih.rule.SihRule;
import java.util.ArrayList;
import java.util.List;

/// Text to [Template]. A token that is wrong is reported and left out, so that the next one is
/// looked at too.
public final class TemplateParser {
  private static final String ESCAPE = "{{{{";

  /// A token and the text around it.
  private static final int USUAL_PARTS = 3;

  private TemplateParser() {}

  public static Template parse(String text, Place place, Diagnostics diagnostics) {
    if (!text.contains("{{")) {
      return new Template(
          text, text.isEmpty() ? List.of() : List.of(new Template.Part.Literal(text)), place);
    }
    List<Template.Part> parts = new ArrayList<>(USUAL_PARTS);
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("{{", at);
      if (open < 0) {
        break;
      }
      literal.append(text, at, open);
      if (text.startsWith(ESCAPE, open)) {
        literal.append("{{");
        at = open + ESCAPE.length();
        continue;
      }
      TokenReader reader = new TokenReader(text, open + 2);
      try {
        Token token = reader.tokenAndClose();
        if (!literal.isEmpty()) {
          parts.add(new Template.Part.Literal(literal.toString()));
          literal.setLength(0);
        }
        parts.add(new Template.Part.Insert(token));
        at = reader.at();
      } catch (SyntaxError e) {
        diagnostics.add(e.rule(), place, e.offset(), e.what(), e.suggestion());
        at = behind(text, open);
      }
    }
    literal.append(text, at, text.length());
    if (!literal.isEmpty()) {
      parts.add(new Template.Part.Literal(literal.toString()));
    }
    return new Template(text, parts, place);
  }

  private static int behind(String text, int open) {
    int close = text.indexOf("}}", open);
    return close < 0 ? text.length() : close + 2;
  }

  static SyntaxError unclosed(int offset) {
    return new SyntaxError(
        SihRule.TEMPLATE_SYNTAX,
        offset,
        "'{{' is not closed by '}}'; write '{{{{' for two literal braces",
        null);
  }
}
