package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that are no workflow: one clear message with the place, exit code 2, nothing sent.
class HostileFileTest {
  private static final String STAGE =
      "stages:\n  - {name: a, kind: Endpoint, apiRef: service, endpoint: /a, httpVerb: GET}\n";
  private static final String HEAD = "version: \"1.0\"\nname: w\n";

  @TempDir private Path folder;
  private final Service service = new Service().answers("/a", Service.Answer.json(200, "{}"));

  @AfterEach
  void nothingWasSent() {
    assertThat(service.requests()).isEmpty();
    service.close();
    assertThat(Onboarding.all(folder, ".ledger")).isEmpty();
  }

  private Clew.Ran refused(String... more) {
    String[] arguments = new String[more.length + 4];
    arguments[0] = "run";
    arguments[1] = "w.workflow";
    arguments[2] = "--base-url";
    arguments[3] = "service=" + service.url();
    System.arraycopy(more, 0, arguments, 4, more.length);
    Clew.Ran ran = Clew.in(folder).run(arguments);
    assertThat(ran.code()).as(ran.toString()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .as("no stack trace")
        .doesNotContain("\tat ")
        .doesNotContain("Exception")
        .doesNotContain("unexpected fault");
    return ran;
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("w.workflow"), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          invalid YAML          | name: [a, b                        | w.workflow:
          a tab                 | version: "1.0"\\n\\tname: x        | w.workflow:2:
          empty                 | ``                                 | w.workflow
          only a comment        | # nothing                          | w.workflow
          a list                | - a                                | w.workflow:1:1
          a scalar              | hello                              | w.workflow:1:1
          a wrong type          | version: "1.0"\\nname: w\\nstages: 7     | w.workflow:3:9
          a key that is unknown | version: "1.0"\\nname: w\\nstagez: []    | did you mean 'stages'
          a type tag            | name: !!java.net.URL [x]           | w.workflow:1:
          twice the same key    | name: a\\nname: b                  | w.workflow:2:1
          """)
  void run_notAWorkflow_isOneClearMessage(String what, String text, String says)
      throws IOException {
    write(text.replace("\\n", "\n").replace("\\t", "\t"));
    Clew.Ran ran = refused();
    assertThat(ran.err()).as(what).contains(says).contains("nothing was sent");
  }

  @Test
  void run_aliasBomb_isRefused() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int level = 1; level < 12; level++) {
      bomb.append("a").append(level).append(": &a").append(level).append(" [");
      for (int alias = 0; alias < 9; alias++) {
        bomb.append(alias == 0 ? "" : ", ").append("*a").append(level - 1);
      }
      bomb.append("]\n");
    }
    write(bomb.toString());
    assertThat(refused().err()).contains("w.workflow:");
  }

  @Test
  void run_depthBomb_isRefused() throws IOException {
    write(HEAD + "stages: " + "[".repeat(100_000));
    assertThat(refused().err()).contains("w.workflow:");
  }

  @Test
  void run_50Megabytes_isRefusedByTheLimit() throws IOException {
    write(HEAD + "description: " + "a".repeat(50 << 20) + "\n" + STAGE);
    assertThat(refused().err().lines().toList())
        .singleElement()
        .asString()
        .contains("w.workflow: ", "bytes are over source.bytes = 16777216");
  }

  @Test
  void run_4Megabytes_isRefusedByTheParser() throws IOException {
    write(HEAD + "description: " + "a".repeat(4 << 20) + "\n" + STAGE);
    assertThat(refused().err()).contains("w.workflow");
  }

  @Test
  void run_noFileAFolderBinary_sayWhich() throws IOException {
    assertThat(refused().err()).contains("w.workflow: no such file");
    Files.createDirectory(folder.resolve("w.workflow"));
    assertThat(refused().err()).contains("w.workflow: this is a folder, not a file");
    Files.delete(folder.resolve("w.workflow"));
    byte[] binary = new byte[4096];
    new Random(1).nextBytes(binary);
    Files.write(folder.resolve("w.workflow"), binary);
    assertThat(refused().err()).contains("w.workflow: not UTF-8 text");
  }

  @Test
  void run_inputs_missingWrongAndUndeclaredAreSaidAtOnce() throws IOException {
    write(
        HEAD
            + "input:\n  - {name: email, type: Text, required: true}\n"
            + "  - {name: count, type: Object, required: true}\n"
            + STAGE);
    assertThat(refused("--input", "count=many", "--input", "emial=a").err())
        .contains("email", "count", "emial", "3 mistakes");
  }

  @ParameterizedTest
  @CsvSource({
    "run w.workflow --unknown, --unknown",
    "runn w.workflow, runn",
    "run w.workflow --capture-http everything, everything",
    "run w.workflow --input novalue, --input takes NAME=VALUE",
    "run w.workflow --request-timeout -1, --request-timeout",
    "run w.workflow --payload nothing.json, nothing.json: no such file",
    "report nothing.ledger, nothing.ledger",
    "why nothing.ledger, nothing.ledger: no such file",
    "events nobody, no run 'nobody'",
    "list nowhere, nowhere: no such folder"
  })
  void clew_wrongUsage_exitsWith2(String line, String says) throws IOException {
    write(HEAD + STAGE);
    Clew.Ran ran = Clew.in(folder).run(line.split(" ", -1));
    assertThat(ran.code()).as(ran.toString()).isEqualTo(2);
    assertThat(ran.err()).contains(says).doesNotContain("\tat ");
  }
}
