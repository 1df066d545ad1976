package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.cli.Main;
import dev.clew.cli.process.Terminal;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.report.terminal.Palette;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A folder with a catalog, a child workflow and data files, in which clew is called. The program
/// runs in this process, as it is started a few hundred times.
record SihFolder(Path path) {
  private static final List<String> FILES =
      List.of(
          "api.catalog",
          "child.workflow",
          "own.workflow",
          "own.wfvars",
          "data.json",
          "rows.json",
          "body.json",
          "some.env");

  record Ran(int code, String out, String err) {}

  static SihFolder in(Path path) {
    SihFolder folder = new SihFolder(path);
    FILES.forEach(name -> folder.write(name, resource(name)));
    return folder;
  }

  static String resource(String name) {
    try (InputStream in = SihFolder.class.getResourceAsStream("sih/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SihFolder write(String name, String text) {
    try {
      Files.writeString(path.resolve(name), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A workflow with `version`, `name` and, where it has one to write, `output`, and what is given.
  SihFolder workflow(String rest) {
    boolean writes =
        rest.replaceFirst("(?s).*endStage:", "endStage:").matches("(?s)endStage:.*output:.*");
    String output = writes ? "output: true\n" : "";
    return write("w.workflow", "version: \"1\"\nname: w\n" + output + rest + "\n");
  }

  Ran clew(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            Palette.PLAIN);
    int code = new Main(terminal).run(words);
    return new Ran(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  String file(String name) {
    return path.resolve(name).toString();
  }

  /// Runs `w.workflow` against the service.
  Ran run(SihService service, String... more) {
    List<String> words = new ArrayList<>(List.of("run", file("w.workflow"), "-e", "local"));
    words.addAll(List.of("--base-url", "svc=" + service.url()));
    words.addAll(List.of("--out", file("out")));
    words.addAll(List.of(more));
    return clew(words.toArray(String[]::new));
  }

  /// What the run gave: its `.workflow.output`.
  Json.Obj output() {
    return json(Onboarding.only(path.resolve("out"), ".workflow.output"));
  }

  static Json.Obj json(Path file) {
    try {
      return (Json.Obj) JsonText.parse(Onboarding.read(file));
    } catch (JsonText.Malformed e) {
      throw new AssertionError(file + ": " + Onboarding.read(file), e);
    }
  }
}
