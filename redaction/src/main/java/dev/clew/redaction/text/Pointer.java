package dev.clew.redaction.text;

import org.jspecify.annotations.Nullable;

/// A JSON pointer (RFC 6901) under construction. A chain, so that a place costs nothing until
/// something is found there.
public record Pointer(@Nullable Pointer parent, String token) {
  private static final int MAX_TOKEN_CHARS = 80;

  public static Pointer of(String token) {
    return new Pointer(null, token);
  }

  public Pointer member(String name) {
    return new Pointer(this, name);
  }

  public Pointer item(int index) {
    return new Pointer(this, Integer.toString(index));
  }

  /// A name of more than 80 characters is shown by its first 80 and `…`.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  private void write(StringBuilder out) {
    Pointer above = parent();
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
