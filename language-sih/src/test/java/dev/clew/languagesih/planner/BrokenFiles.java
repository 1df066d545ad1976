package dev.clew.languagesih.planner;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Rule;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.TestRequest;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.source.WorkflowFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The corpus of broken files: `src/test/resources/broken/NN-what.workflow`. A file is a workflow,
/// then the files that it names, each behind a line `#### name`, then behind `#### expect` the
/// lines that clew has to say, as comments.
record BrokenFiles(Path path, Map<String, String> files, List<String> expected) {
  static final Path FOLDER =
      Path.of(System.getProperty("clew.root", ".."), "language-sih/src/test/resources/broken");

  private static final String SECTION = "#### ";
  private static final String EXPECT = "expect";
  private static final String WORKFLOW = "w";
  private static final String CATALOG = "api.catalog";
  private static final String USUAL_CATALOG =
      """
      - version: "1.0"
        definitions:
          - {name: svc, baseUrl: {local: "http://127.0.0.1:1"}}
      """;

  static List<BrokenFiles> all() {
    try (Stream<Path> found = Files.list(FOLDER)) {
      return found.sorted().map(BrokenFiles::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BrokenFiles read(Path path) {
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    StringBuilder section = sections.computeIfAbsent(WORKFLOW, name -> new StringBuilder());
    for (String line : text(path).split("(?<=\n)", -1)) {
      if (line.startsWith(SECTION)) {
        String name = line.substring(SECTION.length()).strip();
        section = sections.computeIfAbsent(name, each -> new StringBuilder());
      } else {
        section.append(line);
      }
    }
    StringBuilder expected = sections.remove(EXPECT);
    List<String> lines = new ArrayList<>();
    if (expected != null) {
      expected.toString().lines().forEach(line -> lines.add(line.substring(2)));
    }
    Map<String, String> files = new LinkedHashMap<>();
    sections.forEach((name, text) -> files.put(name, text.toString()));
    return new BrokenFiles(path, files, lines);
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes the lines that were said in the place of those that are expected.
  void expect(List<String> lines) throws IOException {
    String text = text(path);
    int end = text.indexOf(SECTION + EXPECT);
    StringBuilder out = new StringBuilder(end < 0 ? text : text.substring(0, end));
    out.append(SECTION).append(EXPECT).append('\n');
    lines.forEach(line -> out.append("# ").append(line).append('\n'));
    Files.writeString(path, out);
  }

  List<Diagnostic> diagnostics() {
    return request().plan().diagnostics();
  }

  List<Rule> rules() {
    return diagnostics().stream().map(Diagnostic::rule).toList();
  }

  TestRequest request() {
    return new TestRequest(
        new SourceFile(WORKFLOW, files.getOrDefault(WORKFLOW, "")),
        new PlanRequest(
            new SourceFile(CATALOG, files.getOrDefault(CATALOG, USUAL_CATALOG)),
            "local",
            Map.of(),
            Map.of(),
            EnvironmentVariables.NONE,
            new WorkflowFiles() {
              @Override
              public Read read(String from, String path) {
                return BrokenFiles.this.read(path);
              }

              @Override
              public @Nullable Read readIfThere(String from, String path) {
                return files.containsKey(path) ? BrokenFiles.this.read(path) : null;
              }
            },
            null,
            true));
  }

  private WorkflowFiles.Read read(String path) {
    String name = path.startsWith("./") ? path.substring(2) : path;
    String text = files.get(name);
    return text == null
        ? new WorkflowFiles.Read.Failed(path + ": no such file")
        : new WorkflowFiles.Read.Text(new SourceFile(name, text));
  }

  boolean hasManyMistakes() {
    return path.getFileName().toString().contains("-many-");
  }

  @Override
  public String toString() {
    return path.getFileName().toString();
  }
}
