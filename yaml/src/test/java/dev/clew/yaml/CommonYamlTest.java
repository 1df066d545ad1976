package dev.clew.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read without the engine is what the engine reads: the same nodes at the same places, and
/// nothing of it is wrong.
class CommonYamlTest {
  private static final Path ROOT = Path.of(System.getProperty("clew.root", ".."));
  private static final List<String> FOLDERS =
      List.of("examples", "sih", "corpus", "bench", "language-sih/src/test", "cli/src/test");
  private static final int LONGEST_MUTATED = 6_000;

  /// What has a meaning in YAML, and some that has none.
  private static final String[] PIECES = {
    " ",
    " ",
    "  ",
    "\n",
    "\n",
    ": ",
    ":",
    "- ",
    "-",
    "#",
    " #",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    "'",
    "\"",
    "''",
    "|",
    "|\n",
    "|-\n",
    "|+",
    ">",
    "&a ",
    "*a",
    "!t ",
    "%",
    "?",
    "? ",
    "@",
    "`",
    "\\",
    "\\n",
    "\\x41",
    "---",
    "...",
    "\r\n",
    "\r",
    "\t",
    "~",
    "null",
    "a",
    "b",
    "key: ",
    "é",
    "😀",
    "\u0085",
    "\u2028",
    "\ufeff",
    "\u0000",
    "a: 1\n",
    "- b\n",
    "{{x}}",
    "{{y: z}}",
    "\n  ",
    "\n    ",
    ">\n",
    ">-\n",
    "|\n  ",
    ">\n  ",
    "\n  x y"
  };

  private final long seed = Long.getLong("seed", 742L);
  private int common;

