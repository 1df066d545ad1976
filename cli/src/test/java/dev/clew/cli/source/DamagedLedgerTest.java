package dev.clew.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.verify.TestFiles;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One bit is another one in the middle of a ledger: every command that reads the run says so, with
/// the place, and none plans on what is left.
class DamagedLedgerTest {
  @TempDir private Path folder;
  @TempDir private Path elsewhere;
  private Path ledger = Path.of("");
  private Path good = Path.of("");
  private long flipped;

  @BeforeEach
  void damage() throws IOException {
    good = new TestFiles(elsewhere).ledger();
    ledger = new TestFiles(folder).ledger();
    byte[] bytes = Files.readAllBytes(ledger);
    flipped = startOfRow(3, bytes);
    bytes[(int) flipped + 60] ^= 1;
    Files.write(ledger, bytes);
  }

  /// Each row has a frame of its own: a head of 16 bytes, whose second four are the length of the
  /// body, the body and a line feed.
  private static long startOfRow(int row, byte[] ledger) {
    int at = 0;
    while (ledger[at] != '\n') {
      at++;
    }
    at++;
    for (int before = 0; before < row; before++) {
      at += 16 + ByteBuffer.wrap(ledger).getInt(at + 4) + 1;
    }
    return at;
  }

  private String sentence() {
    return ledger + ": the ledger is damaged at byte " + flipped + " (row 3): ";
  }

  private TestFiles.Ran clew(String command) {
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      words.add(
          word.equals("RUN") ? ledger.toString() : word.equals("GOOD") ? good.toString() : word);
    }
    return TestFiles.clew(words.toArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "why RUN",
        "why RUN --json",
        "show RUN",
        "events RUN",
        "events RUN --raw",
        "artifacts RUN",
        "diff RUN GOOD",
        "diff GOOD RUN",
        "open RUN --print"
      })
  void command_ofADamagedLedger_saysSoOnceOnStderr(String command) {
    TestFiles.Ran ran = clew(command);
    assertThat(ran.err()).containsOnlyOnce("clew: warning: " + sentence());
    assertThat(ran.code()).isLessThan(2);
  }

  @Test
  void command_ofAWholeLedger_saysNothing() {
    assertThat(TestFiles.clew("why", good).err()).isEmpty();
    assertThat(TestFiles.clew("why", good, "--json").out()).doesNotContain("\"damage\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plan RUN", "plan RUN --json", "replay RUN", "replay RUN --offline", "retry RUN"})
  void again_ofADamagedLedger_isRefusedOnce(String command) {
    TestFiles.Ran ran = clew(command);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .containsOnlyOnce(sentence())
        .contains("so nothing was done: restore the file from a copy")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"why RUN --json", "show RUN --json"})
  void json_ofADamagedLedger_hasItAsAMember(String command) throws JsonText.Malformed {
    assertThat(JsonText.parse(clew(command).out()))
        .isInstanceOfSatisfying(
            Json.Obj.class,
            json -> assertThat(json.object("damage").get("at_byte")).isEqualTo(Json.of(flipped)));
  }

  @Test
  void json_ofADiff_namesTheDamagedSide() throws JsonText.Malformed {
    assertThat(JsonText.parse(clew("diff GOOD RUN --json").out()))
        .isInstanceOfSatisfying(
            Json.Obj.class,
            json ->
                assertThat(json.objects("damaged"))
                    .singleElement()
                    .satisfies(
                        one -> assertThat(one.text("location")).isEqualTo(ledger.toString())));
  }

  @Test
  void list_marksTheRow() {
    assertThat(TestFiles.clew("list", folder).out())
        .contains("    ! the ledger is damaged at byte " + flipped + " (row 3): ");
    assertThat(TestFiles.clew("list", elsewhere).out()).doesNotContain("damaged");
    assertThat(TestFiles.clew("list", folder, "--json").out()).contains("\"at_byte\": " + flipped);
  }
}
