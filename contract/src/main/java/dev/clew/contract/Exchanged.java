package dev.clew.contract;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The media types of RFC 9110 §8.3, as far as contracts need them.
final class Exchanged {
  private Exchanged() {}

  /// `application/json` of `Application/JSON; charset=utf-8`; empty for none.
  static String mediaType(@Nullable String header) {
    if (header == null) {
      return "";
    }
    int parameters = header.indexOf(';');
    String type = parameters < 0 ? header : header.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  static boolean isJson(String mediaType) {
    return mediaType.equals("application/json")
        || mediaType.equals("text/json")
        || mediaType.endsWith("+json");
  }

  /// How narrowly a range such as `application/*` holds a type: 2 for the type itself, 1 for its
  /// kind, 0 for every type, -1 when it does not.
  static int fit(String range, String mediaType) {
    String wanted = mediaType(range);
    if (wanted.equals(mediaType)) {
      return 2;
    }
    if (wanted.equals("*/*")) {
      return 0;
    }
    return wanted.endsWith("/*") && mediaType.startsWith(wanted.substring(0, wanted.length() - 1))
        ? 1
        : -1;
  }
}
