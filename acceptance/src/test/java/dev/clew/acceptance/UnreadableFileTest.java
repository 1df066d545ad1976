package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are too large, endless or gone: one line, never a stack trace, and the others are
/// read.
class UnreadableFileTest extends ExecRuns {
  private void makeLarge(String name) throws Exception {
    try (RandomAccessFile large = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
      large.setLength(3L << 30);
    }
  }

  private Clew.Ran clew(String... words) {
    return Clew.in(folder).run(words);
  }

  @Test
  void listAndWhy_oneFileIsTooLarge_passOverItWithAWarning() throws Exception {
    assertThat(run("-q", "--", "sh", "-c", "exit 3").code()).isEqualTo(3);
    makeLarge("big.workflow.report.json");
    makeLarge("page.workflow.report.html");
    makeLarge("holes.workflow.ledger");
    for (String command : new String[] {"list", "why"}) {
      Clew.Ran ran = clew(command);
      assertThat(ran.code()).as(ran.toString()).isZero();
      assertThat(ran.out()).contains("exit 3");
      assertThat(ran.err().lines())
          .hasSize(3)
          .allMatch(line -> line.startsWith("clew: warning: "))
          .anyMatch(
              line -> line.contains("big.workflow.report.json") && line.contains("report.bytes"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "verify", "why", "open"})
  void command_endlessReport_isOneLine(String command) throws Exception {
    Files.createSymbolicLink(folder.resolve("z.workflow.report.json"), Path.of("/dev/zero"));
    Clew.Ran ran = clew(command, "z.workflow.report.json");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).contains("z.workflow.report.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"w.workflow", "rules.yaml"})
  void command_endlessDefinition_isOneLine(String name) throws Exception {
    Files.createSymbolicLink(folder.resolve(name), Path.of("/dev/zero"));
    Clew.Ran ran =
        name.startsWith("w") ? clew("check", name) : clew("exec", "--rules", name, "--", "true");
    assertThat(ran.err()).contains("source.bytes").doesNotContain("\tat ");
  }

  @Test
  void exec_itsFolderIsRemovedMeanwhile_isSaidInWords() {
    Clew.Ran ran = run("-q", "--out", "o", "--", "sh", "-c", "rm -rf o; echo done");
    assertThat(ran.out()).isEqualTo("done\n");
    assertThat(ran.err()).contains("is gone: it or its folder was removed");
    assertThat(ran.err().lines()).hasSize(1);
  }

  @Test
  void exec_nameThatLooksLikeAnOption_makesFilesThatDoNot() {
    assertThat(run("-q", "-n", "-rf", "--out", "o", "--", "true").code()).isZero();
    assertThat(Onboarding.only(folder, ".ledger").getFileName().toString()).startsWith("rf.");
  }

  /// Where the command's own output goes, too: nothing of it is lost.
  @Test
  void exec_junitToStdout_comesAfterTheOutput() throws Exception {
    Path out = folder.resolve("out.txt");
    Process shell =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Clew.classPath(),
                "dev.clew.cli.Main",
                "exec",
                "-q",
                "--junit",
                "/dev/stdout",
                "--",
                "echo",
                "hello")
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(shell.waitFor()).isZero();
    assertThat(Files.readString(out)).startsWith("hello\n<?xml").contains("<testsuite");
  }
}
