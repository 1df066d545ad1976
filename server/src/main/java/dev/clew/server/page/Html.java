package dev.clew.server.page;

import org.jspecify.annotations.Nullable;

/// Text of a page. What is a value is escaped, in text as in attributes (OWASP: HTML and attribute
/// contexts); markup is only what stands in the code as such. Not thread-safe.
final class Html {
  private final StringBuilder out = new StringBuilder(16_384);

  Html markup(String trusted) {
    out.append(trusted);
    return this;
  }

  Html text(@Nullable String value) {
    if (value != null) {
      escape(value);
    }
    return this;
  }

  /// ` name="value"`
  Html attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    escape(value);
    out.append('"');
    return this;
  }

  private void escape(String value) {
    for (int at = 0; at < value.length(); at++) {
      char unit = value.charAt(at);
      switch (unit) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          if (isHidden(unit)) {
            out.append('\ufffd');
          } else {
            out.append(unit);
          }
        }
      }
    }
  }

  /// Control characters, lone surrogates aside, and what turns the direction of text around: a name
  /// must not look like another.
  private static boolean isHidden(char unit) {
    return unit < 0x20
        || (unit >= 0x7f && unit < 0xa0)
        || (unit >= 0x200e && unit <= 0x200f)
        || (unit >= 0x202a && unit <= 0x202e)
        || (unit >= 0x2066 && unit <= 0x2069);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
