package dev.clew.languagesih.reader;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Names and values of headers, RFC 9110 §5.1 and §5.5.
public final class HeaderSyntax {
  private HeaderSyntax() {}

  static @Nullable String nameFault(String name) {
    for (int at = 0; at < name.length(); at++) {
      if (!isTokenChar(name.charAt(at))) {
        return "'" + name + "' is not a header name";
      }
    }
    if (name.isEmpty()) {
      return "a header has no name";
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "content-length", "transfer-encoding", "connection", "upgrade", "expect", "host" ->
          "header '" + name + "' is made by clew and cannot be given";
      default -> null;
    };
  }

  static boolean isTokenChar(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9')
        || "!#$%&'*+-.^_`|~".indexOf(unit) >= 0;
  }
}
