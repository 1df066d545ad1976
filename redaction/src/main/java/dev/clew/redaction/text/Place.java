package dev.clew.redaction.text;

import org.jspecify.annotations.Nullable;

/// A JSON pointer (RFC 6901) under construction. A chain, so that a place costs nothing until
/// something is found there.
public record Place(@Nullable Place parent, String token) {
  private static final int MAX_TOKEN_CHARS = 80;

  public static Place of(String token) {
    return new Place(null, token);
  }

  public Place member(String name) {
    return new Place(this, name);
  }

  public Place item(int index) {
    return new Place(this, Integer.toString(index));
  }

  /// A name of more than 80 characters is shown by its first 80 and `…`.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  private void write(StringBuilder out) {
    Place above = parent();
    if (above != null) {
      above.write(out);
    }
    out.append('/');
    int shown = Math.min(token.length(), MAX_TOKEN_CHARS);
    for (int at = 0; at < shown; at++) {
      switch (token.charAt(at)) {
        case '~' -> out.append("~0");
        case '/' -> out.append("~1");
        default -> out.append(token.charAt(at));
      }
    }
    if (shown < token.length()) {
      out.append('…');
    }
  }
}
