package dev.clew.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.Main;
import dev.clew.cli.process.Terminal;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.SihLanguage;
import dev.clew.plan.Plan;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.report.terminal.Palette;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs clew in this process, as a user would from a shell.
final class InitRuns {
  private static final Pattern INPUT = Pattern.compile("--input ([A-Za-z0-9_-]+)=");

  private InitRuns() {}

  record Outcome(int code, String out, String err) {
    /// The names of the inputs that the printed command gives.
    List<String> inputs() {
      Matcher matcher = INPUT.matcher(out);
      return matcher.results().map(found -> found.group(1)).toList();
    }
  }

  static Outcome clew(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            Palette.PLAIN);
    int code = new Main(terminal).run(arguments);
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// A fixture of this package, which is a file in the resources.
  static String fixture(String name) {
    try (InputStream in = InitRuns.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path file(Path folder, String name) throws IOException {
    return Files.writeString(folder.resolve(name), fixture(name));
  }

  /// The files that `init` wrote, which must be a plan with these inputs.
  static Plan plan(Path folder, String name, String environment, Map<String, String> inputs)
      throws IOException {
    Map<String, Supplied> supplied = new LinkedHashMap<>();
    inputs.forEach((input, value) -> supplied.put(input, new Supplied.Text(value, "test")));
    Planning planning =
        new SihLanguage()
            .read(source(folder.resolve(name + ".workflow")), Set::of)
            .plan(
                new PlanRequest(
                    source(folder.resolve("api.catalog")),
                    environment,
                    Map.of(),
                    supplied,
                    variable -> null));
    assertThat(planning.diagnostics()).isEmpty();
    return ((Planning.Ready) planning).plan();
  }

  private static SourceFile source(Path path) throws IOException {
    return new SourceFile(path.getFileName().toString(), Files.readString(path));
  }

  /// Everything that `init` wrote into a folder.
  static String written(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".workflow") || file.endsWith("api.catalog")) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString();
  }
}
