package dev.clew.redaction;

import dev.clew.core.ledger.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The secrets that a process is given: in variables of its environment and on its command line.
public final class ProcessSecrets {
  /// By their words these are secrets, and by what every system puts there they are none.
  private static final Set<String> PUBLIC_VARIABLES =
      Set.of("PWD", "OLDPWD", "XDG_SESSION_ID", "TERM_SESSION_ID", "XDG_SESSION_COOKIE");

  private ProcessSecrets() {}

  /// Whether a variable is named like a secret and is a folder or a number of a session.
  public static boolean isPublic(String variable) {
    return PUBLIC_VARIABLES.contains(variable);
  }

  /// What of each variable may be written down; learns the secrets that stand in them. All of it
  /// when nothing is redacted.
  ///
  /// @param kept names of variables that the user wants kept
  public static List<RecordedVariable> variables(
      Redactor redactor, Map<String, String> environment, Set<String> kept) {
    List<RecordedVariable> variables = new ArrayList<>(environment.size());
    environment.forEach((name, value) -> {
      if (isPublic(name)) {
        return;
      }
      if (redactor instanceof Unredacted) {
        variables.add(new RecordedVariable(name, value, true, List.of()));
        return;
      }
      RecordedVariable variable = RecordedVariable.of(name, value, kept);
      variable.secrets().forEach(secret -> redactor.learn(secret.name(), secret.value()));
      if (!Placeholder.isWhole(variable.shown())) {
        redactor.keep(name);
      }
      variables.add(variable);
    });
    return variables;
  }

  /// The words of a command line without the secrets that their neighbours name, which are learned:
  /// `--password VALUE`, `--password=VALUE`, `-Ddb.password=VALUE`, `TOKEN=VALUE`.
  public static List<String> redacted(Redactor redactor, List<String> words) {
    if (redactor instanceof Unredacted) {
      return List.copyOf(words);
    }
    List<String> redacted = new ArrayList<>(words.size());
    String named = "";
    for (String word : words) {
      int equals = word.indexOf('=');
      if (!named.isEmpty() && !word.startsWith("-")) {
        redacted.add(secret(redactor, named, word));
        named = "";
        continue;
      }
      String name = withoutDashes(equals < 0 ? word : word.substring(0, equals));
      boolean isSecret = SecretNames.isSecret(name) && isName(name);
      if (isSecret && equals >= 0) {
        redacted.add(
            word.substring(0, equals + 1) + secret(redactor, name, word.substring(equals + 1)));
      } else {
        redacted.add(redactor.redact(word));
      }
      named = isSecret && equals < 0 && word.startsWith("-") ? name : "";
    }
    return List.copyOf(redacted);
  }

  private static String secret(Redactor redactor, String name, String value) {
    if (value.isEmpty()) {
      return value;
    }
    redactor.learn(SecretNames.shown(name), value);
    return Placeholder.of(SecretNames.shown(name), value.length());
  }

  private static String withoutDashes(String word) {
    int at = 0;
    while (at < word.length() && word.charAt(at) == '-') {
      at++;
    }
    return word.substring(at);
  }

  /// A text that ends with such a word is none: `echo the token`.
  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(unit -> Characters.isLetterOrDigit((char) unit) || "_-.:".indexOf(unit) >= 0);
  }
}
