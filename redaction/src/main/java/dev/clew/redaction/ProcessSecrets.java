package dev.clew.redaction;

import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Unredacted;
import dev.clew.redaction.scan.Captures;
import dev.clew.redaction.scan.CommandLineWords;
import dev.clew.redaction.scan.ShellText;
import dev.clew.redaction.scan.TextScan;
import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.text.RedactionReason;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.Spans;
import dev.clew.redaction.value.CommonValues;
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

  /// The words of a command line without their secrets, which are learned: what options and places
  /// of common tools hold ([CommandLineWords]), also inside a script that is one word, and what
  /// looks like a secret.
  public static List<String> redacted(Redactor redactor, List<String> words) {
    if (redactor instanceof Unredacted) {
      return List.copyOf(words);
    }
    List<Spans> cuts = new ArrayList<>(words.size());
    for (String word : words) {
      cuts.add(ofWord(word));
    }
    CommandLineWords.find(
        words,
        false,
        (word, from, to, name) ->
            cuts.get(word)
                .add(new Span(from, to, name, to - from, RedactionReason.pattern("command"))));
    for (int at = 0; at < words.size(); at++) {
      for (Span cut : cuts.get(at).all()) {
        learn(redactor, cut.name(), words.get(at).substring(cut.from(), cut.to()));
      }
    }
    List<String> redacted = new ArrayList<>(words.size());
    for (int at = 0; at < words.size(); at++) {
      redacted.add(redactor.redact(without(words.get(at), cuts.get(at).merged())));
    }
    return List.copyOf(redacted);
  }

  /// With what stands behind a scheme or a name in it: `Bearer …`, `sid=…`, `user:…`.
  private static void learn(Redactor redactor, String name, String value) {
    redactor.learn(name, value);
    for (char separator : new char[] {' ', '=', ':', '-'}) {
      int at = value.indexOf(separator);
      String rest = value.substring(at + 1);
      boolean isPart = separator == '-' ? at == 0 : at >= 0;
      if (isPart && CommonValues.isWorthCapturing(rest)) {
        redactor.learn(name, rest);
      }
    }
  }

  private static Spans ofWord(String word) {
    Spans spans = new Spans();
    TextScan.find(word, Captures.NONE, spans);
    int at = 0;
    while (at < word.length() && word.indexOf(' ') >= 0) {
      ShellText command = ShellText.of(word, at);
      CommandLineWords.find(
          command.words(),
          false,
          (index, from, to, name) ->
              spans.add(command.span(index, from, to, name, RedactionReason.pattern("command"))));
      at = Math.max(command.end(), at) + 1;
    }
    return spans;
  }

  private static String without(String word, List<Span> cuts) {
    StringBuilder kept = new StringBuilder();
    int from = 0;
    for (Span cut : cuts) {
      kept.append(word, from, cut.from()).append(Placeholder.of(cut.name(), cut.length()));
      from = cut.to();
    }
    return kept.append(word, from, word.length()).toString();
  }
}
