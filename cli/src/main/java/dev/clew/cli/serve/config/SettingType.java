package dev.clew.cli.serve.config;

import dev.clew.cli.option.Sizes;
import dev.clew.core.Refusal;
import dev.clew.report.terminal.Durations;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the value of a setting is.
sealed interface SettingType {
  /// Anything but nothing.
  record Text() implements SettingType {}

  /// Text that is never shown, and not said on a command line, which others can list.
  record Secret() implements SettingType {}

  /// A path; in a configuration file it begins where the file is.
  record FileName() implements SettingType {}

  /// Several texts.
  record Texts() implements SettingType {}

  /// `true` or `false`.
  record Flag() implements SettingType {}

  /// One of these words.
  record Choice(List<String> words) implements SettingType {
    public Choice {
      words = List.copyOf(words);
    }
  }

  /// A whole number, both bounds included.
  record Whole(int min, int max) implements SettingType {}

  /// Bytes, as people write them: `64MiB`.
  record Size(long min, long max) implements SettingType {}

  /// A duration, as people write it: `90s`.
  record Span(Duration min, Duration max) implements SettingType {}

  SettingType TEXT = new Text();
  SettingType SECRET = new Secret();
  SettingType FILE_NAME = new FileName();
  SettingType TEXTS = new Texts();
  SettingType FLAG = new Flag();
  SettingType SIZE = new Size(1_000, 1 << 30);

  /// Of what stands on a disk.
  SettingType DISK_SIZE = new Size(1_000, 1L << 50);

  SettingType SPAN = new Span(Duration.ofMillis(100), Duration.ofHours(1));

  /// What is wrong with a value, going on from the name of the setting; null when nothing is.
  static @Nullable String complaint(SettingType type, String text) {
    return switch (type) {
      case Text any -> text.isBlank() ? "must not be empty" : null;
      case Secret any -> text.isBlank() ? "must not be empty" : null;
      case FileName any -> text.isBlank() ? "must not be empty" : null;
      case Texts any -> text.isBlank() ? "must not be empty" : null;
      case Flag any ->
          text.equals("true") || text.equals("false")
              ? null
              : "must be true or false, not '" + text + "'";
      case Choice choice ->
          choice.words().contains(text)
              ? null
              : "must be one of " + String.join(", ", choice.words()) + ", not '" + text + "'";
      case Whole whole -> complaint(whole, text);
      case Size size -> complaint(size, text);
      case Span span -> complaint(span, text);
    };
  }

  private static @Nullable String complaint(Whole whole, String text) {
    boolean fits =
        text.matches("[0-9]{1,9}")
            && Integer.parseInt(text) >= whole.min()
            && Integer.parseInt(text) <= whole.max();
    return fits
        ? null
        : "must be a whole number from "
            + whole.min()
            + " to "
            + whole.max()
            + ", not '"
            + text
            + "'";
  }

  private static @Nullable String complaint(Size size, String text) {
    try {
      long bytes = Sizes.bytes(text, "");
      if (bytes >= size.min() && bytes <= size.max()) {
        return null;
      }
    } catch (Refusal e) {
      // Said below, with the bounds.
    }
    return "must be a size such as 64MiB, from "
        + Sizes.written(size.min())
        + " to "
        + Sizes.written(size.max())
        + ", not '"
        + text
        + "'";
  }

  private static @Nullable String complaint(Span span, String text) {
    try {
      Duration duration = Durations.parse(text, "");
      if (duration.compareTo(span.min()) >= 0 && duration.compareTo(span.max()) <= 0) {
        return null;
      }
    } catch (Refusal e) {
      // Said below, with the bounds.
    }
    return "must be a duration such as 90s, from "
        + Durations.written(span.min())
        + " to "
        + Durations.written(span.max())
        + ", not '"
        + text
        + "'";
  }
}
