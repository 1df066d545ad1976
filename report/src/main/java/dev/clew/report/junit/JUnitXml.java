package dev.clew.report.junit;

/// Writes XML whose texts may hold anything.
final class JUnitXml {
  private final StringBuilder out = new StringBuilder();

  /// Markup, as it is.
  JUnitXml append(String markup) {
    out.append(markup);
    return this;
  }

  JUnitXml attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    text(value);
    out.append('"');
    return this;
  }

  /// XML 1.0 §2.2 has no place for most control characters: they become U+FFFD.
  JUnitXml text(String value) {
    value
        .codePoints()
        .forEach(point -> {
          switch (point) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\n' -> out.append("&#10;");
            case '\t' -> out.append("&#9;");
            case '\r' -> out.append("&#13;");
            default -> out.appendCodePoint(isXml(point) ? point : 0xfffd);
          }
        });
    return this;
  }

  private static boolean isXml(int point) {
    return (point >= 0x20 && point <= 0xd7ff)
        || (point >= 0xe000 && point <= 0xfffd)
        || point >= 0x10000;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
