package dev.clew.contract;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Media types (RFC 9110 §8.3) and cookies, as far as contracts need them.
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

  /// The names in a `Cookie` header (RFC 6265 §4.2.1).
  static Set<String> cookies(@Nullable String header) {
    Set<String> names = new HashSet<>();
    if (header != null) {
      for (String pair : header.split(";", -1)) {
        names.add(pair.split("=", 2)[0].strip());
      }
    }
    return names;
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
