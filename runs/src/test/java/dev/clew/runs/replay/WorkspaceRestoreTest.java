package dev.clew.runs.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.digest.Digest;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.ListedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceRestoreTest {
  @TempDir private Path folder;

  private final Map<Digest, String> kept = new HashMap<>();

  private Path target() {
    return folder.resolve("work");
  }

  private static Digest digest(String text) {
    return Digest.sha256(text.getBytes(UTF_8));
  }

  private ListedFile kept(String path, String text) {
    kept.put(digest(text), text);
    return listed(path, digest(text).hex());
  }

  private static ListedFile listed(String path, @Nullable String sha256) {
    return new ListedFile(
        new Attributes().with(ListedFile.PATH, path).with(ListedFile.SHA256, sha256).build());
  }

  private WorkspaceRestore.Outcome restored(ListedFile... files) {
    return WorkspaceRestore.into(
        target(),
        List.of(files),
        (sha256, file) -> {
          String text = kept.get(sha256);
          if (text != null) {
            Files.writeString(file, text);
          }
          return text != null;
        });
  }

  private static List<String> why(WorkspaceRestore.Outcome outcome) {
    return outcome.left().stream().map(left -> left.path() + ": " + left.why()).toList();
  }

  @Test
  void into_newFolder_hasTheFiles() {
    WorkspaceRestore.Outcome outcome = restored(kept("a.txt", "a"), kept("b/c/d.txt", "d"));

    assertThat(outcome).isEqualTo(new WorkspaceRestore.Outcome(2, 0, List.of()));
    assertThat(target().resolve("a.txt")).hasContent("a");
    assertThat(target().resolve("b/c/d.txt")).hasContent("d");
    assertThat(restored(kept("a.txt", "a"), kept("b/c/d.txt", "d")))
        .isEqualTo(new WorkspaceRestore.Outcome(0, 2, List.of()));
  }

  @Test
  void into_pathsThatLeadOut_writesNothingThere() throws IOException {
    Files.createDirectories(target());
    Files.createDirectories(folder.resolve("elsewhere"));
    Files.createSymbolicLink(target().resolve("link"), folder.resolve("elsewhere"));

    WorkspaceRestore.Outcome outcome =
        restored(
            kept("../evil", "1"),
            kept(folder.resolve("evil").toString(), "2"),
            kept("a/../../evil", "3"),
            kept("link/evil", "4"),
            kept("link/new/evil", "5"),
            kept("", "6"),
            kept(".", "7"));

    assertThat(outcome.written()).isZero();
    assertThat(why(outcome)).hasSize(7).allMatch(one -> one.endsWith("leads out of the folder"));
    assertThat(folder.resolve("evil")).doesNotExist();
    assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
    assertThat(why(restored(kept("a\0b", "8"))))
        .containsExactly("a\0b: it is no file of this system");
  }

  @Test
  void into_whatCannotBeMade_isSaidAndTheRestIs() throws IOException {
    Files.createDirectories(target());
    Files.writeString(target().resolve("mine"), "mine");
    kept.put(digest("right"), "wrong");

    WorkspaceRestore.Outcome outcome =
        restored(
            kept("mine", "theirs"),
            listed("large", null),
            listed("lost", digest("lost").hex()),
            listed("damaged", digest("right").hex()),
            listed("bad", "x"),
            kept("good", "good"));

    assertThat(outcome.written()).isEqualTo(1);
    assertThat(why(outcome))
        .containsExactly(
            "mine: another file is there",
            "large: it was listed without its digest",
            "lost: its bytes were not kept",
            "damaged: its bytes are damaged",
            "bad: it is no file of this system");
    assertThat(target().resolve("mine")).hasContent("mine");
    try (var files = Files.list(target())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("mine", "good");
    }
  }
}
