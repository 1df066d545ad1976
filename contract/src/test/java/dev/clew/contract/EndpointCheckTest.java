package dev.clew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.plan.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            .formatted(stage.replace("; ", "\n    ").replace("\u0000", ";"));
    String catalog =
        "- {version: \"1\", definitions: [{name: svc, basePath: '"
            + basePath
            + "', baseUrl: {l: http://h:1}}]}";
    Plan plan = TestPlans.of(workflow, catalog);
    Diagnostics diagnostics = new Diagnostics();
    EndpointCheck.Compared compared =
        EndpointCheck.check(
            plan.workflow(), Map.of("SVC", TestContracts.usable(contract)), diagnostics);
    assertThat(compared.stages()).isEqualTo(1);
    assertThat(compared.notes()).isEmpty();
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
        "endpoint: /acounts; httpVerb: GET | w:8:15: the contract of 'svc' has no path /acounts;"
            + " did you mean '/accounts'? [contract.unknown-path]",
        "endpoint: /{{input.id}}/a/b/c; httpVerb: GET | w:8:15: the contract of 'svc' has no path"
            + " /{{input.id}}/a/b/c [contract.unknown-path]",
        "endpoint: /acount/{{input.id}}; httpVerb: GET | w:8:15: the contract of 'svc' has no path"
            + " /acount/{{input.id}}; did you mean '/accounts/{id}'? [contract.unknown-path]",
        "endpoint: /accounts/{{input.id}}; httpVerb: PUT | w:8:15: the contract of 'svc' has"
            + " /accounts/{id} with GET, DELETE, and no PUT [contract.unknown-verb]",
        "endpoint: /accounts; httpVerb: GET; query: {pag: 1} | w:5:11: stage 'one' sends no query"
            + " 'page', which GET /accounts of 'svc' requires [contract.missing-parameter]",
        "endpoint: /accounts; httpVerb: POST; body: '{\"email\": \"a@b\"}' | w:5:11: stage 'one'"
            + " sends no header 'X-Request-Id', which POST /accounts of 'svc' requires"
            + " [contract.missing-parameter]",
        "endpoint: /accounts; httpVerb: POST; headers: {x-request-id: 1} | w:5:11: stage 'one'"
            + " sends no body, which POST /accounts of 'svc' requires [contract.missing-parameter]",
      })
  void check_mistake_isOneLineWithItsPlace(String stage, String expected) {
    assertThat(check(stage, "", TestContracts.OPENAPI)).containsExactly(expected);
  }

  private static List<String> post(String body) {
    return check(
        "endpoint: /accounts; httpVerb: POST; headers: {X-Request-Id: 1}; body: '" + body + "'",
        "",
        TestContracts.OPENAPI);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"email\": \"a@b\", \"plan\": null}",
        "{\"email\": \"{{input.id}}\", \"plan\": \"{{input.id}}\"}",
        "{\"email\": {{input.id}}, \"plan\": {{input.id}}, \"parent\": {{input.id}}}",
        "{\"email\": \"a@b\", \"parent\": {\"email\": \"x{{input.id}}\"}}",
        "{\"{{input.id}}\": 1}",
        "{\"plan\": \"other\", \"{{input.id}}\": 1}",
        "{{input.id}}",
        "no {{input.id}} JSON",
      })
  void check_bodyThatMayBeRight_isFine(String body) {
    assertThat(post(body)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"email\": \"x\"} | /email does not match the pattern of the contract"
            + " (svc#/components/schemas/Account/properties/email/pattern)",
        "{\"email\": \"a@b\", \"plan\": \"gold\"} | /plan is none of the values that the contract"
            + " lists (svc#/components/schemas/Account/properties/plan/enum)",
        "[1] | array found, object expected (svc#/components/schemas/Account/type)",
        "no JSON | is not JSON"
            + " (svc#/components/requestBodies/Account/content/application~1json/schema)",
        "` ` | unknown found, object expected (svc#/components/schemas/Account/type)",
        "{\"plan\": \"{{input.id}}\"} | required property 'email' not found"
            + " (svc#/components/schemas/Account/required)",
        "{\"email\": {{input.id}}, \"emial\": 1} | property 'emial' is not defined in the schema"
            + " and the schema does not allow additional properties"
            + " (svc#/components/schemas/Account/additionalProperties)",
        "{\"email\": {{input.id}}, \"parent\": \"of {{input.id}}\"} | /parent string found, object"
            + " expected (svc#/components/schemas/Account/type)",
        "{\"email\": {{input.id}}, \"parent\": {\"email\": 5}} | /parent/email integer found,"
            + " string expected (svc#/components/schemas/Account/properties/email/type)",
        "{\"email\": {{input.id}}, \"parent\": {\"parent\": {{input.id}}}} | /parent required"
            + " property 'email' not found (svc#/components/schemas/Account/required)",
        "[{{input.id}}] | array found, object expected (svc#/components/schemas/Account/type)",
      })
  void check_bodyThatCannotBeRight_isOneLineWithItsPlace(String body, String expected) {
    assertThat(post(body))
        .containsExactly(
            "w:11:11: the body of stage 'one' breaks POST /accounts of 'svc': "
                + expected
                + " [contract.body]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text/plain | [w:11:21: stage 'one' breaks POST /accounts of 'svc': header Content-Type is"
            + " not one of what the contract knows: application/json"
            + " (svc#/components/requestBodies/Account) [contract.content-type]]",
        "'{{input.id}}' | []",
        "application/json; charset=utf-8 | [w:13:11: the body of stage 'one' breaks POST /accounts"
            + " of 'svc': array found, object expected (svc#/components/schemas/Account/type)"
            + " [contract.body]]",
      })
  void check_contentType_decidesWhatIsChecked(String type, String expected) {
    assertThat(
            check(
                "endpoint: /accounts; httpVerb: POST; headers:;   Content-Type: "
                    + type.replace(";", "\u0000")
                    + ";   X-Request-Id: 1; body: '[]'",
                "",
                TestContracts.OPENAPI))
        .hasToString(expected);
  }

  /// `/accounts/{{input.id}}` may be `/accounts/mine` of the run.
  @Test
  void check_pathThatMayBeAnother_isRefusedOnlyWhenBothRefuseIt() {
    String contract =
        """
        openapi: 3.0.0
        paths:
          /a/mine: {post: {requestBody: {content: {application/json: {schema: {type: MINE}}}}}}
          /a/{id}: {post: {requestBody: {content: {application/json: {schema: {type: integer}}}}}}
        """;
    String stage = "endpoint: '/a/{{input.id}}'; httpVerb: POST; body: '{}'";
    assertThat(check(stage, "", contract.replace("MINE", "object"))).isEmpty();
    assertThat(check(stage, "", contract.replace("MINE", "string")))
        .containsExactly(
            "w:10:11: the body of stage 'one' breaks POST /a/{id} of 'svc': object found, integer"
                + " expected"
                + " (svc#/paths/~1a~1{id}/post/requestBody/content/application~1json/schema/type)"
                + " [contract.body]");
  }

  private static final String TOKEN =
      "endpoint: /token; httpVerb: POST; headers:;   Content-Type:"
          + " application/x-www-form-urlencoded;   Cookie: ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session=1; body: grant=code&user={{input.id}}",
        "'{{input.id}}'; body: user=a{{input.id}}&grant=x{{input.id}}&age={{input.id}}",
        "session={{input.id}}; body: '{{input.id}}=x'",
        "session={{input.id}}; body: '{{input.id}}'",
      })
  void check_formAndCookieThatMayBeRight_areFine(String more) {
    assertThat(check(TOKEN + more, "", FormsAndCookiesTest.OPENAPI)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "theme=1; body: grant=code&user=ada | w:5:11: stage 'one' sends no cookie 'session', which POST /token of 'svc' requires [contract.missing-parameter]",
        "session=1; body: grant=code&age={{input.id}} | w:13:11: the body of stage 'one' breaks POST /token of 'svc': required property 'user' not found (svc#/components/schemas/Login/required) [contract.body]",
        "session=1; body: grant=code&age=old&user={{input.id}} | w:13:11: the body of stage 'one' breaks POST /token of 'svc': /age string found, integer expected (svc#/components/schemas/Login/properties/age/type) [contract.body]",
        "session=1; body: grant=none&user={{input.id}} | w:13:11: the body of stage 'one' breaks POST /token of 'svc': /grant does not match the pattern of the contract (svc#/components/schemas/Login/properties/grant/anyOf/0/pattern) [contract.body]",
      })
  void check_formOrCookieThatCannotBeRight_isOneLineWithItsPlace(String more, String expected) {
    assertThat(check(TOKEN + more, "", FormsAndCookiesTest.OPENAPI)).first().isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "endpoint: /pets/7; httpVerb: PUT; query: {dry: 1}; body: '{\"name\": null}' | []",
        "endpoint: /pets/7; httpVerb: PUT; query: {dry: 1}; body: '{}' | [w:11:11: the body of"
            + " stage 'one' breaks PUT /pets/{petId} of 'svc': required property 'name' not found"
            + " (svc#/definitions/Pet/required) [contract.body]]",
        "endpoint: /pets/7; httpVerb: POST | [w:5:11: stage 'one' sends no body, which POST"
            + " /pets/{petId} of 'svc' requires [contract.missing-parameter]]",
      })
  void check_swagger_isUnderstood(String stage, String expected) {
    assertThat(check(stage, "/v2", TestContracts.SWAGGER)).hasToString(expected);
  }
}
