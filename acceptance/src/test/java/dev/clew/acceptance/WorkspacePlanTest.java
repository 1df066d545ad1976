package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A job that reads, writes and removes files of its folder, and what `clew plan` says of the
/// folder afterwards.
class WorkspacePlanTest {
  /// Longer than a tick of the clock of a file system: what comes after it is not the run's.
  private static final long AFTER_MILLIS = 50;

  private static final String JOB =
      """
      echo '::clew {"kind":"replay_boundary","stage":"make","from":"make"}'
      echo '::clew {"kind":"stage_started","stage":"make"}'
      echo '::clew {"kind":"artifact_consumed","stage":"make","path":"rates.csv"}'
      echo done >> job.log; rm old.tmp; echo made > made.txt
      echo '::clew {"kind":"stage_completed","stage":"make"}'
      echo '::clew {"kind":"replay_boundary","stage":"put","from":"put"}'
      echo '::clew {"kind":"stage_started","stage":"put"}'
      echo '::clew {"kind":"artifact_consumed","stage":"put","path":"target.txt"}'
      echo '::clew {"kind":"stage_failed","stage":"put"}'
      exit 3
      """;

  @TempDir private Path folder;

  @BeforeEach
  void failOnce() throws Exception {
    for (String name : List.of("rates.csv", "target.txt", "notes.txt", "job.log", "old.tmp")) {
      Files.writeString(folder.resolve(name), name);
    }
    Files.writeString(folder.resolve("job.sh"), JOB);
    // The list is made beside the command: it must be there before the job writes.
    String script = "sleep 1; . ./job.sh";
    Clew.Ran ran = clew("exec", "-q", "--name", "job", "--", "sh", "-c", script);
    assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
    Thread.sleep(AFTER_MILLIS);
  }

  private Clew.Ran clew(String... words) {
    return Clew.in(folder).run(words);
  }

  private void change(String... names) throws IOException {
    for (String name : names) {
      Files.writeString(folder.resolve(name), "other " + name);
    }
  }

  private static Json.Obj workspace(Json.Obj plan) {
    return plan.objects("reuse").stream()
        .filter(one -> one.text("kind", "").equals("workspace"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void plan_afterTheRunItself_isUnchanged() {
    Clew.Ran ran = clew("plan", "job");
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out())
        .contains("workspace         " + folder + "  unchanged\n")
        .contains("emit completion event")
        .contains("HOLDS    5 of 7 conditions: configuration, workspace,")
        .contains("LACKS    input bundle: no input was named\n")
        .doesNotContain("CHANGED", "write status row", "upload final artifact");
  }

  @Test
  void plan_filesThatNoStageIsKnownToRead_warns() throws Exception {
    change("notes.txt", "job.log", "new.txt");
    Files.delete(folder.resolve("job.sh"));

    Clew.Ran ran = clew("plan", "job");

    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out())
        .contains("changed: 2 files, 1 gone, 1 new\n")
        .contains("CHANGED  in the workspace: job.log, notes.txt, job.sh (gone); no stage that is")
        .doesNotContain("BLOCKED");
  }

  /// What is read by a kept stage alone is not read again.
  @Test
  void plan_fileThatAKeptStageReads_isNotBlocked() throws Exception {
    change("rates.csv");
    assertThat(clew("plan", "job").code()).isZero();
    Clew.Ran whole = clew("plan", "job", "--from", "make");
    assertThat(whole.code()).as(whole.toString()).isEqualTo(1);
    assertThat(whole.out()).contains("BLOCKED  input_changed rates.csv, which make reads, is not");
  }

  @Test
  void replay_fileThatItsStageReads_isBlockedUntilItIsBack() throws Exception {
    change("target.txt");

    Clew.Ran blocked = clew("replay", "job", "-q");
    assertThat(blocked.code()).as(blocked.toString()).isEqualTo(1);
    assertThat(blocked.err()).contains("input_changed target.txt");
    assertThat(folder.resolve("job.log")).hasContent("job.logdone");

    Json.Obj plan = clew("plan", "job", "--json").json();
    assertThat(workspace(plan).text("state")).isEqualTo("changed");
    assertThat(plan.object("workspace").whole("changed")).isEqualTo(1);
    assertThat(plan.objects("conditions")).hasSize(7);
    assertThat(plan.text("command", "")).contains("--new-run");

    Files.writeString(folder.resolve("target.txt"), "target.txt");
    assertThat(clew("plan", "job").code()).isZero();
  }

  /// A note beside it is no other plan; another file is, by its name.
  @Test
  void replay_ofAPlan_standsWhenOnlyANoteCame() throws Exception {
    String digest = clew("plan", "job", "--json").json().text("digest", "");
    change("note-of-the-night.txt");
    assertThat(clew("replay", "job", "-q", "--plan-digest", digest).code()).isEqualTo(3);

    String after = clew("plan", "job", "--json").json().text("digest", "");
    change("notes.txt");
    Clew.Ran refused = clew("replay", "job", "-q", "--plan-digest", after);
    assertThat(refused.code()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.err()).contains("file notes.txt: changed, was none");
  }

  @Test
  void plan_folderIsGone_isBlocked() throws Exception {
    Path elsewhere = folder.resolveSibling(folder.getFileName() + "-moved");
    Files.move(folder, elsewhere);
    try {
      Clew.Ran ran = Clew.in(elsewhere).run("plan", "job");
      assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
      assertThat(ran.out()).contains(folder + "  gone\n").contains("BLOCKED  workspace_gone");
    } finally {
      Files.move(elsewhere, folder);
    }
  }
}
