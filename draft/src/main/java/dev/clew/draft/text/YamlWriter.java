package dev.clew.draft.text;

/// Writes the YAML of a draft. Text is always in quotes, so that no value can be taken for a
/// number, a Boolean or an anchor; a body of several lines is a literal block.
public final class YamlWriter {
  private final StringBuilder out = new StringBuilder();
  private final int depth;

  YamlWriter() {
    this(0);
  }

  private YamlWriter(int depth) {
    this.depth = depth;
  }

  /// `key:` with what `content` writes below it.
  YamlWriter below(String key, java.util.function.Consumer<YamlWriter> content) {
    line(key(key) + ":");
    YamlWriter inner = new YamlWriter(depth + 1);
    content.accept(inner);
    out.append(inner.out);
    return this;
  }

  /// A list item with what `content` writes.
  YamlWriter item(java.util.function.Consumer<YamlWriter> content) {
    YamlWriter inner = new YamlWriter(depth + 1);
    content.accept(inner);
    int dash = inner.out.length() == 0 ? -1 : 2 * depth;
    if (dash >= 0) {
      inner.out.setCharAt(dash, '-');
    }
    out.append(inner.out);
    return this;
  }

  YamlWriter text(String key, String value) {
    line(key(key) + ": " + quoted(value));
    return this;
  }

  /// A number, a Boolean or a flow list of such, which the caller has made.
  YamlWriter bare(String key, String value) {
    line(key(key) + ": " + value);
    return this;
  }

  YamlWriter block(String key, String value) {
    if (!fitsBlock(value)) {
      return text(key, value);
    }
    boolean ends = value.endsWith("\n");
    line(key(key) + ": " + (ends ? "|" : "|-"));
    for (String row : (ends ? value.substring(0, value.length() - 1) : value).split("\n", -1)) {
      out.append(row.isEmpty() ? "" : "  ".repeat(depth + 1)).append(row).append('\n');
    }
    return this;
  }

  private void line(String line) {
    out.append("  ".repeat(depth)).append(line).append('\n');
  }

  private static String key(String key) {
    boolean plain = key.matches("[A-Za-z][A-Za-z0-9_-]*") && !isWord(key);
    return plain ? key : quoted(key);
  }

  /// Words that YAML 1.1 or 1.2 takes for something else than text.
  private static boolean isWord(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "null", "true", "false", "yes", "no", "on", "off", "y", "n" -> true;
      default -> false;
    };
  }

  /// Whether a literal block gives exactly this text back: no line starts the block with a space or
  /// a line break, at most one line break ends it, and all characters are printable.
  private static boolean fitsBlock(String value) {
    if (value.isBlank() || value.endsWith("\n\n")) {
      return false;
    }
    char first = value.charAt(0);
    if (first == ' ' || first == '\t' || first == '\n') {
      return false;
    }
    return value.codePoints().allMatch(point -> point == '\n' || isPrintable(point));
  }

  public static String quoted(String value) {
    StringBuilder text = new StringBuilder(value.length() + 2).append('"');
    value
        .codePoints()
        .forEach(point -> {
          switch (point) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
              if (isPrintable(point)) {
                text.appendCodePoint(point);
              } else {
                text.append(String.format("\\u%04x", point));
              }
            }
          }
        });
    return text.append('"').toString();
  }

  /// YAML 1.2 §5.1 without line breaks, tabs, byte order marks and Unicode's line separators.
  private static boolean isPrintable(int point) {
    return (point >= 0x20 && point <= 0x7e)
        || (point >= 0xa0 && point <= 0xd7ff && point != 0x2028 && point != 0x2029)
        || (point >= 0xe000 && point <= 0xfffd && point != 0xfeff)
        || point >= 0x10000;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
