package dev.clew.redaction.name;

import dev.clew.redaction.text.Characters;
import java.util.List;
import java.util.Set;

/// The headers whose values are kept. An allowlist, because a list of secret headers leaks every
/// header that somebody invents (ts-store #163). What is kept is still cleaned by value, by pattern
/// and as a URL.
///
/// Source: the IANA registry of HTTP field names, without those that carry credentials, cookies,
/// addresses or free text of the application.
public final class SafeHeaders {
  private static final Set<String> NAMES =
      Set.of(
          // RFC 9110, RFC 9111, RFC 9112
          "accept",
          "accept-charset",
          "accept-encoding",
          "accept-language",
          "accept-ranges",
          "age",
          "allow",
          "cache-control",
          "connection",
          "content-encoding",
          "content-language",
          "content-length",
          "content-location",
          "content-range",
          "content-type",
          "date",
          "etag",
          "expect",
          "expires",
          "host",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "keep-alive",
          "last-modified",
          "location",
          "max-forwards",
          "mime-version",
          "pragma",
          "range",
          "retry-after",
          "server",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "vary",
          "via",
          "warning",
          // other standards: RFC 8288, 6797, 6266, 5789, 7240, 9530, 9745, 8594, 8246, CORS
          "accept-patch",
          "accept-post",
          "accept-query",
          "access-control-allow-credentials",
          "access-control-allow-headers",
          "access-control-allow-methods",
          "access-control-allow-origin",
          "access-control-expose-headers",
          "access-control-max-age",
          "access-control-request-headers",
          "access-control-request-method",
          "alt-svc",
          "content-digest",
          "content-disposition",
          "content-transfer-encoding",
          "deprecation",
          "digest",
          "link",
          "origin",
          "prefer",
          "preference-applied",
          "priority",
          "repr-digest",
          "server-timing",
          "strict-transport-security",
          "sunset",
          "timing-allow-origin",
          "want-digest",
          "x-content-type-options",
          "x-frame-options",
          "x-powered-by",
          // tracing, retries and limits, which is what a debugger is for
          "b3",
          "idempotency-key",
          "request-id",
          "traceparent",
          "tracestate",
          "x-b3-parentspanid",
          "x-b3-sampled",
          "x-b3-spanid",
          "x-b3-traceid",
          "x-cache",
          "x-correlation-id",
          "x-request-id",
          "x-retry-after",
          "x-runtime",
          "x-trace-id",
          "x-amzn-requestid",
          "x-amzn-trace-id",
          "x-amz-request-id",
          "x-ms-request-id",
          "x-github-request-id",
          "cf-ray",
          "cf-cache-status",
          "grpc-status",
          "grpc-message",
          "grpc-encoding",
          // pseudo headers of RFC 9113
          ":authority",
          ":method",
          ":path",
          ":scheme",
          ":status");

  private static final List<String> PREFIXES =
      List.of("ratelimit", "x-ratelimit", "x-rate-limit", "sec-fetch-", "sec-ch-ua");

  /// Only the scheme of these is kept: `Bearer realm=…`.
  private static final Set<String> SCHEME_ONLY = Set.of("www-authenticate", "proxy-authenticate");

  private SafeHeaders() {}

  public static boolean contains(String name) {
    String lower = Characters.lower(name);
    if (NAMES.contains(lower)) {
      return true;
    }
    for (String prefix : PREFIXES) {
      if (lower.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  public static boolean keepsScheme(String name) {
    return SCHEME_ONLY.contains(Characters.lower(name));
  }
}
