package dev.clew.redaction.value;

import com.google.re2j.Pattern;
import dev.clew.redaction.name.SecretVariables;

/// How to reach a server, in one text: a URL (`postgres://app:…@db:5432/shop`, also `jdbc:…`), or
/// names and values (`Server=db;User Id=app;Password=…`, `host=db user=app password=…`).
public final class ConnectionText {
  private static final Pattern URL =
      Pattern.compile("(?i)(?:jdbc:|jdbc:[a-z0-9]+:)?[a-z][a-z0-9+.-]*://\\S+");
  private static final Pattern PAIRS =
      Pattern.compile("\\s*[A-Za-z][\\w .]{0,40}=[^;]*(?:;\\s*[A-Za-z][\\w .]{0,40}=[^;]*)+;?\\s*");
  private static final Pattern WORDS =
      Pattern.compile("[a-z_]{2,30}=(?:'[^']*'|\\S+)(?: +[a-z_]{2,30}=(?:'[^']*'|\\S+))+");
  private static final Pattern HOST =
      Pattern.compile(
          "(?i)(?:.*[; ])?(?:server|host|data source|endpoint|accountname|defaultendpointsprotocol|addr|tcp)=.*");

  private ConnectionText() {}

  /// A text of pairs is one only when it names a server.
  public static boolean isOne(String value) {
    return URL.matches(value) || isPairs(value);
  }

  /// `host=db user=app`, and nothing in it that could be a password.
  public static boolean hasNoCredentials(String value) {
    if (!isPairs(value)) {
      return false;
    }
    for (String pair : value.split("[; ]", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? "" : pair.substring(0, equals);
      if (SecretVariables.hasSecretWord(name) || !PlainValues.isPlain(pair.substring(equals + 1))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPairs(String value) {
    return HOST.matches(value) && (PAIRS.matches(value) || WORDS.matches(value));
  }
}
