package dev.clew.redaction;

import dev.clew.redaction.name.SafeHeaders;
import dev.clew.redaction.name.SecretNames;
import dev.clew.redaction.scan.Captures;
import dev.clew.redaction.text.Characters;
import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.text.Pointer;
import dev.clew.redaction.text.RedactionReason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Headers fail closed: a value is kept only below a name of [SafeHeaders].
final class HeaderCleaner {
  private final TextCleaner text;
  private final Captures captures;

  HeaderCleaner(TextCleaner text, Captures captures) {
    this.text = text;
    this.captures = captures;
  }

  String clean(String name, String value, Pointer where) {
    if (SafeHeaders.contains(name)) {
      return text.clean(value, where);
    }
    if (value.isEmpty() || Placeholder.isWhole(value)) {
      return value;
    }
    if (SafeHeaders.keepsScheme(name)) {
      return withScheme(name, value, where);
    }
    String shown = "header";
    if (SecretNames.isSecret(name)) {
      shown = name;
      capture(name, value);
    }
    return text.replaced(shown, value.length(), RedactionReason.HEADER, where);
  }

  private String withScheme(String name, String value, Pointer where) {
    int space = value.indexOf(' ');
    String scheme = space < 0 ? value : value.substring(0, space);
    if (!scheme.chars().allMatch(unit -> Character.isLetterOrDigit(unit) || unit == '-')) {
      return text.replaced(name, value.length(), RedactionReason.HEADER, where);
    }
    String rest = space < 0 ? "" : value.substring(space + 1);
    if (rest.isEmpty() || Placeholder.isWhole(rest)) {
      return text.clean(value, where);
    }
    return text.cleanValues(scheme, where)
        + " "
        + text.replaced(name, rest.length(), RedactionReason.HEADER, where);
  }

  private void capture(String name, String value) {
    String lower = Characters.lower(name);
    if (lower.equals("cookie") || lower.equals("set-cookie")) {
      captureCookies(lower, value);
      return;
    }
    captures.capture(name, value);
    int space = value.indexOf(' ');
    if (space > 0) {
      String credentials = value.substring(space + 1).strip();
      captures.capture(name, credentials);
      if (Characters.lower(value.substring(0, space)).equals("basic")) {
        captureBasic(name, credentials);
      }
    }
  }

  /// RFC 7617: `user:password` in base64.
  private void captureBasic(String name, String credentials) {
    try {
      byte[] decoded = Base64.getDecoder().decode(credentials);
      String pair = new String(decoded, StandardCharsets.UTF_8);
      captures.capture(name, pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      // Not base64, so there is nothing inside it to be found elsewhere.
      return;
    }
  }

  /// RFC 6265: after the first pair, `Set-Cookie` has attributes of the cookie (`Path=/`).
  private void captureCookies(String name, String value) {
    for (String pair : value.split(";", name.equals("cookie") ? -1 : 2)) {
      int equals = pair.indexOf('=');
      captures.capture(name, unquoted(pair.substring(equals + 1).strip()));
      if (name.equals("set-cookie")) {
        return;
      }
    }
  }

  private static String unquoted(String value) {
    boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }
}
