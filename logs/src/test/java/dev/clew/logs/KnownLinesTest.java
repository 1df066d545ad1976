package dev.clew.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.logs.rules.RuleFile;
import dev.clew.logs.rules.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// A line that is like one before it is taken for what it would be if it were read.
class KnownLinesTest {
  private static final Path CORPUS = Path.of("../corpus");
  private static final Path ORDINARY =
      Path.of("../redaction/src/test/resources/ordinary-lines.txt.gz");
  private static final Pattern WORD = Pattern.compile("[0-9A-Za-z]+");
  private static final Pattern ID = Pattern.compile("(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{8,}");
  private static final String HEX = "0123456789abcdef";

  /// Each line of real tools, and the same with other numbers and ids.
  private static List<String> lines(Random random) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CORPUS);
        InputStream ordinary = new GZIPInputStream(Files.newInputStream(ORDINARY))) {
      addLines(ordinary.readAllBytes(), lines);
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        addLines(Files.readAllBytes(file), lines);
      }
    }
    List<String> all = new ArrayList<>();
    for (String line : lines) {
      all.add(line);
      for (int variant = 0; variant < 3; variant++) {
        all.add(otherValues(line, random));
      }
    }
    return all;
  }

  private static void addLines(byte[] text, List<String> lines) {
    lines.addAll(List.of(new String(text, StandardCharsets.UTF_8).split("\n", -1)));
  }

  private static String otherValues(String line, Random random) {
    StringBuilder out = new StringBuilder();
    Matcher words = WORD.matcher(line);
    int at = 0;
    while (words.find()) {
      out.append(line, at, words.start());
      String word = words.group();
      boolean isId = ID.matcher(word).matches();
      for (int unit = 0; unit < word.length(); unit++) {
        char was = word.charAt(unit);
        boolean isDigit = was >= '0' && was <= '9';
        out.append(
            isId
                ? HEX.charAt(random.nextInt(16))
                : isDigit ? (char) ('0' + random.nextInt(10)) : was);
      }
      at = words.end();
    }
    return out.append(line, at, line.length()).toString();
  }

  private static final class Both implements LogSink {
    private final Map<Long, LogRecord> read = new HashMap<>();
    private final Map<Long, LogRecord> alike = new HashMap<>();

    LogRecord readAt(long offset) {
      return Objects.requireNonNull(read.get(offset));
    }

    @Override
    public void record(LogRecord record) {
      read.put(record.offset(), record);
    }

    @Override
    public void alike(AlikeLine line) {
      read.put(line.offset(), line.record());
      alike.put(line.offset(), line.like());
    }
  }

  private static Both read(Rules rules, List<String> lines) {
    Both both = new Both();
    LogReader reader = new LogReader("stderr", rules, both);
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    reader.take(bytes, 0, bytes.length);
    reader.end();
    return both;
  }

  private static void assertSame(Both both) {
    both.alike.forEach((offset, like) -> {
      LogRecord read = both.readAt(offset);
      assertThat(like.rule()).as(read.text()).isEqualTo(read.rule());
      assertThat(like.severity()).as(read.text()).isEqualTo(read.severity());
      assertThat(like.kind()).as(read.text()).isEqualTo(read.kind());
      assertThat(like.httpStatus()).as(read.text()).isEqualTo(read.httpStatus());
    });
  }

  @Test
  void alike_linesOfRealToolsWithOtherValues_areWhatTheyAreWhenRead() throws IOException {
    long seed = Long.getLong("seed", 742L);
    System.out.println("seed " + seed + " (-Dseed=" + seed + ")");
    Both both = read(Rules.builtIn(), lines(new Random(seed)));

    assertThat(both.alike.size()).isGreaterThan(20_000);
    assertSame(both);
    long otherTemplate =
        both.alike.entrySet().stream()
            .filter(
                one -> !one.getValue().templateId().equals(both.readAt(one.getKey()).templateId()))
            .count();
    assertThat(otherTemplate).isLessThan(both.alike.size() / 500);
  }

  /// What a rule, a level or a status could say by a number is read each time.
  @Test
  void alike_numbersThatSaySomething_areRead() {
    Rules rules =
        Rules.builtIn()
            .with(
                RuleFile.read(
                    "own.yaml",
                    """
                    rules:
                      - id: own.code
                        version: 1
                        tier: template
                        literal: "shard code 4711"
                        kind: error
                        cause: dependency
                        code: shard_lost
                    """));
    Both both =
        read(
            rules,
            List.of(
                "shard code 1",
                "shard code 4711",
                "shard code 2",
                "{\"level\":30,\"msg\":\"done\"}",
                "{\"level\":50,\"msg\":\"done\"}",
                "{\"level\":30,\"msg\":\"done\",\"status\":200}",
                "{\"level\":30,\"msg\":\"done\",\"status\":500}",
                "level=info msg=done status=200",
                "level=info msg=done status=503",
                "<14>job: done",
                "<11>job: done",
                "exited with code 1",
                "exited with code 137",
                "2026-99-99 00:00:00 [main] ERROR lost",
                "2026-11-22 00:00:00 [main] ERROR lost",
                "2026-11-22 00:00:00 [main] INFO ready in 12 ms",
                "2026-11-22 00:00:01 [main] INFO ready in 7 ms"));

    assertThat(both.alike.size()).isEqualTo(1);
    assertSame(both);
  }
}
