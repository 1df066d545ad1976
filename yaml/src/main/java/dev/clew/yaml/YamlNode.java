package dev.clew.yaml;

import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import java.util.List;

/// A piece of a YAML document and where it starts.
public sealed interface YamlNode {
  Position at();

  /// `text`, `a list`, `a mapping` or `empty`, for messages.
  default String what() {
    return switch (this) {
      case Scalar scalar -> scalar.isNull() ? "empty" : "text";
      case Sequence sequence -> "a list";
      case Mapping mapping -> "a mapping";
    };
  }

  enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL,
    FOLDED
  }

  /// Text as it was written: `3.10` is `3.10` and not the number 3.1.
  ///
  /// A long file has hundreds of thousands of them, so that the place is two numbers and no object.
  record Scalar(String text, Style style, SourceFile source, int line, int column)
      implements YamlNode, Place {
    @Override
    public Position at() {
      return new Position(line, column);
    }

    /// Whether the value is absent: nothing, `~` or an unquoted `null`.
    public boolean isNull() {
      return style == Style.PLAIN
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }

    Scalar blank() {
      return new Scalar("", style, source, line, column);
    }

    @Override
    public String file() {
      return source.logicalName();
    }

    @Override
    public Position at(int offset) {
      return offset == 0 && style == Style.PLAIN ? at() : ScalarPlace.find(this, offset);
    }

    @Override
    public Position start() {
      return at();
    }
  }

  record Sequence(List<YamlNode> items, Position at) implements YamlNode {}

  record Mapping(List<Entry> entries, Position at) implements YamlNode {}

  record Entry(Scalar key, YamlNode value) {}
}
