package dev.clew.diff.mask;

import java.util.Locale;
import java.util.Set;

/// What the name of a member or header says about its values.
public final class Names {
  private static final Set<String> VOLATILE_HEADERS =
      Set.of(
          "age",
          "cf-ray",
          "content-length",
          "date",
          "etag",
          "expires",
          "last-modified",
          "server-timing",
          "set-cookie",
          "traceparent",
          "tracestate",
          "x-cache",
          "x-response-time",
          "x-runtime",
          "x-served-by",
          "x-timer");

  private static final Set<String> TIME_WORDS =
      Set.of("at", "created", "date", "exp", "expires", "iat", "nbf", "time", "timestamp", "ts");
  private static final Set<String> DURATION_WORDS =
      Set.of("duration", "elapsed", "latency", "ms", "took", "uptime");
  private static final Set<String> ID_WORDS =
      Set.of(
          "correlation",
          "cursor",
          "etag",
          "guid",
          "id",
          "ids",
          "jti",
          "nonce",
          "session",
          "span",
          "token",
          "trace",
          "ulid",
          "uuid");
  private static final Set<String> DIGEST_WORDS =
      Set.of("checksum", "digest", "hash", "md5", "sha1", "sha256", "sha512");

  private Names() {}

  /// Headers that say something about this one exchange.
  ///
  /// @param header in lower case
  public static boolean isVolatileHeader(String header) {
    return VOLATILE_HEADERS.contains(header)
        || header.endsWith("request-id")
        || header.endsWith("correlation-id")
        || header.endsWith("trace-id")
        || header.startsWith("x-ratelimit-")
        || header.startsWith("ratelimit-")
        || header.startsWith("x-b3-");
  }

  static boolean isTime(String name) {
    return TIME_WORDS.contains(lastWord(name));
  }

  static boolean isDuration(String name) {
    return DURATION_WORDS.contains(lastWord(name));
  }

  static boolean isId(String name) {
    return ID_WORDS.contains(lastWord(name));
  }

  /// Content by its digest is content: it is not generated.
  static boolean isDigest(String name) {
    return DIGEST_WORDS.contains(lastWord(name));
  }

  /// `id` of `accountId`, `account_id` and `account-id`, in lower case. `ID` at the end is one
  /// word.
  static String lastWord(String name) {
    int start = name.length();
    while (start > 0) {
      char unit = name.charAt(start - 1);
      if (unit == '_' || unit == '-' || unit == '.' || unit == ' ') {
        break;
      }
      start--;
      boolean upper = Character.isUpperCase(unit);
      if (upper && (start == 0 || !Character.isUpperCase(name.charAt(start - 1)))) {
        break;
      }
    }
    return name.substring(start).toLowerCase(Locale.ROOT);
  }
}
