package dev.clew.attest.approved;

import static dev.clew.core.Detail.content;
import static dev.clew.core.Detail.payload;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.clew.attest.approved.ApprovedDefinitions.Compared;
import dev.clew.core.Refusal;
import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.redaction.SecretRedactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovedDefinitionsTest {
  private static final String ROOT = "name: main\n";
  private static final String CHILD = "name: child\n";
  private static final String CATALOG = "apis: []\n";

  @TempDir private Path folder;

  private final SecretRedactor redactor = new SecretRedactor();
  private final TestLedger run =
      new TestLedger(
          new MemoryLedger(
              new LedgerId("default", "run_1", "ledger_1"), InstantSource.fixed(Instant.EPOCH)),
          redactor,
          Instant.EPOCH);

  private void run() {
    run.configCaptured("workflow", "flows/main.workflow", content(ROOT))
        .configCaptured("catalog", "api.catalog", content(CATALOG))
        .configCaptured("child_workflow", "sub/child.workflow", content(CHILD));
  }

  /// The files of the run, as they were, below a folder.
  private Path files(String name) throws IOException {
    Path base = folder.resolve(name);
    Files.createDirectories(base.resolve("flows/sub"));
    Files.createDirectories(base.resolve("flows/output"));
    Files.writeString(base.resolve("flows/main.workflow"), ROOT);
    Files.writeString(base.resolve("api.catalog"), CATALOG);
    Files.writeString(base.resolve("flows/sub/child.workflow"), CHILD);
    return base;
  }

  private ApprovedDefinitions compared(String approved, Path base) {
    return ApprovedDefinitions.of(
        Approved.of(approved), base.resolve("flows/output/x.ledger"), null, run.rows());
  }

  private static List<String> states(ApprovedDefinitions compared) {
    List<String> states = new ArrayList<>();
    for (Compared one : compared.definitions()) {
      states.add(one.definition().name() + " " + one.state().wire());
    }
    return states;
  }

  @Test
  void folder_ofTheSameFiles_allAreEqual() throws IOException {
    run();
    Path approved = files("approved");
    ApprovedDefinitions compared = compared(approved.toString(), files("work"));
    assertThat(states(compared))
        .containsExactly(
            "flows/main.workflow equal", "api.catalog equal", "sub/child.workflow equal");
    assertThat(compared.holds()).isTrue();
  }

  @Test
  void folder_oneOtherAndOneGone_areNamedWithTheirDigests() throws IOException {
    run();
    Path approved = files("approved");
    Files.writeString(approved.resolve("flows/main.workflow"), ROOT + "\n");
    Files.delete(approved.resolve("api.catalog"));
    Path work = files("work");
    ApprovedDefinitions compared = compared(approved.toString(), work);
    assertThat(states(compared))
        .containsExactly(
            "flows/main.workflow other", "api.catalog missing", "sub/child.workflow equal");
    assertThat(compared.holds()).isFalse();
    assertThat(compared.badCount()).isEqualTo(2);
    Compared other = compared.definitions().getFirst();
    assertThat(other.detail())
        .isEqualTo(
            "the run had "
                + Payload.of(ROOT).digest().hex().substring(0, 12)
                + ", approved is "
                + Payload.of(ROOT + "\n").digest().hex().substring(0, 12));
    assertThat(other.onDisk()).isEqualTo(work.resolve("flows/main.workflow"));
    Files.writeString(work.resolve("flows/main.workflow"), "name: changed since\n");
    assertThat(compared(approved.toString(), work).definitions().getFirst().onDisk()).isNull();
  }

  /// The folder in which the workflow lies, and not the one above it; and never a file outside.
  @Test
  void folder_withFewerFoldersAround_isLookedUpByTheRestOfTheName() throws IOException {
    run.configCaptured("workflow", "flows/main.workflow", content(ROOT));
    run.configCaptured("child_workflow", "sub/child.workflow", content(CHILD));
    run.configCaptured("child_workflow", "../outside.workflow", content(CHILD));
    Path approved = files("approved").resolve("flows");
    Files.writeString(approved.resolveSibling("outside.workflow"), CHILD);
    assertThat(states(compared(approved.toString(), files("work"))))
        .containsExactly(
            "flows/main.workflow equal", "sub/child.workflow equal", "../outside.workflow missing");
  }

  @Test
  void folder_theWorkingOne_isSearchedToo() {
    run.configCaptured("workflow", "pom.xml", content(ROOT));
    assertThat(states(compared(".", folder))).containsExactly("pom.xml other");
    run.configCaptured("file", "../pom.xml", content(ROOT));
    assertThat(compared(".", folder).definitions().getLast().found())
        .extracting(found -> found == null ? "" : found.where())
        .isEqualTo("pom.xml");
  }

  @Test
  void file_isComparedWithTheDefinitionOfItsNameOnly() throws IOException {
    run();
    Path approved = Files.writeString(folder.resolve("child.workflow"), CHILD);
    assertThat(states(compared(approved.toString(), files("work"))))
        .containsExactly("sub/child.workflow equal");
    Files.writeString(approved, "name: other\n");
    assertThat(states(compared(approved.toString(), files("work"))))
        .containsExactly("sub/child.workflow other");
  }

  @Test
  void file_ofWhichTheRunHasNone_isRefusedWithTheNamesThatItHas() throws IOException {
    run();
    Path approved = Files.writeString(folder.resolve("none.workflow"), CHILD);
    assertThatThrownBy(() -> compared(approved.toString(), folder))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no definition of the name none.workflow, only flows/main.workflow,");
  }

  @Test
  void definition_withoutADigest_isSaidAndNoFailure() throws IOException {
    run();
    run.configCaptured("environment_file", "test.env", with(ConfigCaptured.KEYS, List.of("A")));
    redactor.learn("password", "correct-horse-battery");
    run.configCaptured(
            "vars_file", "child.wfvars", payload(Payload.of("password: correct-horse-battery\n")))
        .configCaptured("vars_file", "plain.wfvars", payload(Payload.of("user: ada\n")))
        .event(Kind.CONFIG_CAPTURED, with(ConfigCaptured.ROLE, ConfigCaptured.ENVIRONMENT));
    Path approved = files("approved");
    Files.writeString(approved.resolve("flows/child.wfvars"), "password: correct-horse-battery\n");
    Files.writeString(approved.resolve("flows/plain.wfvars"), "user: ada\n");
    ApprovedDefinitions compared = compared(approved.toString(), files("work"));
    assertThat(states(compared))
        .endsWith("test.env not_captured", "child.wfvars not_comparable", "plain.wfvars equal");
    assertThat(compared.definitions().get(4).detail()).isEqualTo("a secret was taken out");
    assertThat(compared.holds()).isTrue();
  }

  @Test
  void run_withoutDefinitions_isRefused() {
    assertThatThrownBy(() -> compared(folder.toString(), folder))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the run captured no definition");
  }

  private static void git(Path in, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a"));
    command.addAll(List.of("-c", "user.email=a@example.com", "-c", "core.hooksPath=/dev/null"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.onExit().join().exitValue()).as(String.join(" ", words)).isZero();
  }

  private static boolean hasGit() {
    try {
      return new ProcessBuilder("git", "--version").start().onExit().join().exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void revision_isReadFromTheWorkTreeAroundTheDefinitions() throws IOException {
    assumeThat(hasGit()).isTrue();
    run();
    Path work = files("work");
    git(work, "init", "-q");
    Files.writeString(work.resolve("flows/sub/child.workflow"), "name: before\n");
    Files.delete(work.resolve("api.catalog"));
    git(work, "add", ".");
    git(work, "commit", "-q", "-m", "one");
    git(work, "tag", "v1");
    files("work");
    git(work, "add", ".");
    git(work, "commit", "-q", "-m", "two");
    assertThat(states(compared("v1", work)))
        .containsExactly(
            "flows/main.workflow equal", "api.catalog missing", "sub/child.workflow other");
    assertThat(compared("v1", work).definitions().getLast().found())
        .extracting(found -> found == null ? "" : found.where())
        .isEqualTo("v1:flows/sub/child.workflow");
    assertThat(compared("HEAD", work).holds()).isTrue();
    // What the run had, and not what is there now.
    Files.writeString(work.resolve("flows/main.workflow"), "name: changed\n");
    Files.delete(work.resolve("api.catalog"));
    assertThat(compared("HEAD", work).holds()).isTrue();
    assertThatThrownBy(() -> compared("v2", work))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("v2: there is no such file or folder, and no such revision");
  }

  @Test
  void revision_withoutAWorkTree_isRefused() throws IOException {
    run();
    Path work = files("work");
    assertThatThrownBy(() -> compared("v1", work))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no git work tree around the definitions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--output=x", "HEAD:flows", "a b", ""})
  void revision_thatIsAnOptionOrAPath_isRefused(String revision) {
    assertThatThrownBy(() -> new ApprovedRevision(revision))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no revision of git");
  }
}
