package dev.clew.core;

import org.jspecify.annotations.Nullable;

/// One line for somebody who asked for something: what is so, and what can be done about it.
///
/// @param about the setting that is at fault; null when none is. The text then goes on from it
/// @param text what is so; a surface appends how the remedy is done
public record Advice(@Nullable Setting about, String text, @Nullable Remedy remedy) {
  public static Advice of(String text) {
    return new Advice(null, text, null);
  }

  public static Advice of(String text, @Nullable Remedy remedy) {
    return new Advice(null, text, remedy);
  }

  /// In words that fit every surface.
  public String plain() {
    return about == null ? text : about.words() + " " + text;
  }
}
