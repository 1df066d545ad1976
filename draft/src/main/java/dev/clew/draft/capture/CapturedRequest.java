package dev.clew.draft.capture;

import dev.clew.core.json.Json;
import dev.clew.draft.text.Field;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One request as it was captured, with its secrets still in it. Never printed.
///
/// @param answer absent when the source knows none, as a curl command
public record CapturedRequest(
    String method,
    Target target,
    List<Field> headers,
    @Nullable Body body,
    @Nullable Answer answer) {

  /// What was sent.
  sealed interface Body {
    record Text(String text) implements Body {}

    /// `-d @file`: only the file's name is known.
    record InFile(String file) implements Body {}
  }

  /// @param body absent when it was not JSON
  record Answer(int status, @Nullable Json body) {}

  public CapturedRequest {
    headers = List.copyOf(headers);
  }

  /// The media type in lower case without parameters; empty when there is none.
  public String mediaType() {
    for (Field header : headers) {
      if (header.name().equalsIgnoreCase("Content-Type")) {
        return mediaType(header.value());
      }
    }
    return "";
  }

  public static String mediaType(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  public static boolean isJson(String mediaType) {
    return mediaType.equals("application/json")
        || mediaType.equals("text/json")
        || mediaType.endsWith("+json");
  }

  @Override
  public String toString() {
    return "CapturedRequest[" + method + " " + target.origin() + "]";
  }
}
