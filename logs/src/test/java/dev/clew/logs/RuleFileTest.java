package dev.clew.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.logs.rules.LogRule;
import dev.clew.logs.rules.RuleFile;
import dev.clew.logs.rules.RuleFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {
  private static final String GOOD =
      """
      rules:
        - id: my.rule
          version: 1
          tier: text
          literal: xyzzy
          kind: error
      """;

  @Test
  void read_leastKeys_isARule() {
    assertThat(RuleFile.read("my.yaml", GOOD))
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.name()).isEqualTo("my.rule@1");
          assertThat(rule.specificity()).isEqualTo(5);
          assertThat(rule.cause()).isNull();
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: error  | kinds: error | my.yaml:6:5: unknown key 'kinds' in a rule; did you mean 'kind'?",
        "rules:       | rule:  | my.yaml:1:1: unknown key 'rule' in the file; did you mean 'rules'?",
        "tier: text   | tier: texts | my.yaml:4:11: 'texts' is not a tier; did you mean 'text'?",
        "tier: text   | tier: best | my.yaml:4:11: 'best' is not a tier; known are attribute, template, text",
        "version: 1   | version: one | my.yaml:3:14: version is a whole number from 1, not 'one'",
        "literal: xyzzy | literal: x | my.yaml:5:14: a literal has 2 to 200 characters",
        "literal: xyzzy | pattern: x | my.yaml:2:5: rule 'my.rule' has no 'literal'; give a text that every such message has",
        "literal: xyzzy | 'literal: xyzzy\n    pattern: ''a(b''' | my.yaml:6:14: no RE2 pattern: missing closing )",
        "literal: xyzzy | 'literal: xyzzy\n    trace: ''a(b''' | my.yaml:6:12: no RE2 pattern: missing closing )",
        "literal: xyzzy | 'literal: xyzzy\n    cause: timeuot' | my.yaml:6:12: 'timeuot' is not a cause",
        "literal: xyzzy | 'literal: xyzzy\n    stream: stdut' | my.yaml:6:13: 'stdut' is not a stream; did you mean 'stdout'?",
        "literal: xyzzy | 'literal: xyzzy\n    literal: two' | my.yaml:6:5: key 'literal' is given twice",
        "literal: xyzzy | 'literal: xyzzy\n    code: Disk Full' | my.yaml:6:11: code 'Disk Full' is not snake_case",
        "id: my.rule  | id: My Rule | my.yaml:2:9: id 'My Rule' is not dotted snake_case",
        "literal: xyzzy | 'literal: xyzzy\n    pattern: (a{1,1000}){1,1000}' | my.yaml:6:14: the pattern is too large: its repetitions come to more than pattern.size = 2000",
        "kind: error  | '' | my.yaml:2:5: a rule has a key 'kind'",
        "literal: xyzzy | 'literal: *x' | my.yaml:5:14: alias '*x' names no anchor that is complete before it",
        "literal: xyzzy | 'literal: [[[[[[[a]]]]]]]' | my.yaml:5:15: a literal is text, not a list or a mapping",
        "literal: xyzzy | 'literal: \"xyz' | my.yaml:7:1: found unexpected end of stream",
      })
  void read_badFile_saysWhereAndWhat(String good, String bad, String message) {
    String text = GOOD.replace(good, bad.strip());
    assertThat(text).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> RuleFile.read("my.yaml", text))
        .isInstanceOf(RuleFileException.class)
        .satisfies(e -> assertThat(e.getMessage()).startsWith(message).doesNotContain("\n"));
  }

  @Test
  void read_idTwice_saysWhereTheFirstIs() {
    String text = GOOD + GOOD.lines().skip(1).reduce("", (all, line) -> all + line + "\n");
    assertThatThrownBy(() -> RuleFile.read("my.yaml", text))
        .hasMessage("my.yaml:7:9: id 'my.rule' is already taken at my.yaml:2:9; use another");
  }

  @Test
  void read_emptyFile_saysHowToBegin() {
    assertThatThrownBy(() -> RuleFile.read("my.yaml", ""))
        .hasMessage("my.yaml:1:1: empty; begin with 'rules:'");
  }

  @Test
  void read_deepFile_isRefusedWithoutRecursion() {
    assertThatThrownBy(() -> RuleFile.read("my.yaml", "rules: " + "[".repeat(200_000)))
        .isInstanceOf(RuleFileException.class)
        .hasMessageContaining("nested deeper than");
  }

  @Test
  void read_aliases_areWhatTheyName() {
    List<LogRule> rules =
        RuleFile.read(
            "my.yaml",
            """
            rules:
              - {id: a, version: 1, tier: text, literal: &both xyzzy, kind: error}
              - {id: b, version: 1, tier: text, literal: *both, kind: error}
            """);
    assertThat(rules)
        .extracting(LogRule::literals)
        .containsExactly(List.of("xyzzy"), List.of("xyzzy"));
  }
}
