package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew.Ran;
import dev.clew.acceptance.Clew.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A page of the docs whose commands are for a shell beside a server that runs. They are run one
/// after the other, and print what stands below them, but for ids and times.
final class ShellPage {
  private static final Pattern EXAMPLE =
      Pattern.compile("```sh\n(.*?)```\n(?:```text\n(.*?)```)?", Pattern.DOTALL);

  private final String page;
  private final Path folder;

  /// @param name of the page, in `docs`
  /// @param folder where the commands are run
  ShellPage(String name, Path folder) throws IOException {
    Path root = Path.of(System.getProperty("clew.root", ".."));
    this.page = Files.readString(root.resolve("docs").resolve(name));
    this.folder = folder;
  }

  void run() throws Exception {
    install();
    Running serving = inTheFolder().start("serve", "--port", "0");
    try {
      String url = ServeTest.address(serving);
      int examples = 0;
      for (Matcher one = EXAMPLE.matcher(page); one.find(); examples++) {
        run(one.group(1).replace("http://127.0.0.1:7373", url), one.group(2));
      }
      assertThat(examples).isPositive().isEqualTo(page.split("```sh\n", -1).length - 1);
    } finally {
      serving.kill();
    }
  }

  private void run(String script, @Nullable String printed) {
    Ran ran =
        inTheFolder()
            .with("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"))
            .start(List.of("bash", "-c", script))
            .ended();

    assertThat(ran.code()).as(script + ran.out() + ran.err()).isZero();
    if (printed != null) {
      boolean isToken = script.contains("> admin.token");
      assertThat(masked(isToken ? ran.err() : ran.out())).as(script).isEqualTo(masked(printed));
    }
  }

  private Clew inTheFolder() {
    return Clew.in(folder)
        .with("XDG_DATA_HOME", folder.resolve("share").toString())
        .with("XDG_CONFIG_HOME", folder.resolve("config").toString());
  }

  /// `clew` as a user has it, for the shell of the page.
  private void install() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    String java = String.join(" ", Clew.java());
    Path clew =
        Files.writeString(
            bin.resolve("clew"),
            "#!/bin/sh\nexec "
                + java
                + " --sun-misc-unsafe-memory-access=allow -cp '"
                + Clew.classPath()
                + "' dev.clew.cli.Main \"$@\"\n");
    Files.setPosixFilePermissions(clew, PosixFilePermissions.fromString("rwx------"));
  }

  private static String masked(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("SLF4J"))
        .map(line -> line.replaceAll("tok_[0-9a-f]{20}", "tok_…"))
        .map(line -> line.replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME"))
        .reduce("", (all, line) -> all + line + "\n");
  }
}
