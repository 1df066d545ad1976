package dev.clew.cli.exec;

import dev.clew.cli.CliException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/// Files by a pattern, as Java's globs are written: `*`, `?`, `[a-z]`, `{pdf,html}`, and `**` over
/// folders, also over none.
///
/// @param pattern as the user gave it
/// @param base the folder below which it can match
/// @param depth how many folders below that
record Glob(String pattern, Path base, int depth, List<PathMatcher> matchers) {
  private static final String MAGIC = "*?[{\\";
  private static final String DEEP = "**";

  Glob {
    matchers = List.copyOf(matchers);
  }

  /// @param option what it was given to, for the message
  static Glob of(Path folder, String pattern, String option) {
    String trimmed = pattern.startsWith("./") ? pattern.substring(2) : pattern;
    if (trimmed.isBlank() || trimmed.endsWith("/") || trimmed.indexOf('\0') >= 0) {
      throw CliException.usage(option + " takes a pattern of files: '" + pattern + "' is none");
    }
    int fixed = 0;
    for (int at = 0; at < trimmed.length() && MAGIC.indexOf(trimmed.charAt(at)) < 0; at++) {
      fixed = trimmed.charAt(at) == '/' ? at + 1 : fixed;
    }
    Path base = folder.resolve(trimmed.substring(0, fixed)).normalize();
    String rest = trimmed.substring(fixed);
    boolean isDeep = rest.contains(DEEP) || (rest.indexOf('{') >= 0 && rest.indexOf('/') >= 0);
    int depth =
        isDeep ? ExecLimits.ARTIFACT_DEPTH : 1 + (int) rest.chars().filter(c -> c == '/').count();
    List<PathMatcher> matchers = new ArrayList<>();
    try {
      matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + rest));
      if (rest.contains("**/")) {
        matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + rest.replace("**/", "")));
      }
    } catch (PatternSyntaxException e) {
      throw CliException.usage(option + " '" + pattern + "': " + e.getDescription());
    }
    return new Glob(pattern, base, depth, matchers);
  }

  /// @param file absolute and normalised
  boolean matches(Path file) {
    if (!file.startsWith(base)) {
      return false;
    }
    Path below = base.relativize(file);
    return matchers.stream().anyMatch(matcher -> matcher.matches(below));
  }
}
