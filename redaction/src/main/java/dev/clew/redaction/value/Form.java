package dev.clew.redaction.value;

import dev.clew.redaction.text.Characters;

/// One spelling of a secret, in lower case, as [Automaton] looks for it.
///
/// @param left whether the character before it, in base64, carries bits of the secret too
/// @param right whether the character after it does; then padding goes as well
public record Form(String text, Secret secret, boolean left, boolean right) {
  private static final int WHOLE_CHARS = 128;
  private static final int ANCHOR_CHARS = 64;

  static Form of(String text, Secret secret) {
    return new Form(Characters.lower(text), secret, false, false);
  }

  /// How much of it is in the automaton. The rest of a long one is compared in place, so that a
  /// token of kilobytes costs the automaton no more than a short one.
  public int anchorLength() {
    return text.length() <= WHOLE_CHARS ? text.length() : ANCHOR_CHARS;
  }
}
