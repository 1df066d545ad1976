package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/access.md`: its commands, one after the other beside a server that runs, print what stands
/// below them, but for ids and times.
class AccessPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("clew.root", "..")).resolve("docs/access.md");

  private static final Pattern EXAMPLE =
      Pattern.compile("```sh\n(.*?)```\n(?:```text\n(.*?)```)?", Pattern.DOTALL);

  @TempDir private Path folder;

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

  private Ran shell(String script) {
    return Clew.in(folder)
        .with("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"))
        .with("XDG_DATA_HOME", folder.resolve("share").toString())
        .start(List.of("bash", "-c", script))
        .ended();
  }

  private static String masked(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("SLF4J"))
        .map(line -> line.replaceAll("tok_[0-9a-f]{20}", "tok_…"))
        .map(line -> line.replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME"))
        .reduce("", (all, line) -> all + line + "\n");
  }

  @Test
  void commands_ofThePage_printWhatItSays() throws Exception {
    install();
    Running serving =
        Clew.in(folder)
            .with("XDG_DATA_HOME", folder.resolve("share").toString())
            .start("serve", "--port", "0");
    try {
      String url = ServeTest.address(serving);
      int examples = 0;
      Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
      for (; example.find(); examples++) {
        String script = example.group(1).replace("http://127.0.0.1:7373", url);

        Ran ran = shell(script);

        assertThat(ran.code()).as(script + ran.out() + ran.err()).isZero();
        if (example.group(2) != null) {
          boolean isToken = script.contains("> admin.token");
          assertThat(masked(isToken ? ran.err() : ran.out()))
              .as(script)
              .isEqualTo(masked(example.group(2)));
        }
      }
      assertThat(examples).isEqualTo(Files.readString(PAGE).split("```sh\n", -1).length - 1);
      assertThat(Files.readString(folder.resolve("admin.token"), UTF_8))
          .matches("clew_[0-9a-f]{72}\n");
    } finally {
      serving.kill();
    }
  }

  @Test
  void token_withoutAServer_isInTheFolder() throws Exception {
    Path data = folder.resolve("data");
    String[] create = {"token", "create", "--role", "read", "--json", "--data", data.toString()};
    Ran made = Clew.in(folder).run(create);
    assertThat(made.code()).as(made.err()).isZero();
    Running serving = Clew.in(folder).start("serve", "--port", "0", "--data", data.toString());
    try {
      String url = ServeTest.address(serving);

      Ran without = Clew.in(folder).run("list", "--server", url);
      Ran with =
          Clew.in(folder)
              .with("CLEW_TOKEN", made.json().text("token", ""))
              .run("list", "--server", url);

      assertThat(without.code()).isEqualTo(2);
      assertThat(without.err()).contains("401").contains("asks for a token");
      assertThat(with.code()).as(with.err()).isZero();
    } finally {
      serving.kill();
    }
  }

  @Test
  void token_thatCannotBe_isOneLine() {
    for (String[] bad :
        List.of(
            new String[] {"token", "create", "--role", "root"},
            new String[] {"token", "create", "--role", "admin", "--namespace", "shop"},
            new String[] {"token", "create", "--role", "read", "--namespace", "clew.server"},
            new String[] {"token", "create", "--role", "read", "--expires", "soon"},
            new String[] {"token", "revoke", "tok_none"},
            new String[] {"token"},
            new String[] {"audit", "--month", "last"})) {
      Ran ran = Clew.in(folder).with("XDG_DATA_HOME", folder.resolve("share").toString()).run(bad);

      assertThat(ran.code()).as(String.join(" ", bad)).isEqualTo(2);
      assertThat(ran.err().lines().filter(line -> line.startsWith("clew:"))).hasSize(1);
    }
  }
}
