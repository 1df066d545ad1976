package dev.clew.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/// A way to write a secret, made with other code than the redactor's, and what must not be left of
/// it.
enum Spelling {
  RAW,
  UPPER,
  LOWER,
  PERCENT,
  PERCENT_LOWER,
  PERCENT_ALL,
  FORM,
  DOUBLE_PERCENT,
  JSON,
  JSON_SLASHES,
  JSON_ALL,
  JSON_TWICE,
  JSON_PERCENT,
  PERCENT_JSON,
  HTML,
  HTML_DECIMAL,
  HTML_HEXADECIMAL,
  HEX,
  HEX_UPPER,
  BASE64,
  BASE64_AFTER_1,
  BASE64_AFTER_2,
  BASE64_UNPADDED,
  BASE64_URL,
  BASE64_URL_AFTER_1,
  BASE64_URL_AFTER_2,
  BASIC,
  BASE64_PERCENT,
  BASE64_JSON;

  String of(String secret) {
    return switch (this) {
      case RAW -> secret;
      case UPPER -> secret.toUpperCase(Locale.ROOT);
      case LOWER -> secret.toLowerCase(Locale.ROOT);
      case PERCENT -> percent(secret);
      case PERCENT_LOWER -> lowerEscapes(percent(secret));
      case PERCENT_ALL -> percentAll(secret);
      case FORM -> URLEncoder.encode(secret, UTF_8);
      case DOUBLE_PERCENT -> percent(percent(secret));
      case JSON -> json(secret);
      case JSON_SLASHES -> json(secret).replace("/", "\\/");
      case JSON_ALL -> jsonAll(secret);
      case JSON_TWICE -> json(json(secret));
      case JSON_PERCENT -> json(percent(secret));
      case PERCENT_JSON -> percent(json(secret));
      case HTML -> html(secret);
      case HTML_DECIMAL -> references(secret, "&#%d;");
      case HTML_HEXADECIMAL -> references(secret, "&#x%x;");
      case HEX -> HexFormat.of().formatHex(secret.getBytes(UTF_8));
      case HEX_UPPER -> HexFormat.of().withUpperCase().formatHex(secret.getBytes(UTF_8));
      case BASE64 -> base64("", secret, "");
      case BASE64_AFTER_1 -> base64("u", secret, "tail");
      case BASE64_AFTER_2 -> base64("u:", secret, "");
      case BASE64_UNPADDED -> base64("", secret, "").replace("=", "");
      case BASE64_URL -> url(base64("", secret, ""));
      case BASE64_URL_AFTER_1 -> url(base64("~", secret, ""));
      case BASE64_URL_AFTER_2 -> url(base64("~?", secret, "?"));
      case BASIC -> base64("someone@example.org:", secret, "");
      case BASE64_PERCENT -> percent(base64("", secret, ""));
      case BASE64_JSON -> base64("", secret, "").replace("/", "\\/");
    };
  }

  /// The part of it that says nothing but the secret.
  String core(String secret) {
    return switch (this) {
      case BASE64, BASE64_UNPADDED -> sextets("", secret);
      case BASE64_AFTER_1 -> sextets("u", secret);
      case BASE64_AFTER_2 -> sextets("u:", secret);
      case BASE64_URL -> url(sextets("", secret));
      case BASE64_URL_AFTER_1 -> url(sextets("~", secret));
      case BASE64_URL_AFTER_2 -> url(sextets("~?", secret));
      case BASIC -> sextets("someone@example.org:", secret);
      default -> of(secret);
    };
  }

  private static String base64(String before, String secret, String after) {
    return Base64.getEncoder().encodeToString((before + secret + after).getBytes(UTF_8));
  }

  private static String sextets(String before, String secret) {
    int first = (before.getBytes(UTF_8).length * 8 + 5) / 6;
    int end = (before + secret).getBytes(UTF_8).length * 8 / 6;
    return base64(before, secret, "").substring(first, end);
  }

  private static String url(String base64) {
    return base64.replace('+', '-').replace('/', '_');
  }

  private static String percent(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static String lowerEscapes(String text) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == '%') {
        out.append(text.substring(at, at + 3).toLowerCase(Locale.ROOT));
        at += 2;
      } else {
        out.append(text.charAt(at));
      }
    }
    return out.toString();
  }

  private static String percentAll(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(text.getBytes(UTF_8));
    StringBuilder out = new StringBuilder();
    for (byte octet : bytes.toByteArray()) {
      out.append(String.format("%%%02X", octet));
    }
    return out.toString();
  }

  private static String json(String text) {
    String quoted = Json.of(text).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String jsonAll(String text) {
    StringBuilder out = new StringBuilder();
    text.chars().forEach(unit -> out.append(String.format("\\u%04x", unit)));
    return out.toString();
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String references(String text, String format) {
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(point -> out.append(String.format(format, point)));
    return out.toString();
  }
}
