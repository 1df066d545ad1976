package dev.clew.runs;

import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.Vcs;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.run.RunStatus;
import dev.clew.store.DefinitionRef;
import dev.clew.store.RunEntry;
import dev.clew.store.RunQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a file was made cannot be set, so what is older than other files is as old as the test, and
/// those are of hours to come.
class RunFileIndexTest {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @TempDir private Path folder;
  private TestRuns runs = new TestRuns(Path.of(""));
  private final List<String> unreadable = new ArrayList<>();

  @BeforeEach
  void runs() {
    runs = new TestRuns(folder);
  }

  private Instant in(int hours) {
    return now.plus(Duration.ofHours(hours));
  }

  private RunFileIndex index() {
    return new RunFileIndex(folder, one -> unreadable.add(one.location()));
  }

  private List<String> found(RunQuery query, int limit) {
    return index().find(query, limit).stream().map(RunEntry::runId).toList();
  }

  private List<String> unsuccessful() {
    return found(RunQuery.unsuccessful(), 1);
  }

  private RunEntry only() {
    List<RunEntry> entries = index().find(RunQuery.ALL, 9);
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  private Path garbage(String name) throws IOException {
    return Files.writeString(folder.resolve(name + ".workflow.ledger"), "no ledger\n");
  }

  private static RunQuery created(@Nullable Instant since, @Nullable Instant until) {
    return RunQuery.ALL.createdSince(since).createdBefore(until);
  }

  @Test
  void find_all_isNewestFirst() throws IOException {
    runs.succeeded("run_b", in(2));
    runs.failed("run_c", in(3));
    runs.failed("run_a", in(1));
    assertThat(found(RunQuery.ALL, 9)).containsExactly("run_c", "run_b", "run_a");
    assertThat(found(RunQuery.ALL, 2)).containsExactly("run_c", "run_b");
    assertThat(unsuccessful()).containsExactly("run_c");
  }

  @Test
  void find_entry_saysWhatTheRunSays() throws IOException {
    Path file = runs.failed("run_a", now);
    RunEntry entry = only();
    assertThat(entry.namespace()).isEqualTo("default");
    assertThat(entry.name()).isEqualTo("job of run_a");
    assertThat(entry.version()).isEqualTo("7");
    assertThat(entry.status()).isEqualTo(RunStatus.FAILED);
    assertThat(entry.executionKey()).isEqualTo(TestRuns.key("run_a").digest().hex());
    assertThat(entry.attempts()).isEqualTo(1);
    assertThat(entry.finishedAt()).isEqualTo(entry.createdAt()).isNotNull();
    assertThat(entry.location()).isEqualTo(file.toString());
  }

  /// What cannot be read is not even opened: it cannot hold a newer run.
  @Test
  void find_fileThatIsTooOld_isNotRead() throws IOException {
    garbage("old");
    runs.succeeded("run_a", in(1));
    runs.failed("run_b", in(2));
    assertThat(unsuccessful()).containsExactly("run_b");
    assertThat(found(created(in(1), null), 9)).containsExactly("run_b", "run_a");
    assertThat(unreadable).isEmpty();
    assertThat(found(RunQuery.ALL, 9)).hasSize(2);
    assertThat(unreadable).hasSize(1);
  }

  @Test
  void find_unreadableFileThatMightHoldANewerRun_isToldOf() throws IOException {
    runs.failed("run_a", in(1));
    Path newer = garbage("newer");
    Files.setLastModifiedTime(newer, FileTime.from(in(2)));
    assertThat(unsuccessful()).containsExactly("run_a");
    assertThat(unreadable).containsExactly(newer.toString());
  }

  /// As `touch -d` does.
  @Test
  void find_fileThatWasDatedBack_isFoundByWhenItWasMade() throws IOException {
    runs.failed("run_a", now.minus(Duration.ofHours(1)));
    Path file = runs.failed("run_b", now);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    assumeTrue(
        Files.readAttributes(file, BasicFileAttributes.class)
            .creationTime()
            .toInstant()
            .isAfter(now.minusSeconds(60)));
    assertThat(unsuccessful()).containsExactly("run_b");
  }

  /// The first file that is read was written before its run was created, so no file says by its
  /// time what cannot be in it.
  @Test
  void find_fileOlderThanItsRun_makesItReadAll() throws IOException {
    Path first = runs.failed("run_a", in(8));
    Files.setLastModifiedTime(first, FileTime.from(in(5)));
    Path hidden = runs.failed("run_b", in(9));
    Files.setLastModifiedTime(hidden, FileTime.from(in(1)));
    assertThat(unsuccessful()).containsExactly("run_b");
  }

  /// The copy was written later and is read before.
  @Test
  void find_copyThatEndsEarlier_doesNotCount() throws IOException {
    Path whole = runs.succeeded("run_b", in(2));
    Path copies = Files.createDirectory(folder.resolve("copies"));
    Path copy = new TestRuns(copies).run("run_b", in(2), run -> TestRuns.begin(run, "run_b"));
    Files.setLastModifiedTime(copy, FileTime.from(in(4)));
    runs.failed("run_a", in(1));
    assertThat(unsuccessful()).containsExactly("run_a");
    Files.delete(whole);
    assertThat(unsuccessful()).containsExactly("run_b");
  }

  @Test
  void find_runThatNobodyEnded_isInterrupted() throws IOException {
    runs.run("run_a", now, run -> TestRuns.begin(run, "run_a"));
    assertThat(only().status()).isEqualTo(RunStatus.INTERRUPTED);
  }

  @Test
  void find_failureThatIsTolerated_isNoSuccess() throws IOException {
    runs.run(
        "run_a",
        now,
        run ->
            TestRuns.begin(run, "run_a")
                .stageStarted("mail")
                .stageCompleted("mail", with(StageEnded.OUTCOME, StageEnded.TOLERATED))
                .runFinished("succeeded"));
    assertThat(only().status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
  }

  @Test
  void find_lateEventAfterTheEnd_changesNothing() throws IOException {
    Path file = runs.succeeded("run_a", now);
    TestRuns.append(file, now, run -> run.runFinished("failed"));
    TestRuns.append(file, now, run -> run.stageStarted("late"));
    assertThat(only().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  /// An attempt is there with its first row, whatever that is; rows of one before may come later.
  @Test
  void find_severalAttempts_theLastThatBeganCounts() throws IOException {
    Path file = runs.failed("run_a", now);
    TestRuns.append(file, now, run -> run.attempt("attempt_2").stageStarted("again"));
    assertThat(only().status()).isEqualTo(RunStatus.INTERRUPTED);
    TestRuns.append(file, now, run -> run.runFinished("cancelled"));
    assertThat(only().status()).isEqualTo(RunStatus.INTERRUPTED);
    TestRuns.append(file, now, run -> run.attempt("attempt_2").runFinished("succeeded"));
    assertThat(only().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(only().attempts()).isEqualTo(2);
  }

  @Test
  void find_nameWithASecretFoundLate_isWithoutIt() throws IOException {
    Path file = runs.failed("run_a", now);
    LateRedaction.Finding name = new LateRedaction.Finding(0, "/attributes/name", "word", 4);
    TestRuns.append(file, now, run -> run.redactionLate(name));
    assertThat(only().name()).isEqualTo("[redacted:word len=4]");
  }

  @Test
  void find_damagedLedger_countsAsFarAsItCanBeRead() throws IOException {
    Path file = runs.succeeded("run_a", now);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 40] ^= 1;
    Files.write(file, bytes);
    assertThat(only().status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(unreadable).isEmpty();
  }

  @Test
  void find_sinceAndUntil_areCreationTimes() throws IOException {
    runs.succeeded("run_a", in(1));
    runs.succeeded("run_b", in(2));
    runs.succeeded("run_c", in(3));
    assertThat(found(created(in(2), null), 9)).containsExactly("run_c", "run_b");
    assertThat(found(created(in(2), in(3)), 9)).containsExactly("run_b");
    assertThat(found(created(null, in(3)), 1)).containsExactly("run_b");
  }

  @Test
  void find_definition_byContentOrCommit() throws IOException {
    runs.succeeded("run_none", in(1));
    Json.Obj commit = new Attributes().with(Vcs.COMMIT, "0123456789".repeat(4)).build();
    runs.run(
        "run_a",
        in(2),
        run ->
            TestRuns.begin(run, "run_a")
                .configCaptured(
                    ConfigCaptured.WORKFLOW,
                    "job.workflow",
                    with(ConfigCaptured.SHA256, "ab12cd34".repeat(8)),
                    with(ConfigCaptured.VCS, new Vcs(commit)))
                .runFinished("succeeded"));
    for (String wanted : List.of("sha256:ab12cd34", "0123456", "0123456789".repeat(4))) {
      RunQuery query = RunQuery.ALL.executing(DefinitionRef.parse(wanted));
      assertThat(found(query, 9)).containsExactly("run_a");
    }
    RunQuery other = RunQuery.ALL.executing(DefinitionRef.parse("sha256:ab12cd35"));
    assertThat(found(other, 9)).isEmpty();
  }

  /// What a glance finds out with few rows is what all rows say.
  @Test
  void glance_isWhatTheWholeLedgerSays() throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(runs.succeeded("run_a", now));
    files.add(runs.failed("run_b", now));
    files.add(runs.run("run_c", now, run -> TestRuns.begin(run, "run_c")));
    Path twice = runs.failed("run_d", now);
    TestRuns.append(
        twice, now, run -> TestRuns.whole(run.attempt("att \"2\""), "run_d", "cancelled"));
    files.add(twice);
    for (Path file : files) {
      RunSource source = new LedgerSource(file);
      assertThat(RunGlance.at(file, true)).isEqualTo(RunGlance.of(source, source.read()));
    }
  }
}
