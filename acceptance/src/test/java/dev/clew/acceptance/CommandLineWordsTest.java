package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What somebody has to type is said by the command line and by the terminal's part of `report`.
/// Below them a remedy is a value ([dev.clew.core.Remedy]), which another surface says otherwise.
class CommandLineWordsTest {
  private static final Path ROOT = Path.of(System.getProperty("clew.root", ".."));

  /// The surface; and what knows the options of other programs.
  private static final List<String> EXEMPT =
      List.of(
          "cli/",
          "bench/",
          "store-tck/src/main/java/dev/clew/storetck/PostgresServer.java",
          "report/src/main/java/dev/clew/report/terminal/",
          "redaction/src/main/java/dev/clew/redaction/scan/",
          "logs/");

  /// Those that call git: the words of its command line are no sentences.
  private static final List<String> CALLING_GIT =
      List.of(
          "attest/src/main/java/dev/clew/attest/approved/ApprovedRevision.java",
          "execution/src/main/java/dev/clew/execution/vcs/GitFile.java");

  private static final Pattern GIT_WORD = Pattern.compile("--(verify|quiet|show-prefix|get)");

  private static final Pattern TOKEN =
      Pattern.compile(
          "//[^\\n]*"
              + "|/\\*[\\s\\S]*?\\*/"
              + "|\"\"\"(?<block>[\\s\\S]*?)\"\"\""
              + "|\"(?<text>(?:[^\"\\\\\\n]|\\\\.)*)\""
              + "|'(?:[^'\\\\\\n]|\\\\.[0-9a-fu]*)'");

  private static final Pattern WORDS =
      Pattern.compile(
          "\\bclew (artifacts|check|completion|demo|diff|events|exec|import|init|list|open|plan"
              + "|replay|report|retry|run|show|sign|snapshot|verify|why)\\b"
              + "|(^|[ \"`(])--[a-z]",
          Pattern.MULTILINE);

  @Test
  void sources_belowTheCommandLine_doNotSayWhatToType() throws IOException {
    List<String> found = new ArrayList<>();
    List<Path> sources = sources();
    for (Path source : sources) {
      found.addAll(commandLineWords(source));
    }
    assertThat(sources).hasSizeGreaterThan(500);
    assertThat(found).isEmpty();
  }

  @Test
  void words_ofTheTerminal_areSeen() throws IOException {
    Path words = ROOT.resolve("report/src/main/java/dev/clew/report/terminal/RemedyWords.java");
    assertThat(commandLineWords(words)).hasSizeGreaterThan(20);
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.sorted().toList()) {
        Path main = module.resolve("src/main/java");
        if (Files.isDirectory(main)) {
          try (Stream<Path> files = Files.walk(main)) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> EXEMPT.stream().noneMatch(shown(file)::startsWith))
                .forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }

  private static List<String> commandLineWords(Path source) throws IOException {
    List<String> found = new ArrayList<>();
    Matcher token = TOKEN.matcher(Files.readString(source));
    while (token.find()) {
      String text = token.group("text") == null ? token.group("block") : token.group("text");
      boolean isOfGit =
          text != null && CALLING_GIT.contains(shown(source)) && GIT_WORD.matcher(text).matches();
      if (text != null && !isOfGit && WORDS.matcher(text).find()) {
        found.add(shown(source) + ": " + text);
      }
    }
    return found;
  }

  private static String shown(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }
}
