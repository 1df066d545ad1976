package dev.clew.command.file;

import dev.clew.command.journal.ExecLimits;
import dev.clew.core.Refusal;
import dev.clew.core.Setting;
import dev.clew.core.glob.Glob;
import java.nio.file.Path;

/// Files by a pattern ([Glob]), and where to look for them.
///
/// @param pattern as the user gave it
/// @param base the folder below which it can match
/// @param depth how many folders below that
/// @param rest the pattern from there on
public record FilePattern(String pattern, Path base, int depth, Glob below, String rest) {
  private static final String MAGIC = "*?[{\\";
  private static final String DEEP = "**";

  /// @param about what it was given to
  public static FilePattern of(Path folder, String pattern, Setting about) {
    String trimmed = pattern.startsWith("./") ? pattern.substring(2) : pattern;
    if (trimmed.isBlank() || trimmed.endsWith("/") || trimmed.indexOf('\0') >= 0) {
      throw Refusal.invalid(about, "takes a pattern of files: '" + pattern + "' is none");
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
    try {
      return new FilePattern(pattern, base, depth, Glob.of(rest), rest);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(about, "'" + pattern + "': " + e.getMessage());
    }
  }

  /// As a pattern of paths as they are shown: from the working folder, or absolute.
  public String shown(Path folder) {
    Path from = base.startsWith(folder) ? folder.relativize(base) : base;
    String prefix = Glob.escaped(from.toString());
    return prefix.isEmpty() || prefix.endsWith("/") ? prefix + rest : prefix + "/" + rest;
  }

  /// @param file absolute and normalised
  boolean matches(Path file) {
    return file.startsWith(base) && below.matches(base.relativize(file).toString());
  }
}
