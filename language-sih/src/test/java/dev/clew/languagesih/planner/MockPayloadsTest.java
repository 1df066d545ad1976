package dev.clew.languagesih.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.reader.WorkflowReader;
import dev.clew.plan.source.WorkflowFiles;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MockPayloadsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "{\"a\":1} § {{response.body.a}} § ``",
        "{\"a\":1} § {{response.body}}{{response.status}} § ``",
        "{\"a\":1} § {{response.body.b}} § {{response.body.b}}",
        "{\"a\":1} § {{response.b.c}} § {{response.b.c}}",
        "{\"a\":1} § x{{response.body.b}}y § {{response.body.b}}",
        "{\"a\":1} § {{response.body.b?}} § ``",
        "{\"a\":1} § {{coalesce(response.body.b, response.body.a)}} § ``",
        "{\"a\":null} § {{response.body.a}} § ``",
        "{\"a\":null} § {{response.body.a.b}} § {{response.body.a.b}}",
        "[{\"a\":1}] § {{response.body.0.a}} § ``",
        "[{\"a\":1}] § {{response.body.1.a}} § {{response.body.1.a}}",
        "{\"a\":{{input.i}}} § {{response.body.a.b.0}} § ``",
        "{\"a\":\"{{input.i}}\"} § {{response.body.a.b}} § ``",
        "{\"a\":{{input.i}}} § {{response.body.b}} § {{response.body.b}}",
      })
  void check_outputs_haveToBeInThePayload(String payload, String output, String missing) {
    assertThat(check("status: 200, payload: '" + payload + "'", output))
        .isEqualTo(
            missing.isEmpty()
                ? List.of()
                : List.of(
                    missing
                        + " of output 'v' is not in the payload of the mock; put '?' behind a name"
                        + " that may be missing"));
  }

  @ParameterizedTest
  @CsvSource({"402, 0", "200, 1"})
  void check_mockOfAFailure_mayHaveNone(int status, int mistakes) {
    assertThat(check("status: " + status + ", payload: '{}'", "{{response.body.id}}"))
        .hasSize(mistakes);
    assertThat(
            check(
                "payload: '{}'",
                "{{response.body.id}}'}, expectedStatus: " + status + ", set: {g: 'x"))
        .hasSize(mistakes);
  }

  @ParameterizedTest
  @CsvSource({"{bad", "{{input.i}}}", "''"})
  void check_noJson_isRefused(String payload) {
    assertThat(check("payload: '" + payload + " '", "x")).hasSize(1);
  }

  private static List<String> check(String mock, String output) {
    Diagnostics diagnostics = new Diagnostics();
    WorkflowDefinition workflow =
        Objects.requireNonNull(
            WorkflowReader.read(
                new SourceFile(
                    "w",
                    "version: 1\nname: w\ninput: [{name: i}]\nstages:\n"
                        + "  - {name: s, kind: Http, apiRef: a, endpoint: /x, httpVerb: GET,\n"
                        + "     mock: {"
                        + mock
                        + "}, output: {v: '"
                        + output
                        + "'}}\n"),
                diagnostics));
    new MockPayloads((from, path) -> new WorkflowFiles.Read.Failed("not there"), diagnostics)
        .check(workflow);
    return diagnostics.inOrder().stream().map(Diagnostic::message).toList();
  }
}
