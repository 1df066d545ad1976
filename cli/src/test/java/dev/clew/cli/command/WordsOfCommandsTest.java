package dev.clew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.verify.TestFiles;
import dev.clew.cli.verify.TestFiles.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What commands say of a mistake: what it is, where, and what to do.
class WordsOfCommandsTest {
  @TempDir private Path folder;
  private Path ledger = Path.of("");

  @BeforeEach
  void run() throws IOException {
    ledger = new TestFiles(folder).ledger();
  }

  @ParameterizedTest
  @ValueSource(strings = {"why", "show", "events", "artifacts", "open", "plan", "retry", "verify"})
  void command_ofNoRun_namesTheFolder(String command) {
    Ran ran = TestFiles.clew(command, "nosuch");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("no run 'nosuch' below this folder; `clew list` shows what there is");
  }

  @ParameterizedTest
  @ValueSource(strings = {"why", "verify", "plan", "events"})
  void command_ofAFolder_saysWhatAFolderIsFor(String command) {
    Ran ran = TestFiles.clew(command, folder);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains(folder + ": this is a folder, not a run; `clew list " + folder + "` shows its");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "replay"})
  void from_unknownStage_isAMistakeWithTheNames(String command) {
    Ran ran = TestFiles.clew(command, ledger, "--from", "werk");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "clew: --from werk: the attempt has no stage of that name; it has work; did you mean"
                + " 'work'?\n");
  }

  @Test
  void snapshotCompare_swapped_saysTheOrder() throws IOException {
    Path snapshot = folder.resolve("job.snapshot.json");
    assertThat(TestFiles.clew("snapshot", "create", ledger, "-o", snapshot).code()).isZero();
    for (Object run : new Object[] {ledger, "run_1"}) {
      Ran ran = TestFiles.clew("snapshot", "compare", run, snapshot);
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err())
          .isEqualTo(
              "clew: "
                  + run
                  + " is not a snapshot; the snapshot comes first, then the run: clew snapshot"
                  + " compare FILE RUN\n");
    }
    assertThat(TestFiles.clew("snapshot", "compare", snapshot, ledger).code()).isZero();
  }

  @Test
  void verify_changedArtifact_isInTheVerdictOfEveryFile() throws IOException {
    TestFiles.reports(ledger);
    Files.writeString(folder.resolve("made.txt"), "other\n");
    Ran ran = TestFiles.clew("verify", "--artifacts", ledger);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("✖ intact, unanchored, but 1 artifact is not as recorded");
    Files.writeString(folder.resolve("made.txt"), "made\n");
    assertThat(TestFiles.clew("verify", "--artifacts", ledger).out())
        .contains("✔ intact, unanchored  ");
  }

  @Test
  void events_unknownKind_saysWhichThereAre() {
    Ran near = TestFiles.clew("events", ledger, "--kind", "stage_startd");
    assertThat(near.code()).isZero();
    assertThat(near.err())
        .isEqualTo("clew: no event is of the kind 'stage_startd'; did you mean 'stage_started'?\n");
    assertThat(TestFiles.clew("events", ledger, "--kind", "zz").err())
        .contains("no event is of the kind 'zz'; there is artifact_written, config_captured, ");
    assertThat(TestFiles.clew("events", ledger, "--kind", "run_started").err()).isEmpty();
  }

  @Test
  void payload_notJson_hasItsPlaceByName() throws IOException {
    Path workflow = folder.resolve("w.workflow");
    Files.writeString(workflow, "version: \"1\"\nname: w\nstages: []\n");
    Path payload = Files.writeString(folder.resolve("p.json"), "{\n\"a\":}");
    assertThat(TestFiles.clew("check", workflow, "--payload", payload).err())
        .startsWith("clew: " + payload + ":2:5: not JSON");
    var stdin = System.in;
    System.setIn(
        new java.io.ByteArrayInputStream("{\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    try {
      assertThat(TestFiles.clew("check", workflow, "--payload", "-").err())
          .startsWith("clew: standard input:2:1: not JSON");
    } finally {
      System.setIn(stdin);
    }
  }

  @Test
  void check_kindThatNobodyKnows_saysWhichThereAre() throws IOException {
    Path workflow = folder.resolve("w.workflow");
    Files.writeString(workflow, "version: \"1\"\nname: w\nstages:\n  - {name: a, kind: Kafka}\n");
    assertThat(TestFiles.clew("check", workflow).err())
        .contains("unknown stage kind 'Kafka'; there is Endpoint, Http, Workflow, LLM, OpenAI");
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "why", "verify"})
  void command_ofAMissingFile_saysItOnce(String command) {
    String missing = folder.resolve("gone.workflow.ledger").toString();
    Ran ran = TestFiles.clew(command, missing);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).containsOnlyOnce(missing).contains("no such file");
  }

  @Test
  void check_fileOverTheLimit_saysWhatToDo() throws IOException {
    Path workflow = folder.resolve("big.workflow");
    Files.write(workflow, new byte[(16 << 20) + 1]);
    assertThat(TestFiles.clew("check", workflow).err())
        .contains(
            "16777217 bytes are over source.bytes = 16777216; split it, or look whether it is the"
                + " right file");
  }

  @Test
  void completion_isForBothNamesAndInSmallLetters() {
    String script = TestFiles.clew("completion").out();
    assertThat(script)
        .contains("complete -F _complete_clew -o default clew sih\n")
        .contains("(\"json\" \"html\" \"both\" \"none\")")
        .contains("(\"none\" \"headers\" \"bodies\")")
        .doesNotContain("\"JSON\"", "\"NONE\"");
  }
}
