package dev.clew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.workflow.plan.Plan;
import dev.clew.workflow.plan.PlanRequest;
import dev.clew.workflow.plan.Planner;
import dev.clew.workflow.plan.Planning;
import dev.clew.workflow.scope.EnvironmentVariables;
import dev.clew.workflow.source.Diagnostic;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.SourceFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointCheckTest {
  private static List<String> check(String stage, String basePath, String contract) {
    String workflow =
        """
        version: "1"
        name: w
        input: [{name: id, type: Text, required: false}]
        stages:
          - name: one
            kind: Http
            apiRef: svc
            %s
        """
            .formatted(stage.replace("; ", "\n    "));
    String catalog =
        "- {version: \"1\", definitions: [{name: svc, basePath: '"
            + basePath
            + "', baseUrl: {l: http://h:1}}]}";
    Planning planning =
        Planner.plan(
            new PlanRequest(
                new SourceFile("w", workflow),
                new SourceFile("c", catalog),
                "l",
                Map.of(),
                Map.of(),
                EnvironmentVariables.NONE));
    assertThat(planning).as(planning.diagnostics().toString()).isInstanceOf(Planning.Ready.class);
    Plan plan = ((Planning.Ready) planning).plan();
    Diagnostics diagnostics = new Diagnostics();
    int checked =
        EndpointCheck.check(
            plan.workflow(), Map.of("SVC", TestContracts.usable(contract)), diagnostics);
    assertThat(checked).isEqualTo(1);
    return diagnostics.inOrder().stream().map(EndpointCheckTest::told).toList();
  }

  private static String told(Diagnostic diagnostic) {
    return diagnostic.render() + " [" + diagnostic.id() + "]";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "endpoint: /accounts; httpVerb: GET; query: {page: 1} | ``",
        "endpoint: '/accounts?page={{input.id}}'; httpVerb: GET | ``",
        "endpoint: /accounts/{{input.id}}; httpVerb: DELETE | ``",
        "endpoint: '/accounts/a-{{input.id}}/'; httpVerb: GET | ``",
        "endpoint: '/{{input.id}}/7'; httpVerb: GET | ``",
        "endpoint: /v1/accounts/mine; httpVerb: GET | ``",
        "endpoint: /base/accounts/mine; httpVerb: GET | /base",
        "endpoint: /accounts/mine; httpVerb: GET | /v1",
      })
  void check_endpointOfTheContract_isFine(String stage, String basePath) {
    assertThat(check(stage, basePath, TestContracts.OPENAPI)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "endpoint: /acounts; httpVerb: GET | w:8:15: the contract of 'svc' has no path /acounts; did you mean '/accounts'? [contract.unknown-path]",
        "endpoint: /{{input.id}}/a/b/c; httpVerb: GET | w:8:15: the contract of 'svc' has no path /{{input.id}}/a/b/c [contract.unknown-path]",
        "endpoint: /acount/{{input.id}}; httpVerb: GET | w:8:15: the contract of 'svc' has no path /acount/{{input.id}}; did you mean '/accounts/{id}'? [contract.unknown-path]",
        "endpoint: /accounts/{{input.id}}; httpVerb: PUT | w:8:15: the contract of 'svc' has /accounts/{id} with GET, DELETE, and no PUT [contract.unknown-verb]",
        "endpoint: /accounts; httpVerb: GET; query: {pag: 1} | w:5:11: stage 'one' sends no query 'page', which GET /accounts of 'svc' requires [contract.missing-parameter]",
        "endpoint: /accounts; httpVerb: POST; body: '{}' | w:5:11: stage 'one' sends no header 'X-Request-Id', which POST /accounts of 'svc' requires [contract.missing-parameter]",
        "endpoint: /accounts; httpVerb: POST; headers: {x-request-id: 1} | w:5:11: stage 'one' sends no body, which POST /accounts of 'svc' requires [contract.missing-parameter]",
      })
  void check_mistake_isOneLineWithItsPlace(String stage, String expected) {
    assertThat(check(stage, "", TestContracts.OPENAPI)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "endpoint: /pets/7; httpVerb: PUT; query: {dry: 1}; body: '{}' | []",
        "endpoint: /pets/7; httpVerb: POST | [w:5:11: stage 'one' sends no body, which POST /pets/{petId} of 'svc' requires [contract.missing-parameter]]",
      })
  void check_swagger_isUnderstood(String stage, String expected) {
    assertThat(check(stage, "/v2", TestContracts.SWAGGER)).hasToString(expected);
  }
}
