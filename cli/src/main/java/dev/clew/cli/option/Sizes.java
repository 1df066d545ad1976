package dev.clew.cli.option;

import dev.clew.core.Refusal;
import dev.clew.document.PageLimit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as people write them: `500kB`, `5MB`, `1GB`, `64MiB`; a number alone is bytes.
public final class Sizes {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}) ?(b|kb|mb|gb|kib|mib|gib)?");
  private static final Map<String, Long> UNITS =
      Map.of(
          "b",
          1L,
          "kb",
          1_000L,
          "mb",
          1_000_000L,
          "gb",
          1_000_000_000L,
          "kib",
          1L << 10,
          "mib",
          1L << 20,
          "gib",
          1L << 30);

  private Sizes() {}

  /// @throws Refusal when it is no size
  static PageLimit pageLimit(String text) {
    return text.equals("none")
        ? PageLimit.NONE
        : PageLimit.ofPage(bytes(text, "--page-limit", ", or none"));
  }

  /// @param option what it was given to, for the message
  /// @throws Refusal when it is no size
  public static long bytes(String text, String option) {
    return bytes(text, option, "");
  }

  /// The shortest that [#bytes] reads as the same.
  public static String written(long bytes) {
    for (String unit : List.of("GiB", "GB", "MiB", "MB", "KiB", "kB")) {
      long factor = UNITS.getOrDefault(unit.toLowerCase(Locale.ROOT), 1L);
      if (bytes >= factor && bytes % factor == 0) {
        return bytes / factor + unit;
      }
    }
    return Long.toString(bytes);
  }

  private static long bytes(String text, String option, String otherwise) {
    Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw Refusal.invalid(
          option + " " + text + ": a size such as 5MB or 500kB is wanted" + otherwise);
    }
    long unit = UNITS.getOrDefault(size.group(2) == null ? "b" : size.group(2), 1L);
    return Long.parseLong(size.group(1)) * unit;
  }
}
