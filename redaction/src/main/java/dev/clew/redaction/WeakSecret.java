package dev.clew.redaction;

/// A declared secret whose value cannot be looked for in text, because too much else would match.
/// Only members, parameters and records of its name are redacted; the user should be told.
public record WeakSecret(String name, Reason reason) {
  public enum Reason {
    /// Fewer than [SecretRedactor#MIN_VALUE_CHARS] characters.
    TOO_SHORT,
    /// A word or number that ordinary text is full of, such as `admin` or `12345`.
    COMMON;

    /// Completes the sentence "its value is …".
    public String words() {
      return switch (this) {
        case TOO_SHORT -> "shorter than " + SecretRedactor.MIN_VALUE_CHARS + " characters";
        case COMMON -> "a word or number that ordinary text is full of";
      };
    }
  }
}
