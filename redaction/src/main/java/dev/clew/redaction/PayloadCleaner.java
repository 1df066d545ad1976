package dev.clew.redaction;

import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import dev.clew.redaction.scan.Multipart;
import dev.clew.redaction.scan.Parameters;
import dev.clew.redaction.text.LoneSurrogates;
import dev.clew.redaction.text.Pointer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Takes the secrets out of a payload, by what its content type says and, where that says nothing,
/// by how it starts.
final class PayloadCleaner {
  private static final Pointer WHERE = Pointer.of("raw");
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final TextCleaner text;
  private final JsonCleaner json;

  PayloadCleaner(TextCleaner text, JsonCleaner json) {
    this.text = text;
    this.json = json;
  }

  /// The text of a payload; null when it is binary. Text with zero characters is UTF-16 or a file
  /// format, in which no spelling of a secret would be found.
  static @Nullable String textOf(Payload payload) {
    String text = payload.text();
    return text == null || text.indexOf('\0') >= 0 ? null : text;
  }

  /// @param payload that [#textOf] is the text of
  Payload clean(Payload payload, String content, String contentType) {
    String cleaned = clean(content, contentType.toLowerCase(Locale.ROOT));
    return cleaned.equals(content) ? payload : Payload.of(cleaned);
  }

  private String clean(String content, String contentType) {
    if (contentType.contains("json") || startsLikeJson(content)) {
      Json value = parse(content);
      if (value != null) {
        Json cleaned = json.clean(value, WHERE);
        return JsonCleaner.isSame(value, cleaned)
            ? content
            : LoneSurrogates.escaped(JsonWriter.compact(cleaned));
      }
    }
    return text.clean(content, WHERE, format(contentType));
  }

  private static TextCleaner.Finder format(String contentType) {
    if (contentType.startsWith("application/x-www-form-urlencoded")) {
      return Parameters::findInForm;
    }
    return contentType.startsWith("multipart/") ? Multipart::find : TextCleaner.Finder.NONE;
  }

  private static @Nullable Json parse(String content) {
    try {
      return JsonText.parse(withoutMark(content));
    } catch (JsonText.Malformed e) {
      return null;
    }
  }

  private static boolean startsLikeJson(String content) {
    String start = withoutMark(content.substring(0, Math.min(64, content.length()))).strip();
    return start.startsWith("{") || start.startsWith("[");
  }

  private static String withoutMark(String content) {
    return !content.isEmpty() && content.charAt(0) == BYTE_ORDER_MARK
        ? content.substring(1)
        : content;
  }
}
