package dev.clew.engine.http;

/// A header field as it is sent or was received.
public record Header(String name, String value) {
  /// Whether the name and the value can stand in a request (RFC 9110 §5.1, §5.5): a token, and no
  /// control character, so that a value from an answer cannot smuggle a header of its own.
  public boolean isSendable() {
    if (name.isEmpty()) {
      return false;
    }
    for (int at = 0; at < name.length(); at++) {
      char unit = name.charAt(at);
      boolean token =
          (unit >= '0' && unit <= '9')
              || (unit >= 'a' && unit <= 'z')
              || (unit >= 'A' && unit <= 'Z')
              || "!#$%&'*+-.^_`|~".indexOf(unit) >= 0;
      if (!token) {
        return false;
      }
    }
    for (int at = 0; at < value.length(); at++) {
      char unit = value.charAt(at);
      if ((unit < 0x20 && unit != '\t') || unit == 0x7f || unit > 0xff) {
        return false;
      }
    }
    return true;
  }
}
