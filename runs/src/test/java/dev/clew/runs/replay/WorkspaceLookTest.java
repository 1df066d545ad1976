package dev.clew.runs.replay;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.payload;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.OverLimit;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.request.AskedCommand;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.json.Json;
import dev.clew.core.replay.FolderLook;
import dev.clew.core.replay.FolderLook.Change;
import dev.clew.core.replay.FolderLook.How;
import dev.clew.core.run.RunView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real folder against the list of a run that was over an hour ago, or that lasts until an hour
/// from now: the time of what the tests write lies after the one and within the other.
class WorkspaceLookTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;
  private final Instant now = Instant.now();
  private final List<Json> listed = new ArrayList<>();
  private @Nullable List<OverLimit> overLimit;
  private @Nullable Asked request;
  private List<String> again = List.of();

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Files.createDirectories(folder.resolve("output"));
    file("a.txt", "a");
    file("sub/b.txt", "b");
  }

  /// A file that is there and is listed.
  private void file(String path, String content) throws IOException {
    Files.writeString(folder.resolve(path), content);
    listed(path, content.length(), Digest.sha256(content.getBytes(StandardCharsets.UTF_8)).hex());
  }

  private void listed(String path, long size, @Nullable String sha256) {
    listed.add(
        Json.object().put("path", path).put("size_bytes", size).put("sha256", sha256).build());
  }

  private FolderLook over() {
    return look(now.minus(HOUR).minus(HOUR), now.minus(HOUR), new Json.Arr(listed).toString());
  }

  private FolderLook duringThese() {
    return look(now.minus(HOUR), now.plus(HOUR), new Json.Arr(listed).toString());
  }

  private FolderLook look(Instant from, Instant to, String list) {
    RunView run =
        new TestLedger()
            .runCreated(at(from), with(RunCreated.NAME, "job"))
            .runStarted(
                with(AttemptStarted.CWD, folder.toString()),
                with(AttemptStarted.AGAIN, again),
                with(AttemptStarted.REQUEST, request))
            .event(
                Kind.WORKSPACE_SNAPSHOTTED,
                with(WorkspaceSnapshotted.WHEN, "start"),
                with(WorkspaceSnapshotted.OVER_LIMIT, overLimit),
                with(WorkspaceSnapshotted.CONTENT_TYPE, "application/json"),
                payload(Payload.of(list)))
            .runFinished("failed", at(to))
            .view();
    return WorkspaceLook.of(
        run, run.attempt(), folder, folder.resolve("output/job.workflow.ledger"));
  }

  @Test
  void of_nothingOther_isEmptyAndWhole() {
    FolderLook look = over();
    assertThat(look.state()).isEqualTo(FolderLook.State.LOOKED);
    assertThat(look.isWhole()).isTrue();
    assertThat(look.changes()).isEmpty();
  }

  @Test
  void of_filesOtherSince_areNamed() throws IOException {
    file("big.bin", "12345");
    listed.removeLast();
    listed("big.bin", 5, null);
    Files.writeString(folder.resolve("a.txt"), "x");
    Files.delete(folder.resolve("sub/b.txt"));
    Files.writeString(folder.resolve("new.txt"), "n");

    assertThat(over().changes())
        .containsExactly(
            new Change("a.txt", How.CHANGED),
            new Change("sub/b.txt", How.GONE),
            new Change("big.bin", How.REWRITTEN),
            new Change("new.txt", How.ADDED));
  }

  @Test
  void of_filesThatTheRunWroteAndRemoved_isNoChange() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "another size");
    Files.delete(folder.resolve("sub/b.txt"));
    Files.writeString(folder.resolve("new.txt"), "n");

    assertThat(duringThese().changes()).containsExactly(new Change("sub/b.txt", How.REMOVED));
  }

  /// A copy may bring an old time along; when its name came here, nobody can set.
  @Test
  void of_oldFilePutThereByTheRun_isNoChange() throws IOException {
    Path copied = Files.writeString(folder.resolve("copied.txt"), "old");
    Files.setLastModifiedTime(copied, FileTime.from(now.minus(Duration.ofDays(9))));
    assertThat(duringThese().changes()).isEmpty();
    assertThat(over().changes()).containsExactly(new Change("copied.txt", How.ADDED));
  }

  /// By their times they came after the run: only what it was asked for says that they are its own.
  @Test
  void of_newFilesThatTheCommandWasToldOf_areNoChange() throws IOException {
    for (String name : List.of("out.csv", "to.csv", "found.csv", "last.pdf", "other.csv")) {
      Files.writeString(folder.resolve(name), "n");
    }
    request =
        Asked.of(
            new AskedCommand(
                new Attributes()
                    .with(AskedCommand.COMMAND, List.of("make", "out.csv", "--to=./to.csv"))
                    .with(AskedCommand.NAME, "other.csv")
                    .with(AskedCommand.ARTIFACTS, List.of("found.csv"))
                    .with(AskedCommand.FINALS, List.of("last.pdf"))
                    .build()));
    assertThat(over().changes()).containsExactly(new Change("other.csv", How.ADDED));
  }

  /// A ledger from before there was a request.
  @Test
  void of_newFileAmongTheWordsAlone_isNoChange() throws IOException {
    Files.writeString(folder.resolve("out.csv"), "n");
    again = List.of("clew", "exec", "--", "make", "out.csv");
    assertThat(over().changes()).isEmpty();
  }

  @Test
  void of_sameContentWrittenAgain_isNoChange() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "a");
    assertThat(over().changes()).isEmpty();
  }

  /// Nothing outside of the folder is looked at, whatever the list says.
  @Test
  void of_pathsThatLeadOut_areNotFollowed() throws IOException {
    listed("../secret", 1, null);
    listed("/etc/passwd", 1, "00");
    listed("a\u0000b", 1, null);
    Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/passwd"));
    listed("link", 1, "00");
    Files.createSymbolicLink(folder.resolve("out"), Path.of("/etc"));
    listed("out/passwd", 1, "00");

    FolderLook look = over();

    assertThat(look.changes()).extracting(Change::how).containsOnly(How.GONE);
    assertThat(look.changes()).hasSize(5);
  }

  @Test
  void of_listThatIsNone_isNotLooked() {
    for (String list : List.of("", "no JSON", "{\"a\":1}", "[".repeat(100_000))) {
      assertThat(look(now.minus(HOUR), now, list).state()).isEqualTo(FolderLook.State.NOT_LOOKED);
    }
    assertThat(look(now.minus(HOUR), now.plus(HOUR), "[1,null,{},{\"path\":7}]"))
        .isEqualTo(new FolderLook(FolderLook.State.LOOKED, folder.toString(), true, List.of()));
  }

  /// What was left out of the list may have been there.
  @Test
  void of_listThatEnded_namesNothingAsNew() throws IOException {
    overLimit =
        List.of(
            new OverLimit(
                new Attributes()
                    .with(OverLimit.CODE, "snapshot.files")
                    .with(OverLimit.LIMIT, 2)
                    .build()));
    Files.writeString(folder.resolve("new.txt"), "n");
    assertThat(over().changes()).isEmpty();
    assertThat(over().isWhole()).isFalse();
  }

  @Test
  void of_filesOfClewAndOfTools_areNoneOfIt() throws IOException {
    for (String tool : List.of("node_modules", ".git", "target")) {
      Files.createDirectories(folder.resolve(tool));
      Files.writeString(folder.resolve(tool).resolve("x"), "x");
    }
    Files.writeString(folder.resolve("output/job.workflow.ledger"), "x");
    assertThat(over().changes()).isEmpty();
  }

  @Test
  void of_folderThatIsGone_isGone() throws IOException {
    Path moved = folder.resolveSibling(folder.getFileName() + "-moved");
    Files.move(folder, moved);
    try {
      assertThat(over().state()).isEqualTo(FolderLook.State.GONE);
    } finally {
      Files.move(moved, folder);
    }
  }
}
