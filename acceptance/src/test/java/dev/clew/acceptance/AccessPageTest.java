package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew.Ran;
import dev.clew.acceptance.Clew.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/access.md`: its commands do what it says.
class AccessPageTest {
  @TempDir private Path folder;

  @Test
  void commands_ofThePage_printWhatItSays() throws Exception {
    new ShellPage("access.md", folder).run();

    assertThat(Files.readString(folder.resolve("admin.token"), UTF_8))
        .matches("clew_[0-9a-f]{72}\n");
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
