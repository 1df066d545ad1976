package dev.clew.execution.vcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.fact.run.Vcs;
import dev.clew.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With the real git, which the build needs anyway.
@Timeout(60)
class DefinitionOriginTest {
  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void repository() throws Exception {
    git("init", "-q");
    file = Files.createDirectories(folder.resolve("jobs/nightly")).resolve("job.workflow");
    Files.writeString(file, "name: job\n");
  }

  private String git(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com"));
    command.addAll(List.of(words));
    Process git =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(out).isZero();
    return out.strip();
  }

  private String commit() throws Exception {
    git("add", ".");
    git("commit", "-q", "-m", "work");
    return git("rev-parse", "HEAD");
  }

  private @Nullable Vcs vcs() {
    return DefinitionOrigin.of(file).vcs();
  }

  private boolean isDirty() {
    return Boolean.TRUE.equals(Objects.requireNonNull(vcs()).dirty());
  }

  @Test
  void of_committedFile_saysCommitPathAndRemote() throws Exception {
    git("remote", "add", "origin", "https://me:hunter2@example.com/flows.git");
    String commit = commit();
    assertThat(Objects.requireNonNull(vcs()).attributes())
        .isEqualTo(
            Json.object()
                .put("remote", "https://example.com/flows.git")
                .put("commit", commit)
                .put("path", "jobs/nightly/job.workflow")
                .put("dirty", Json.FALSE)
                .build());
  }

  @Test
  void of_noRemote_saysTheRest() throws Exception {
    String commit = commit();
    Vcs vcs = Objects.requireNonNull(vcs());
    assertThat(vcs.commit()).isEqualTo(commit);
    assertThat(vcs.has(Vcs.REMOTE)).isFalse();
  }

  @Test
  void of_otherContentThanTheCommit_isDirty() throws Exception {
    commit();
    Files.writeString(file, "name: other\n");
    assertThat(isDirty()).isTrue();
    git("add", ".");
    assertThat(isDirty()).as("staged is not committed").isTrue();
    commit();
    assertThat(isDirty()).isFalse();
    Files.writeString(file, "name: other\r\n");
    assertThat(isDirty()).as("a checkout on Windows").isFalse();
  }

  @Test
  void of_untrackedFile_isDirty() throws Exception {
    commit();
    file = Files.writeString(folder.resolve("new.workflow"), "name: new\n");
    assertThat(isDirty()).isTrue();
    assertThat(Objects.requireNonNull(vcs()).path()).isEqualTo("new.workflow");
  }

  @Test
  void of_linkIntoTheWorkTree_isTheFileItself() throws Exception {
    commit();
    Path elsewhere = Files.createTempDirectory("clew-link");
    file = Files.createSymbolicLink(elsewhere.resolve("linked.workflow"), file);
    assertThat(Objects.requireNonNull(vcs()).path()).isEqualTo("jobs/nightly/job.workflow");
    Files.delete(file);
    Files.delete(elsewhere);
  }

  @Test
  void of_repositoryWithoutACommit_isUnknown() {
    assertThat(vcs()).isNull();
  }

  @Test
  void of_noRepository_isUnknown() throws IOException {
    Path elsewhere = Files.createTempDirectory("clew-no-repository");
    file = Files.writeString(elsewhere.resolve("a.workflow"), "");
    assertThat(vcs()).isNull();
    Files.delete(file);
    Files.delete(elsewhere);
  }

  @Test
  void of_folderThatOnlyLooksLikeARepository_isUnknown() throws IOException {
    Path fake = Files.createTempDirectory("clew-fake");
    Files.writeString(fake.resolve(".git"), "gitdir: nowhere\n");
    file = Files.writeString(fake.resolve("a.workflow"), "");
    assertThat(vcs()).isNull();
    Files.delete(fake.resolve(".git"));
    Files.delete(file);
    Files.delete(fake);
  }

  /// What a repository may have git execute.
  @Test
  void of_anyRepository_executesNothingOfIt() throws Exception {
    commit();
    Path marker = folder.resolve("executed");
    Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\ntouch " + marker + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    git("config", "core.fsmonitor", script.toString());
    git("config", "filter.evil.clean", script.toString());
    git("config", "diff.external", script.toString());
    Files.writeString(folder.resolve(".gitattributes"), "* filter=evil\n");
    Files.writeString(file, "name: other\n");
    assertThat(isDirty()).isTrue();
    assertThat(marker).doesNotExist();
  }
}