  private static List<String> files() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> found = Files.walk(ROOT.resolve(folder))) {
        for (Path path : found.filter(CommonYamlTest::isYaml).sorted().toList()) {
          texts.add(Files.readString(path));
        }
      }
    }
    return texts;
  }

  private static boolean isYaml(Path path) {
    String name = path.getFileName().toString();
    return Files.isRegularFile(path)
        && (name.endsWith(".workflow")
            || name.endsWith(".catalog")
            || name.endsWith(".wfvars")
            || name.endsWith(".yaml")
            || name.endsWith(".yml"));
  }

  private @Nullable YamlNode compare(String text) {
    SourceFile source = new SourceFile("w", text);
    YamlNode read = CommonYaml.read(source);
    if (read != null) {
      common++;
      Diagnostics diagnostics = new Diagnostics();
      YamlNode expected = EngineYaml.read(source, diagnostics);
      String what = "seed " + seed + ":\n" + text;
      assertThat(diagnostics.inOrder()).as(what).isEmpty();
      assertThat(read).as(what).isEqualTo(expected);
    }
    return read;
  }

  @Test
  void read_filesOfTheRepository_areAsTheEngineReadsThem() throws IOException {
    List<String> files = files();
    files.forEach(this::compare);
    assertThat(files).hasSizeGreaterThan(300);
    assertThat(common).as("files that need no engine").isGreaterThan(files.size() / 2);
  }

  @Test
  void read_mutatedFiles_areAsTheEngineReadsThem() throws IOException {
    Random random = new Random(seed);
    List<String> files = files().stream().filter(text -> text.length() < LONGEST_MUTATED).toList();
    for (int count = 0; count < 20_000 * Integer.getInteger("seeds.percent", 10) / 100; count++) {
      String text = files.get(random.nextInt(files.size()));
      for (int times = 1 + random.nextInt(3); times > 0 && !text.isEmpty(); times--) {
        text = mutated(text, random);
      }
      compare(text);
    }
    assertThat(common).isGreaterThan(2_000 * Integer.getInteger("seeds.percent", 10) / 100);
  }

  private static String mutated(String text, Random random) {
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + random.nextInt(4));
    String piece = PIECES[random.nextInt(PIECES.length)];
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, from) + text.substring(to);
      case 1 -> text.substring(0, from) + piece + text.substring(to);
      case 2 -> text.substring(0, from) + piece + text.substring(from);
      case 3 -> {
        int line = text.indexOf('\n', from) + 1;
        yield text.substring(0, line) + " ".repeat(random.nextInt(5)) + text.substring(line);
      }
      case 4 -> {
        int line = text.indexOf('\n', from) + 1;
        int end = Math.max(line, text.indexOf('\n', line) + 1);
        yield text.substring(0, end) + text.substring(line, end) + text.substring(end);
      }
      default -> {
        int line = text.indexOf('\n', from) + 1;
        int next = line;
        while (next < text.length() && text.charAt(next) == ' ' && random.nextInt(4) > 0) {
          next++;
        }
        yield text.substring(0, line) + text.substring(next);
      }
    };
  }

  @Test
  void read_piecesOfYaml_areAsTheEngineReadsThem() {
    Random random = new Random(seed);
    for (int count = 0; count < 200_000 * Integer.getInteger("seeds.percent", 10) / 100; count++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "a: " : "");
      for (int pieces = 1 + random.nextInt(10); pieces > 0; pieces--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      compare(text.toString());
    }
    assertThat(common).isGreaterThan(2_000 * Integer.getInteger("seeds.percent", 10) / 100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1",
        "a:\nb: ~\n",
        "# c\n\n- a\n-\n- - b\n  - c: d\n    e: f\n",
        "a:\n- b\n- c\nd:\n    - e\n",
        "a: [1, 'it''s', \"q\\\"\\n\", {b: c, \"d\":e}, [], {},] # c\n",
        "a: [\n1,\n 2\n]\nb: {\nc: d}\n",
        "a: |\n  x\n   y\n\n  z\n\n\nb: |-\n  x\n",
        "a: >-\n  b\n  c\n\n\n  d\n\n   e\n  f\nb: >\n c\n  d \n\n e\n f\n",
        "a:\r\n  - b: |\r\n      x\r\n      y\r\n    c: d # e\r\n",
        "'a b': x#y\n\"c\": http://h:1/p?q=[r]\nd: -1\n",
        "ö😀: [😀, a]\nb: \"😀\" # 😀\nc: \u00a0\n"
      })
  void read_whatPeopleWrite_needsNoEngine(String text) {
    assertThat(compare(text)).as(text).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only a comment",
        "text",
        "a: &b 1\nc: *b\n",
        "a: !!str 1\n",
        "%YAML 1.2\n---\na: 1\n",
        "--- \na: 1\n",
        "a: 1\n...\n",
        "? a\n: b\n",
        "a: b\n  c\n",
        "a: 'b\n  c'\n",
        "a: >+\n  b\n",
        "a: |+\n  b\n\n",
        "a: |2\n    b\n",
        "a: |\n\n  b\n",
        "a: |\n  b",
        "a: b: c\n",
        "a: - b\n",
        "a: 1\n b: 2\n",
        "a:\n  - b\n c: d\n",
        "- a\nb: c\n",
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        "a: {b}\n",
        "a: [b: c]\n",
        "a: {{b}}\n",
        "a: [1] 2\n",
        "a: \"b\"#c\n",
        "a: \"\\u0041\"\n",
        "a:\tb\n",
        "a: [1\n",
        "a: @b\n",
        "a: \ud83d\n",
        "\ufeffa: 1\n",
        "a: \u2028\n"
      })
  void read_whatIsRareOrWrong_isLeftToTheEngine(String text) {
    assertThat(compare(text)).as(text).isNull();
  }

  @Test
  void read_overALimit_isLeftToTheEngine() {
    String deep = "- ".repeat(YamlLimits.MAX_DEPTH);
    assertThat(compare(deep + "a")).isNotNull();
    assertThat(compare(deep + "- a")).isNull();
    assertThat(compare("a: " + "[".repeat(49) + "]".repeat(49))).isNotNull();
    assertThat(compare("a: " + "[".repeat(50) + "]".repeat(50))).isNull();
    assertThat(compare("- a\n".repeat(YamlLimits.MAX_ENTRIES))).isNotNull();
    assertThat(compare("- a\n".repeat(YamlLimits.MAX_ENTRIES + 1))).isNull();
    String full = "- [" + "a,".repeat(999) + "]\n";
    assertThat(compare(full.repeat(499))).isNotNull();
    assertThat(compare(full.repeat(500))).isNull();
    String key = "k".repeat(1_100) + ": 1\n";
    assertThat(compare(key)).isNull();
    assertThat(compare("k".repeat(1_000) + ": 1\n")).isNotNull();
  }

  @Test
  void read_manyKeys_findsTheOneThatIsGivenTwice() {
    StringBuilder text = new StringBuilder();
    for (int key = 0; key < 100; key++) {
      text.append('k').append(key).append(": 1\n");
    }
    assertThat(compare(text.toString())).isNotNull();
    assertThat(compare(text + "k50: 1\n")).isNull();
    assertThat(compare(text + "k5: 1\n")).isNull();
  }
}
