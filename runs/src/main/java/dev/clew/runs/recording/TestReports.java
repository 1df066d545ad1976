package dev.clew.runs.recording;

import dev.clew.core.Refusal;
import dev.clew.core.event.Timestamp;
import dev.clew.runs.file.WholeFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The reports of tests in a folder, as Surefire and Gradle leave them: one for each class.
///
/// @param files in the order of their names
/// @param name of what was tested
/// @param written when the last of them was
record TestReports(List<byte[]> files, String name, Timestamp written) {
  /// `import.files`.
  private static final int MOST_FILES = 10_000;

  /// Names of folders that tools give, and which say nothing of what was tested.
  private static final Set<String> OF_TOOLS =
      Set.of(
          "surefire-reports",
          "failsafe-reports",
          "test-results",
          "test-reports",
          "junit",
          "test",
          "target",
          "build",
          "reports");

  static TestReports in(Path folder) throws IOException {
    Set<Path> names = new TreeSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "TEST-*.xml")) {
      for (Path one : all) {
        names.add(one);
        if (names.size() > MOST_FILES) {
          throw Refusal.invalid(folder + ": more reports than import.files = " + MOST_FILES);
        }
      }
    }
    if (names.isEmpty()) {
      throw Refusal.invalid(
          folder + ": a folder without TEST-*.xml, the reports of tests; name the files in it");
    }
    List<byte[]> files = new ArrayList<>();
    Timestamp written = null;
    long left = FileRuns.LIMIT.bytes();
    for (Path one : names) {
      WholeFile.Limit rest = new WholeFile.Limit(FileRuns.LIMIT.name(), (int) left);
      byte[] bytes = WholeFile.read(one, rest);
      left -= bytes.length;
      files.add(bytes);
      Timestamp own = Timestamp.of(Files.getLastModifiedTime(one).toInstant());
      written = written == null || own.compareTo(written) > 0 ? own : written;
    }
    return new TestReports(files, nameOf(folder), Objects.requireNonNull(written));
  }

  /// The nearest name of a folder that is not one of a tool's.
  static String nameOf(Path path) {
    Path at = path.toAbsolutePath().normalize();
    at = Files.isDirectory(at) ? at : at.getParent();
    for (; at != null && at.getFileName() != null; at = at.getParent()) {
      String name = at.getFileName().toString();
      if (!OF_TOOLS.contains(name)) {
        return name;
      }
    }
    return "tests";
  }
}
