package dev.clew.core.source;

/// Places in a file that is one piece of text as a whole.
public record TextPlace(SourceFile source) implements Place {
  @Override
  public String file() {
    return source.logicalName();
  }

  @Override
  public Position at(int offset) {
    String text = source.text();
    int line = 1;
    int lineStart = 0;
    for (int at = 0; at < offset && at < text.length(); at++) {
      if (text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
    int end = Math.max(lineStart, Math.min(offset, text.length()));
    return new Position(line, text.codePointCount(lineStart, end) + 1);
  }
}
