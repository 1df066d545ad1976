package dev.clew.redaction;

import dev.clew.redaction.name.HarmlessVariables;
import dev.clew.redaction.name.SecretNames;
import dev.clew.redaction.name.SecretVariables;
import dev.clew.redaction.scan.Captures;
import dev.clew.redaction.scan.Parameters;
import dev.clew.redaction.scan.TextScan;
import dev.clew.redaction.text.Characters;
import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.Spans;
import dev.clew.redaction.text.Words;
import dev.clew.redaction.value.CommonValues;
import dev.clew.redaction.value.ConnectionText;
import dev.clew.redaction.value.PlainValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What of one environment variable may be written down. Fails closed: a value is kept when its
/// variable is one of which everybody knows what it holds ([HarmlessVariables]), when the user says
/// so, or when name and value are plainly harmless ([PlainValues]).
///
/// @param shown its value, or what is left of it; a placeholder for all of it when it is withheld
/// @param isWhole whether that is the value
/// @param secrets what is a secret in it and is to be taken out of everything else too
public record RecordedVariable(String name, String shown, boolean isWhole, List<Learnt> secrets) {
  /// As what to call a value that is not kept and whose name says nothing.
  private static final String NOT_KEPT = "variable";

  private static final Set<String> DIGESTS =
      Set.of("sha", "commit", "revision", "rev", "digest", "checksum");

  public RecordedVariable {
    secrets = List.copyOf(secrets);
  }

  /// A value that is one of secrets.
  public record Learnt(String name, String value) {}

  /// @param kept names of variables that the user wants kept
  public static RecordedVariable of(String name, String value, Set<String> kept) {
    Spans found = new Spans();
    TextScan.find(value, Captures.NONE, found);
    if (kept.contains(name) && SecretNames.isSecret(name)) {
      return new RecordedVariable(name, value, true, List.of());
    }
    if (!found.isEmpty() && (isKeptByName(name, kept) || ConnectionText.isOne(value))) {
      RecordedVariable masked = masked(name, value, found);
      return PlainValues.looksRandom(masked.shown()) && !isKeptByName(name, kept)
          ? withheld(name, value, true)
          : masked;
    }
    if (found.isEmpty()
        && (isKeptByName(name, kept)
            || isPlain(name, value)
            || ConnectionText.hasNoCredentials(value))) {
      return new RecordedVariable(name, value, true, List.of());
    }
    return withheld(name, value, !found.isEmpty());
  }

  private static boolean isKeptByName(String name, Set<String> kept) {
    return kept.contains(name) || HarmlessVariables.contains(name);
  }

  private static boolean isPlain(String name, String value) {
    if (value.isEmpty()) {
      return true;
    }
    if (SecretVariables.hasSecretWord(name)) {
      return !SecretVariables.isNamedLikeSecret(name) && PlainValues.isPlainStructure(value);
    }
    return PlainValues.isPlain(value) || isDigest(name, value);
  }

  /// Of a commit or a file, which is public.
  private static boolean isDigest(String name, String value) {
    List<String> words = Words.of(name);
    return !words.isEmpty()
        && DIGESTS.contains(words.getLast())
        && value.length() >= 7
        && value.length() <= 64
        && value.chars().allMatch(unit -> Characters.isLowerHex((char) unit));
  }

  private static RecordedVariable masked(String name, String value, Spans found) {
    StringBuilder shown = new StringBuilder();
    List<Learnt> secrets = new ArrayList<>();
    int from = 0;
    for (Span span : found.merged()) {
      String secret = value.substring(span.from(), span.to());
      shown.append(value, from, span.from()).append(Placeholder.of(span.name(), secret.length()));
      secrets.add(new Learnt(span.name(), secret));
      String decoded = Parameters.decode(secret.replace("+", "%2B"));
      if (!decoded.equals(secret)) {
        secrets.add(new Learnt(span.name(), decoded));
      }
      from = span.to();
    }
    shown.append(value, from, value.length());
    return new RecordedVariable(name, shown.toString(), false, secrets);
  }

  private static RecordedVariable withheld(String name, String value, boolean looksSecret) {
    boolean isNamed = SecretVariables.isNamedLikeSecret(name) || SecretNames.isSecret(name);
    boolean isStructure = PlainValues.isPlainStructure(value);
    boolean isWord = SecretVariables.isWeak(name) && !CommonValues.isWorthCapturing(value);
    boolean learns =
        looksSecret
            || (isNamed && !isStructure && !isWord)
            || (!isStructure && PlainValues.looksRandom(value) && value.indexOf(' ') < 0);
    return new RecordedVariable(
        name,
        Placeholder.of(isNamed ? name : NOT_KEPT, value.length()),
        false,
        learns ? List.of(new Learnt(isNamed ? name : NOT_KEPT, value)) : List.of());
  }
}
