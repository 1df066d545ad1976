package dev.clew.core.source;

/// A place in a file. Lines and columns count from 1; columns count code points. [#NONE] is for
/// what has no place in a file, such as a value from the command line.
public record Position(int line, int column) implements Comparable<Position> {
  public static final Position NONE = new Position(0, 0);
  public static final Position START = new Position(1, 1);

  @Override
  public int compareTo(Position other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }
}
