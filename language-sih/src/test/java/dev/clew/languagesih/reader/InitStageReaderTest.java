package dev.clew.languagesih.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.definition.InitStage;
import dev.clew.languagesih.definition.InitVariable;
import dev.clew.languagesih.definition.InitVariable.Value;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.value.CharacterSet;
import dev.clew.languagesih.value.TimeKind;
import dev.clew.plan.expression.NamedExpression;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitStageReaderTest {
  private static final String WORKFLOW =
      """
      version: "1.0"
      name: demo
      input:
        - {name: user}
      stages:
        - {name: s, kind: Http, endpoint: "http://h/", httpVerb: GET}
      initStage:
        variables:
      """;

  @Test
  void read_everyType_isRead() {
    InitStage init =
        read(
            """
                - {name: fixed, type: Fixed, value: "{{input.user}}-x"}
                - {name: n, type: number, min: 9, max: -3, padding: 6}
                - {name: plain, type: Number}
                - {name: t, type: Text, length: 8, characterSet: ALPHA-upper, secret: true}
                - {name: word, type: Text}
                - {name: g, type: GUID}
                - {name: u, type: Ulid}
                - {name: at, type: DateTime, fromDateTime: "2024-01-01T00:00:00Z", toDateTime: "{{input.user}}", format: O}
                - {name: day, type: Date, fromDate: 2024-01-01, toDate: 2024-12-31, format: yyyyMMdd}
                - {name: time, type: Time, fromTime: "08:00", toTime: "18:00"}
                - {name: seq, type: Sequence, start: 10, step: 5, padding: 3}
              context:
                channel: api
                user: "{{input.user}}"
            """);
    assertThat(init.variables())
        .extracting(InitVariable::name)
        .containsExactly("fixed", "n", "plain", "t", "word", "g", "u", "at", "day", "time", "seq");
    assertThat(init.variables().get(1).value()).isEqualTo(new Value.Whole(9, -3, 6));
    assertThat(init.variables().get(2).value()).isEqualTo(new Value.Whole(1, 100, 0));
    assertThat(init.variables().get(3).value())
        .isEqualTo(new Value.Text(8, CharacterSet.ALPHA_UPPER));
    assertThat(init.variables().get(3).secret()).isTrue();
    assertThat(init.variables().get(4).value()).isEqualTo(new Value.Text(16, CharacterSet.ALNUM));
    assertThat(init.variables().get(4).secret()).isFalse();
    assertThat(init.variables().get(5).value()).isEqualTo(new Value.Guid());
    assertThat(init.variables().get(6).value()).isEqualTo(new Value.Ulid());
    assertThat(((Value.Moment) init.variables().get(8).value()).kind()).isEqualTo(TimeKind.DATE);
    assertThat(init.variables().get(10).value()).isEqualTo(new Value.Sequence(10, 5, 3));
    assertThat(init.context()).extracting(NamedExpression::name).containsExactly("channel", "user");
    assertThat(init.variables().getFirst().at().line()).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{type: Guid}                 | 9:7 workflow.missing-key: the variable has no 'name'",
        "{name: a}                    | 9:7 workflow.missing-key: variable 'a' has no 'type'",
        "{name: a, type: Guidd}       | 9:23 workflow.wrong-value: 'Guidd' is not a type of a variable; did you mean 'Guid'?",
        "{name: a, type: Object}      | 9:23 workflow.wrong-value: a variable cannot be of type 'Object'; write the JSON as the value of a Fixed one",
        "{name: a, type: array}       | 9:23 workflow.wrong-value: a variable cannot be of type 'array'; write the JSON as the value of a Fixed one",
        "{name: User, type: Guid}     | 9:14 workflow.duplicate-name: variable 'User' has the name of an input; rename one of them",
        "{name: a.b, type: Guid}      | 9:14 workflow.unaddressable-name: variable 'a.b' has a '.' in it, so that no token can name it",
        "{name: a, type: Guid, lenght: 3} | 9:29 workflow.unknown-key: unknown key 'lenght' in variable 'a'; did you mean 'length'?",
        "{name: a, type: Fixed}       | 9:7 workflow.missing-key: variable 'a' has no 'value'",
        "{name: a, type: Fixed, value: ' '} | 9:37 workflow.missing-key: variable 'a' has no 'value'",
        "{name: a, type: Fixed, value: x, padding: 3} | 9:40 init.conflict: variable 'a' has a value, so that 'padding' has nothing to draw; leave one of them out",
        "{name: a, type: Number, value: 5, min: 3} | 9:41 init.conflict: variable 'a' has a value, so that 'min' has nothing to draw; leave one of them out",
        "{name: a, type: Number, value: 5} | 9:31 init.unused-key: 'value' has no effect in variable 'a' of type Number; it takes min, max, padding",
        "{name: a, type: Date, value: 2024-01-01} | 9:29 init.conflict: variable 'a' must be of type 'Fixed' when it has a value, not 'Date'",
        "{name: a, type: DateTime, value: x} | 9:33 init.conflict: variable 'a' must be of type 'Fixed' when it has a value, not 'DateTime'",
        "{name: a, type: Time, value: x} | 9:29 init.conflict: variable 'a' must be of type 'Fixed' when it has a value, not 'Time'",
        "{name: a, type: Date, fromTime: '08:00'} | 9:29 init.unused-key: 'fromTime' has no effect in variable 'a' of type Date; it takes fromDate, toDate, format",
        "{name: a, type: Number, min: one} | 9:36 workflow.wrong-value: 'min' of variable 'a' must be a whole number",
        "{name: a, type: Number, max: 1.5} | 9:36 workflow.wrong-value: 'max' of variable 'a' must be a whole number",
        "{name: a, type: Number, padding: 101} | 9:40 workflow.wrong-value: 'padding' of variable 'a' must be a whole number from 0 to 100",
        "{name: a, type: Number, padding: -1} | 9:40 workflow.wrong-value: 'padding' of variable 'a' must be a whole number from 0 to 100",
        "{name: a, type: Text, length: 10001} | 9:37 workflow.wrong-value: 'length' of variable 'a' must be a whole number from 0 to 10000",
        "{name: a, type: Text, characterSet: nummeric} | 9:43 workflow.wrong-value: 'nummeric' is not a character set; did you mean 'numeric'?",
        "{name: a, type: Sequence, step: 0} | 9:39 workflow.wrong-value: 'step' of variable 'a' must be a whole number from 1",
        "{name: a, type: Sequence, start: [1]} | 9:40 workflow.wrong-type: 'start' in variable 'a' must be a number, not a list",
        "{name: a, type: Date, fromDate: 31/12/2024} | 9:39 workflow.wrong-value: 'fromDate' of variable 'a' is not a date such as 2024-01-31",
        "{name: a, type: DateTime, toDateTime: soon} | 9:45 workflow.wrong-value: 'toDateTime' of variable 'a' is not a datetime such as 2024-01-31T08:30:00Z",
        "{name: a, type: Time, toTime: '24:30'} | 9:37 workflow.wrong-value: 'toTime' of variable 'a' is not a time such as 08:30:00",
        "{name: a, type: Date, format: yyyy-MM-DD} | 9:45 template.argument: 'yyyy-MM-DD' is not a .NET format: 'D' is not a specifier; put quotes around text in a format; did you mean 'd'?",
        "{name: a, type: Date, format: 'HH:mm'} | 9:38 template.argument: 'HH:mm' is not a .NET format: a Date has no 'H'",
        "{name: a, type: Date, toDate: '{{x.y}}'} | 9:40 template.unknown-root: unknown token root 'x'",
        "{name: a, type: Guid, secret: maybe} | 9:37 workflow.wrong-type: 'secret' in variable 'a' must be true or false",
        "text                         | 9:7 workflow.wrong-type: a variable must be a mapping, not text",
      })
  void read_mistake_isReportedAtItsPlace(String variable, String expected) {
    assertThat(mistakes("    - " + variable + "\n")).containsExactly(expected);
  }

  @Test
  void read_twoOfOneName_isADuplicate() {
    assertThat(mistakes("    - {name: a, type: Guid}\n    - {name: A, type: Ulid}\n"))
        .containsExactly(
            "10:14 workflow.duplicate-name: variable 'A' is given twice; names ignore case");
  }

  @Test
  void read_contextTwice_isADuplicate() {
    assertThat(mistakes("  context: {a: 1, A: 2}\n"))
        .containsExactly(
            "9:19 workflow.duplicate-name: context entry 'A' is given twice; names ignore case");
  }

  @Test
  void read_severalMistakes_reportsEach() {
    assertThat(
            mistakes(
                "    - {name: a, type: Number, min: x, max: y}\n    - {name: b, type: Nope}\n"))
        .hasSize(3);
  }

  @Test
  void read_vars_areKeptAndMustDiffer() {
    Diagnostics diagnostics = new Diagnostics();
    WorkflowDefinition workflow =
        WorkflowReader.read(
            new SourceFile("w", WORKFLOW + "vars:\n  a: \"{{var:b}}\"\n  b: x\n  B: y\n"),
            diagnostics);
    assertThat(Objects.requireNonNull(workflow).variables())
        .extracting(NamedExpression::name)
        .startsWith("a", "b");
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::render)
        .containsExactly("w:12:3: var 'B' is given twice; names ignore case");
  }

  private static InitStage read(String rest) {
    Diagnostics diagnostics = new Diagnostics();
    WorkflowDefinition workflow =
        WorkflowReader.read(new SourceFile("w", WORKFLOW + rest), diagnostics);
    assertThat(diagnostics.inOrder()).isEmpty();
    return Objects.requireNonNull(workflow).init();
  }

  private static List<String> mistakes(String rest) {
    Diagnostics diagnostics = new Diagnostics();
    WorkflowReader.read(new SourceFile("w", WORKFLOW + rest), diagnostics);
    return diagnostics.inOrder().stream()
        .map(each -> each.render().substring(2).replaceFirst(":(?= )", " " + each.id() + ":"))
        .toList();
  }
}
