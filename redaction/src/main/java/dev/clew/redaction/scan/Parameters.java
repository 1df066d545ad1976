package dev.clew.redaction.scan;

import dev.clew.redaction.name.SecretNames;
import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.text.RedactionReason;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.Spans;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// `name=value&name=value`: queries, fragments and form bodies. Values below a secret name are to
/// go, and are captured as what they decode to.
public final class Parameters {
  private static final int MAX_NAME_CHARS = 256;

  private Parameters() {}

  /// The whole text is one form (`application/x-www-form-urlencoded`).
  public static void findInForm(String text, Captures captures, Spans spans) {
    int start = 0;
    while (start < text.length()) {
      int ampersand = text.indexOf('&', start);
      int end = ampersand < 0 ? text.length() : ampersand;
      int equals = text.indexOf('=', start, end);
      while (equals >= 0 && Placeholder.covers(text, equals)) {
        equals = text.indexOf('=', equals + 1, end);
      }
      if (equals > start && isSecret(text, start, equals)) {
        add(text, start, equals, end, RedactionReason.NAME, captures, spans);
      }
      start = end + 1;
    }
  }

  static boolean isSecret(String text, int name, int equals) {
    return equals > name
        && equals - name <= MAX_NAME_CHARS
        && SecretNames.isSecretParameter(nameOf(text, name, equals));
  }

  static void add(
      String text,
      int name,
      int equals,
      int end,
      RedactionReason rule,
      Captures captures,
      Spans spans) {
    if (equals + 1 == end || Placeholder.endAt(text, equals + 1) == end) {
      return;
    }
    String shown = SecretNames.shown(nameOf(text, name, equals));
    String value = decode(text.substring(equals + 1, end));
    captures.capture(shown, value);
    spans.add(new Span(equals + 1, end, shown, value.length(), rule));
  }

  /// In HTML the separator is `&amp;`.
  private static String nameOf(String text, int from, int to) {
    String name = decode(text.substring(from, to));
    return name.startsWith("amp;") ? name.substring(4) : name;
  }

  /// As it is when it is not well encoded.
  public static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
