package dev.clew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.verify.TestFiles;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.runs.LedgerSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run says from which commit its definition was.
@Timeout(120)
class DefinitionOriginTest {
  @TempDir private Path folder;

  @BeforeEach
  void workflow() throws IOException {
    write("name: flow");
  }

  private void write(String name) throws IOException {
    Files.writeString(
        folder.resolve("flow.workflow"),
        """
        version: "1"
        %s
        stages:
          - {name: s, kind: Http, apiRef: svc, endpoint: /a, httpVerb: GET, mock: {status: 200, payload: '{}'}}
        """
            .formatted(name));
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
    git("init", "-q");
    git("remote", "add", "origin", "https://me:canary-4711@example.com/flows.git");
    git("add", "flow.workflow");
    git("commit", "-q", "-m", "work");
    return git("rev-parse", "HEAD");
  }

  /// @return its ledger
  private Path run(String out) throws IOException {
    Path to = folder.resolve(out);
    TestFiles.Ran ran =
        TestFiles.clew(
            "run",
            folder.resolve("flow.workflow"),
            "--base-url",
            "svc=http://127.0.0.1:9",
            "--mocked",
            "--report-format",
            "none",
            "--out",
            to);
    assertThat(ran.code()).as(ran.err()).isZero();
    try (Stream<Path> files = Files.list(to)) {
      return files.filter(file -> file.toString().endsWith(".ledger")).findFirst().orElseThrow();
    }
  }

  private static @Nullable Json vcs(Path ledger) {
    for (Row row : new LedgerSource(ledger).read().rows()) {
      Event event = row.event();
      if (event.is(Kind.CONFIG_CAPTURED)
          && event.attributes().text("role", "").equals("workflow")) {
        return event.attributes().get("vcs");
      }
    }
    throw new AssertionError("no definition in " + ledger);
  }

  @Test
  void run_inAWorkTree_recordsTheCommitAndNoCredential() throws Exception {
    String commit = commit();
    Path ledger = run("out");
    assertThat(vcs(ledger))
        .isEqualTo(
            Json.object()
                .put("commit", commit)
                .put("dirty", Json.FALSE)
                .put("path", "flow.workflow")
                .put("remote", "https://example.com/flows.git")
                .build());
    assertThat(Files.readString(ledger, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
  }

  /// It is a fact about the machine of the run.
  @Test
  void run_inAWorkTree_isTheSameWorkAndIsVerified() throws Exception {
    Path before = run("before");
    assertThat(vcs(before)).isNull();
    commit();
    Path after = run("after");
    assertThat(after.getFileName()).isEqualTo(before.getFileName());
    TestFiles.Ran verified = TestFiles.clew("replay", after, "--offline");
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
    TestFiles.Ran compared = TestFiles.clew("diff", before, after);
    assertThat(compared.code()).as(compared.out()).isZero();
  }

  @Test
  void list_definition_findsTheRunsOfACommit() throws Exception {
    String commit = commit();
    run("out");
    write("name: changed");
    git("commit", "-q", "-a", "-m", "more");
    run("later");
    TestFiles.Ran listed = TestFiles.clew("list", folder, "--definition", commit.substring(0, 7));
    assertThat(listed.out()).contains("flow").doesNotContain("changed");
    assertThat(TestFiles.clew("list", folder, "--definition", "0".repeat(40)).out())
        .contains("no runs");
  }
}
