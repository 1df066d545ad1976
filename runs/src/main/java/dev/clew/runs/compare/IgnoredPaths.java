package dev.clew.runs.compare;

import dev.clew.core.Refusal;
import dev.clew.diff.PathPattern;
import dev.clew.runs.file.DiskFault;
import dev.clew.runs.file.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which facts make no difference, as somebody says it and from a file with one path a line; what
/// follows a `#` at the beginning of a line or after a space is a comment.
public final class IgnoredPaths {
  private static final String DEFAULT = ".clewignore";

  private static final WholeFile.Limit LIMIT = new WholeFile.Limit("ignore.file_bytes", 1 << 20);

  private IgnoredPaths() {}

  /// @param file null for `.clewignore` in this folder, if it is there
  /// @throws Refusal that names the line that is wrong
  public static List<PathPattern> of(List<PathPattern> given, @Nullable Path file) {
    List<PathPattern> paths = new ArrayList<>(given);
    Path wanted = file == null ? Path.of(DEFAULT) : file;
    if (file != null || Files.isRegularFile(wanted)) {
      read(wanted, paths);
    }
    return paths;
  }

  private static void read(Path file, List<PathPattern> paths) {
    List<String> lines;
    try {
      ByteBuffer bytes = ByteBuffer.wrap(WholeFile.read(file, LIMIT));
      lines = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString().lines().toList();
    } catch (WholeFile.TooLarge e) {
      throw Refusal.invalid(file + ": " + e.getMessage());
    } catch (CharacterCodingException e) {
      throw Refusal.invalid(file + ": not UTF-8; save it as UTF-8");
    } catch (IOException e) {
      throw Refusal.invalid("cannot read " + file + ": " + DiskFault.reason(e));
    }
    for (int at = 0; at < lines.size(); at++) {
      String line = withoutComment(lines.get(at)).strip();
      if (line.isEmpty()) {
        continue;
      }
      try {
        paths.add(new PathPattern(line));
      } catch (IllegalArgumentException e) {
        throw Refusal.invalid(file + ":" + (at + 1) + ": " + e.getMessage());
      }
    }
  }

  private static String withoutComment(String line) {
    if (line.startsWith("#")) {
      return "";
    }
    int comment = line.indexOf(" #");
    return comment < 0 ? line : line.substring(0, comment);
  }
}
