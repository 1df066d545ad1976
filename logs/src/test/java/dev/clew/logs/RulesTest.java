package dev.clew.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.logs.rules.LogRule;
import dev.clew.logs.rules.RuleFile;
import dev.clew.logs.rules.RuleFileException;
import dev.clew.logs.rules.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RulesTest {
  private record Sample(String rule, boolean fits, String line) {}

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    try (InputStream in = RulesTest.class.getResourceAsStream("samples.tsv")) {
      assertThat(in).isNotNull();
      for (String line :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList()) {
        String[] parts = line.split("\t", 3);
        samples.add(
            new Sample(
                parts[0],
                parts[1].equals("+"),
                parts[2].replace("\\n", "\n").replace("\\t", "\t")));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return samples;
  }

  private static String idOf(LogRecord record) {
    return record.rule().replaceFirst("@.*", "");
  }

  @Test
  void builtIn_everyRule_hasSamplesThatFitAndThatDoNot() {
    Set<String> fitting = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    samples().forEach(sample -> (sample.fits() ? fitting : others).add(sample.rule()));
    Set<String> ids = new TreeSet<>(Rules.builtIn().all().stream().map(LogRule::id).toList());
    assertThat(ids).hasSizeGreaterThanOrEqualTo(100);
    assertThat(fitting).isEqualTo(ids);
    assertThat(others).isEqualTo(ids);
  }

  @Test
  void builtIn_everyPattern_compiles() throws IOException, URISyntaxException {
    URI folder = Objects.requireNonNull(Rules.class.getResource("build.yaml")).toURI();
    List<LogRule> read = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of(folder).resolveSibling("."), "*.yaml")) {
      for (Path file : files) {
        read.addAll(RuleFile.read(file.toString(), Files.readString(file)));
      }
    }
    assertThat(Rules.of(read).digest()).isEqualTo(Rules.builtIn().digest());
  }

  @Test
  void judge_samples_fitTheirRuleOrDoNot() {
    List<String> wrong = new ArrayList<>();
    for (Sample sample : samples()) {
      LogRecord record = Reading.of(sample.line()).getFirst();
      if (idOf(record).equals(sample.rule()) != sample.fits()) {
        wrong.add(sample + " gave " + record.rule() + " " + record.candidates());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void without_eachRule_turnsItsRecordsToAnotherOrUnknownAndNeverAway() {
    Rules all = Rules.builtIn();
    int unknown = 0;
    for (Sample sample : samples()) {
      if (sample.fits()) {
        List<LogRecord> records = Reading.of(sample.line(), all.without(sample.rule()));
        assertThat(records).hasSize(1);
        assertThat(idOf(records.getFirst())).isNotEqualTo(sample.rule());
        unknown += records.getFirst().rule().equals(LogRecord.UNKNOWN) ? 1 : 0;
        assertThat(records.getFirst().ranges())
            .isEqualTo(Reading.of(sample.line()).getFirst().ranges());
      }
    }
    assertThat(unknown).isGreaterThan(100);
  }

  private static final String TWO =
      """
      rules:
        - {id: a.one, version: 1, tier: text, literal: frobnication failed, kind: error, cause: code, code: a}
        - {id: b.two, version: 3, tier: text, literal: failed frobnication, kind: error, cause: %s, code: %s}
      """;

  @Test
  void judge_tieThatSaysDifferentThings_isAmbiguousAndNamesBoth() {
    Rules rules = Rules.of(RuleFile.read("u.yaml", TWO.formatted("config", "b")));
    LogRecord record = Reading.of("frobnication failed failed frobnication", rules).getFirst();
    assertThat(record.rule()).isEqualTo(LogRecord.AMBIGUOUS);
    assertThat(record.candidates()).containsExactly("a.one@1", "b.two@3");
    assertThat(record.cause()).isEqualTo("unknown");
    assertThat(record.code()).isNull();
    assertThat(record.kind()).isEqualTo("error");
    assertThat(record.toLogLine().candidates()).hasSize(2);
  }

  @Test
  void judge_tieThatSaysTheSame_isTheFirstById() {
    Rules rules = Rules.of(RuleFile.read("u.yaml", TWO.formatted("code", "a")));
    LogRecord record = Reading.of("failed frobnication, frobnication failed", rules).getFirst();
    assertThat(record.rule()).isEqualTo("a.one@1");
  }

  @Test
  void judge_severalFit_theBetterTierThenTheMoreSpecificDecides() {
    String file =
        """
        rules:
          - {id: z.text, version: 1, tier: text, literal: the disk is quite full, kind: error}
          - {id: y.short, version: 1, tier: template, literal: disk, kind: error}
          - {id: x.long, version: 1, tier: template, literal: disk is, kind: error}
        """;
    Rules rules = Rules.of(RuleFile.read("u.yaml", file));
    String line = "the disk is quite full";
    assertThat(Reading.of(line, rules).getFirst().rule()).isEqualTo("x.long@1");
    assertThat(Reading.of(line, rules.without("x.long")).getFirst().rule()).isEqualTo("y.short@1");
    assertThat(Reading.of(line, rules.without("x.long").without("y.short")).getFirst().rule())
        .isEqualTo("z.text@1");
  }

  @Test
  void judge_rateInsideOtherWords_isNoRateLimit() {
    for (String line :
        List.of(
            "generate limits exceeded",
            "generate rates; limit exceeded later",
            "generated 42 pages",
            "rate_limits table loaded",
            "migrate limit reached",
            "separated limit hit")) {
      assertThat(Reading.one(line).code()).as(line).isNotEqualTo("rate_limit");
    }
    assertThat(Reading.one("API rate limit exceeded").code()).isEqualTo("rate_limit");
  }

  @Test
  void judge_lineThatTheProgramCallsHarmless_isNoError() {
    LogRecord info = Reading.one("2026-11-22 13:09:44 INFO retry after connection refused");
    assertThat(info.kind()).isEqualTo("log");
    assertThat(info.code()).isEqualTo("connect_refused");
    assertThat(Reading.one("retry after connection refused").kind()).isEqualTo("error");
  }

  @Test
  void judge_wordInAStackFrame_isNoCause() {
    LogRecord record =
        Reading.one(
            "java.lang.IllegalStateException: no total\n\tat a.TimeoutException.connection refused(X.java:1)");
    assertThat(record.rule()).isEqualTo(LogRecord.UNKNOWN);
    assertThat(record.kind()).isEqualTo("error");
    assertThat(record.cause()).isEqualTo("unknown");
  }

  @Test
  void judge_traceOfARule_isLookedForInTheFramesToo() {
    String file =
        "rules: [{id: a, version: 1, tier: text, literal: no total, trace: 'at a\\.Sum', kind: log}]";
    Rules rules = Rules.of(RuleFile.read("u.yaml", file));
    String head = "java.lang.IllegalStateException: no total";
    String frames = "\n\tat a.Sum.of(Sum.java:3)\n\tat a.Main.main(Main.java:1)";
    String stack = (head + frames).replace("\n", "\\n").replace("\t", "\\t");
    assertThat(Reading.of(head + frames, rules).getFirst().rule()).isEqualTo("a@1");
    assertThat(Reading.of("x\n" + head, rules).getLast().rule()).isEqualTo(LogRecord.UNKNOWN);
    assertThat(Reading.of(head + frames.replace("Sum", "Add"), rules).getFirst().rule())
        .isEqualTo(LogRecord.UNKNOWN);
    assertThat(
            Reading.of("{\"message\":\"failed\",\"stack_trace\":\"" + stack + "\"}", rules)
                .getFirst()
                .rule())
        .isEqualTo("a@1");
  }

  @Test
  void judge_streamOfARule_isACondition() {
    String file =
        "rules: [{id: a, version: 1, tier: text, literal: xyzzy, stream: stdout, kind: log}]";
    Rules rules = Rules.of(RuleFile.read("u.yaml", file));
    assertThat(Reading.of("xyzzy", rules).getFirst().rule()).isEqualTo(LogRecord.UNKNOWN);
  }

  @Test
  void digest_otherOrder_isTheSameAndAnotherRuleIsNot() {
    List<LogRule> rules = new ArrayList<>(Rules.builtIn().all());
    Collections.reverse(rules);
    assertThat(Rules.of(rules).digest()).isEqualTo(Rules.builtIn().digest()).startsWith("sha256:");
    assertThat(Rules.builtIn().without("disk.full").digest())
        .isNotEqualTo(Rules.builtIn().digest());
  }

  @Test
  void with_idThatIsTaken_isRefused() {
    List<LogRule> user =
        RuleFile.read(
            "u.yaml",
            "rules: [{id: disk.full, version: 2, tier: text, literal: xyzzy, kind: log}]");
    assertThatThrownBy(() -> Rules.builtIn().with(user))
        .isInstanceOf(RuleFileException.class)
        .hasMessageContaining("'disk.full' is given twice");
  }
}
