package dev.clew.draft.capture;

import dev.clew.draft.text.Draft;
import dev.clew.draft.text.SafeNames;
import dev.clew.redaction.SecretRedactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The secrets of a capture, each of which becomes an input. Two requests with the same secret
/// share its input.
public final class SecretInputs {
  private static final int MIN_DISTINCTIVE_CHARS = 8;
  private static final int MIN_OPAQUE_CHARS = 20;

  private final SafeNames names;
  private final Map<String, Draft.Input> byValue = new LinkedHashMap<>();
  private final Map<String, Draft.Input> cookies = new LinkedHashMap<>();
  private final SecretRedactor redactor = new SecretRedactor();

  SecretInputs(SafeNames names) {
    this.names = names;
  }

  /// The input for that value.
  ///
  /// @param name that it gets when it is new
  Draft.Input of(String value, String name, String description) {
    return byValue.computeIfAbsent(value, unseen -> input(name, description, "Text", names));
  }

  /// One input for all cookies that go to a host: they change from answer to answer.
  Draft.Input ofCookies(String host, String value) {
    Draft.Input input =
        cookies.computeIfAbsent(
            host, unseen -> input("cookie", "header Cookie of " + host, "Text", names));
    byValue.putIfAbsent(value, input);
    return input;
  }

  public static Draft.Input input(String name, String description, String type, SafeNames names) {
    String free = names.unique(SafeNames.identifier(name), "secret");
    String sample =
        name.equals("basic-auth")
            ? "\"$(printf %s USER:PASSWORD | base64 | tr -d '\\n')\""
            : free.toUpperCase(Locale.ROOT).replace('-', '_');
    return new Draft.Input(free, type, true, description, sample);
  }

  List<Draft.Input> all() {
    return new ArrayList<>(new LinkedHashSet<>(byValue.values()));
  }

  /// Values that are looked for in other values. Plain words are not: a password `customer` must
  /// not turn every path with that word into a secret.
  Map<String, Draft.Input> distinctive() {
    Map<String, Draft.Input> found = new LinkedHashMap<>();
    byValue.forEach((value, input) -> {
      if (value.length() >= MIN_DISTINCTIVE_CHARS && !value.matches("[\\p{L} _-]+")) {
        found.put(value, input);
      }
    });
    return found;
  }

  /// Whether the redactor's patterns find a secret in it: a token of a known form, a URL with a
  /// password, an assignment.
  boolean looksSecret(String value) {
    return !redactor.redact(value).equals(value);
  }

  /// For headers of which nothing is known: one long run of letters and digits is more likely a key
  /// than a word.
  static boolean isOpaque(String value) {
    return value.length() >= MIN_OPAQUE_CHARS
        && value.matches("[A-Za-z0-9+/=_.~:-]+")
        && value.matches(".*[0-9].*")
        && value.matches(".*[A-Za-z].*")
        && !value.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  }
}
