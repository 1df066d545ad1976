package dev.clew.languagesih.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "a § \"a\"",
        "a == b § (== \"a\" \"b\")",
        "!a == b § (! (== \"a\" \"b\"))",
        "!!a § (! (! \"a\"))",
        "(!a) == b § (== (! \"a\") \"b\")",
        "a || b && c || d § (|| \"a\" (&& \"b\" \"c\") \"d\")",
        "(a || b) && c § (&& (|| \"a\" \"b\") \"c\")",
        "1 not in [1, \"x\", [true, null]] § (not in 1 [1 \"x\" [true null]])",
        "{{input.a}} IN [] § (in {{input.a}} [])",
        "index != 'it\\'s' § (!= \"index\" \"it's\")",
        "-1.5e3<=2 § (<= -1.5e3 2)",
        "exists({{ input.a }}) § (exists {{input.a}})",
        "COALESCE({{input.a}}, 'x') >= 3 § (>= (coalesce {{input.a}} \"x\") 3)",
        "TRUE § true",
        "notin § \"notin\"",
      })
  void parse_text_isTree(String text, String expected) {
    ConditionTree condition = parse(text);
    assertThat(condition).isNotNull();
    assertThat(TestExpressions.shape(condition.root())).isEqualTo(expected);
  }

  @Test
  void parse_lineBreaks_areSpace() {
    assertThat(TestExpressions.shape(parse("{{stage:a\n.response.status}}\n ==\n 200").root()))
        .isEqualTo("(== {{stage:a\n.response.status}} 200)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "`` § c:1:1: a value is expected at the end",
        "a == § c:1:5: a value is expected at the end",
        "a = b § c:1:3: unexpected '='; write '==' to compare",
        "a & b § c:1:3: unexpected '&'; write '&&'",
        "a | b § c:1:3: unexpected '|'; write '||'",
        "a == !b § c:1:6: unexpected '!'; put '!' and what follows in parentheses",
        "a == b == c § c:1:8: unexpected '='; write '==' to compare",
        "(a § c:1:3: ')' is expected at the end",
        "[a b] § c:1:4: ']' is expected before 'b'",
        "\"abc § c:1:1: the quote is not closed",
        "12ab § c:1:1: '12ab' is not a number; put quotes around text",
        "a not b § c:1:6: 'in' is expected behind 'not'",
        "exist(a) § c:1:1: unknown function 'exist'; did you mean 'exists'?",
        "exists(a, b) § c:1:1: exists needs exactly one argument",
        "coalesce() § c:1:1: coalesce needs an argument",
        "{{input.a == 1 § c:1:1: '{{' is not closed by '}}'; write '{{{{' for two literal braces",
        "a || {{rnad:guid()}} § c:1:8: unknown token root 'rnad'; did you mean 'rand'?",
        "a + b § c:1:3: unexpected '+'",
      })
  void parse_mistake_isReportedAtItsPlace(String text, String expected) {
    Diagnostics diagnostics = new Diagnostics();
    assertThat(ConditionParser.parse(text, place(), diagnostics)).isNull();
    assertThat(diagnostics.inOrder()).extracting(Diagnostic::render).containsExactly(expected);
  }

  @Test
  void parse_hostileDepth_isRefused() {
    for (String open : List.of("(", "!", "[", "exists(")) {
      Diagnostics diagnostics = new Diagnostics();
      assertThat(ConditionParser.parse(open.repeat(100_000), place(), diagnostics)).isNull();
      assertThat(diagnostics.inOrder().getFirst().message())
          .isEqualTo("nested deeper than 50 levels");
    }
  }

  @Test
  void parse_longChain_isOneNode() {
    ConditionTree condition = parse("a" + " || a".repeat(20_000));
    assertThat(condition.root()).isInstanceOf(ConditionNode.Or.class);
    assertThat(((ConditionNode.Or) condition.root()).operands()).hasSize(20_001);
  }

  @Test
  void parse_parentheses_resetDepth() {
    assertThat(parse("(a)" + " && (a)".repeat(200)).root()).isInstanceOf(ConditionNode.And.class);
  }

  static ConditionTree parse(String text) {
    Diagnostics diagnostics = new Diagnostics();
    ConditionTree condition = ConditionParser.parse(text, place(), diagnostics);
    if (condition == null) {
      throw new IllegalArgumentException(
          text + ": " + diagnostics.inOrder().stream().map(Diagnostic::render).toList());
    }
    return condition;
  }

  private static Place place() {
    return new Place() {
      @Override
      public String file() {
        return "c";
      }

      @Override
      public Position at(int offset) {
        return new Position(1, offset + 1);
      }
    };
  }
}
