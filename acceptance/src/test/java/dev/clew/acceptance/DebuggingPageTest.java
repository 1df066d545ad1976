package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/debugging-a-run.md` with the true output of its commands: they are run, and what they
/// print is compared but for times, ids, digests and numbers of rows. `-Dgolden.update=true` writes
/// it.
class DebuggingPageTest {
  private static final Path ROOT = Path.of(System.getProperty("clew.root", ".."));
  private static final Path PAGE = ROOT.resolve("docs/debugging-a-run.md");
  private static final Pattern BLOCK =
      Pattern.compile("```console\n\\$ clew ([^\n]*)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir private Path folder;

  @Test
  void commands_ofThePage_printWhatItSays() throws IOException, InterruptedException {
    Files.createSymbolicLink(
        folder.resolve("examples"), ROOT.resolve("examples").toAbsolutePath().normalize());
    Process server =
        new ProcessBuilder(
                "python3",
                "examples/nightly-report/server.py",
                "--port",
                "0",
                "--port-file",
                "port")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String url = "http://127.0.0.1:" + port(server);
      String page = Files.readString(PAGE);
      StringBuilder actual = new StringBuilder();
      Matcher block = BLOCK.matcher(page);
      while (block.find()) {
        Clew clew = Clew.in(folder).with("NIGHTLY_SERVER", url).with("COLUMNS", "110");
        Clew.Ran ran = clew.run(words(block.group(1)).toArray(String[]::new));
        boolean exec = block.group(1).startsWith("exec") || block.group(1).startsWith("replay");
        String output = exec ? ownLines(ran.err()) : ran.out();
        block.appendReplacement(
            actual,
            Matcher.quoteReplacement(
                "```console\n$ clew " + block.group(1) + "\n" + named(output) + "```"));
      }
      block.appendTail(actual);
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(PAGE, actual);
      }
      assertThat(masked(actual.toString())).isEqualTo(masked(Files.readString(PAGE)));
    } finally {
      server.destroyForcibly();
    }
  }

  private String port(Process server) throws IOException, InterruptedException {
    Path file = folder.resolve("port");
    while (server.isAlive() && (!Files.exists(file) || Files.readString(file).isBlank())) {
      Thread.sleep(20);
    }
    return Files.readString(file).strip();
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }

  /// What clew says itself, without the output of the command.
  private static String ownLines(String text) {
    StringBuilder own = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("clew: ")) {
        own.append(line).append('\n');
      }
    }
    return own.toString();
  }

  /// Without the folder and the port of this run.
  private String named(String output) {
    return output
        .replace(folder.toString() + "/", "")
        .replace(folder.toString(), "/home/ci/app")
        .replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:8742");
  }

  private static String masked(String page) {
    return page.replaceAll("run_[0-9a-z]{26}|att_[0-9a-z]{26}", "ID")
        .replaceAll("sha256:[0-9a-f]{12,64}", "sha256:D")
        .replaceAll("\\.[0-9a-f]{8}\\.workflow", ".KEY.workflow")
        .replaceAll("--grep [0-9a-f]{8}", "--grep KEY")
        .replaceAll("--plan-digest [0-9a-f]{16}", "--plan-digest D")
        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME")
        .replaceAll("[0-9]+(\\.[0-9]+)? ?(ms|s|kB|B|bytes|milliseconds)\\b|[0-9]+m[0-9]+s", "N")
        .replaceAll(", N of it clew's own", "")
        .replaceAll("rows? \\[?[0-9, ]+\\]?", "row N")
        .replaceAll("[ █╌]{2,}", " ")
        .replaceAll("idle N|work N", "N")
        .replaceAll("(?m) +$", "");
  }
}
