package dev.clew.draft.capture;

import dev.clew.draft.text.Field;
import java.util.Locale;
import java.util.Set;

/// Headers that say something about the browser and its connection and not about the request, and
/// those that clew makes itself.
public final class HeaderNoise {
  private static final Set<String> NAMES =
      Set.of(
          "accept-encoding",
          "accept-language",
          "alt-used",
          "cache-control",
          "connection",
          "content-length",
          "dnt",
          "expect",
          "host",
          "if-modified-since",
          "if-none-match",
          "keep-alive",
          "origin",
          "pragma",
          "priority",
          "proxy-connection",
          "purpose",
          "referer",
          "save-data",
          "te",
          "traceparent",
          "tracestate",
          "transfer-encoding",
          "upgrade",
          "upgrade-insecure-requests",
          "user-agent",
          "x-client-data");

  private HeaderNoise() {}

  public static boolean isNoise(Field header) {
    String name = header.name().toLowerCase(Locale.ROOT);
    return NAMES.contains(name)
        || name.startsWith("sec-")
        || name.startsWith(":")
        || (name.equals("accept") && header.value().strip().equals("*/*"));
  }
}
