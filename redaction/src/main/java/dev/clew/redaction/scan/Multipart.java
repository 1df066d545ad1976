package dev.clew.redaction.scan;

import dev.clew.redaction.name.SafeHeaders;
import dev.clew.redaction.name.SecretNames;
import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.text.RedactionReason;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.Spans;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `multipart/form-data` (RFC 7578, RFC 2046): the text of a part that has a secret name is to go,
/// and so are values of headers that are not known to be safe.
public final class Multipart {
  private final String text;
  private final String delimiter;
  private final Captures captures;
  private final Spans spans;

  private Multipart(String text, String delimiter, Captures captures, Spans spans) {
    this.text = text;
    this.delimiter = delimiter;
    this.captures = captures;
    this.spans = spans;
  }

  /// The boundary is the first line, whatever the content type says: a preamble is not used by
  /// anybody, and a wrong parameter must not hide the parts.
  public static void find(String text, Captures captures, Spans spans) {
    int lineEnd = text.indexOf('\n');
    if (text.startsWith("--") && lineEnd > 2) {
      new Multipart(text, text.substring(0, lineEnd).strip(), captures, spans).parts();
    }
  }

  private void parts() {
    int at = lineEnd(0);
    while (at < text.length()) {
      int end = text.indexOf("\n" + delimiter, at - 1);
      part(at, end < 0 ? text.length() : Math.max(at, end));
      if (end < 0) {
        return;
      }
      at = lineEnd(end + 1);
    }
  }

  private void part(int from, int to) {
    String name = null;
    int at = from;
    while (at < to) {
      int end = Math.min(lineEnd(at), to);
      String line = text.substring(at, end).strip();
      if (line.isEmpty()) {
        body(name, end, to);
        return;
      }
      String named = header(line, at);
      name = named == null ? name : named;
      at = end;
    }
  }

  /// The name of the part, when this header says it.
  private @Nullable String header(String line, int at) {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      return null;
    }
    String header = line.substring(0, colon).toLowerCase(Locale.ROOT);
    String value = line.substring(colon + 1).strip();
    if (!SafeHeaders.contains(header)) {
      int from = text.indexOf(value, at + colon + 1);
      if (!value.isEmpty() && !Placeholder.isWhole(value)) {
        spans.add(
            new Span(
                from, from + value.length(), "header", value.length(), RedactionReason.HEADER));
      }
      return null;
    }
    return header.equals("content-disposition") ? parameter(value) : null;
  }

  private static @Nullable String parameter(String disposition) {
    int start = disposition.indexOf(" name=");
    if (start < 0) {
      start = disposition.indexOf(";name=");
    }
    if (start < 0) {
      return null;
    }
    String name = disposition.substring(start + 6);
    if (name.startsWith("\"")) {
      int close = name.indexOf('"', 1);
      return name.substring(1, close < 0 ? name.length() : close);
    }
    int end = name.indexOf(';');
    return end < 0 ? name : name.substring(0, end);
  }

  private void body(@Nullable String name, int from, int to) {
    int end = to;
    while (end > from && (text.charAt(end - 1) == '\r' || text.charAt(end - 1) == '\n')) {
      end--;
    }
    if (name == null || end <= from || !SecretNames.isSecretParameter(name)) {
      return;
    }
    String value = text.substring(from, end);
    if (!Placeholder.isWhole(value)) {
      String shown = SecretNames.shown(name);
      captures.capture(shown, value);
      spans.add(new Span(from, end, shown, value.length(), RedactionReason.NAME));
    }
  }

  /// After the line feed.
  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end + 1;
  }
}
