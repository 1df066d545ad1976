package dev.clew.contract;

import static dev.clew.contract.TestContracts.answer;
import static dev.clew.contract.TestContracts.api;
import static dev.clew.contract.TestContracts.contracts;
import static dev.clew.contract.TestContracts.request;
import static dev.clew.contract.TestContracts.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.engine.http.Request;
import dev.clew.plan.api.ResolvedApi;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenApiContractsTest {
  private static final String JSON = "Content-Type: application/json";
  private static final ResolvedApi API = api("http://h:1", "");

  private final OpenApiContracts open = contracts(TestContracts.OPENAPI);
  private final OpenApiContracts swagger = contracts(TestContracts.SWAGGER);

  private List<String> post(@Nullable String body, String... headers) {
    return told(open.request(API, request("POST", "http://h:1/accounts", body, headers)));
  }

  @Test
  void request_asTheContractSays_breaksNothing() {
    assertThat(post("{\"email\":\"a@b\",\"plan\":null}", "x-request-id: 1", JSON)).isEmpty();
    assertThat(
            post(
                "{\"email\":\"a@b\",\"id\":\"7\",\"parent\":{\"email\":\"c@d\"}}",
                "X-Request-Id: 1",
                "content-type: application/json; charset=utf-8"))
        .isEmpty();
  }

  @Test
  void request_whatIsMissing_isNamedWithItsPlaceInTheContract() {
    assertThat(post(null, JSON))
        .containsExactly(
            "header X-Request-Id | is required and is not sent | svc#/paths/~1accounts/post/parameters/0",
            "body | is required and is not there | svc#/components/requestBodies/Account");
    assertThat(told(open.request(API, request("GET", "http://h:1/accounts?pag=1&x", null))))
        .containsExactly(
            "query page | is required and is not sent | svc#/components/parameters/Page");
    assertThat(told(open.request(API, request("GET", "http://h:1/accounts?x&page=1", null))))
        .isEmpty();
  }

  @Test
  void request_bodyThatBreaksItsSchema_isToldWithoutItsValues() {
    List<String> told =
        post(
            "{\"email\":\"canary\",\"plan\":\"canary\",\"parent\":{\"email\":3},\"x\":\"canary\"}",
            "X-Request-Id: 1",
            JSON);
    String schema = "svc#/components/schemas/Account";
    assertThat(told)
        .containsExactlyInAnyOrder(
            "/email | does not match the pattern of the contract | "
                + schema
                + "/properties/email/pattern",
            "/plan | is none of the values that the contract lists | "
                + schema
                + "/properties/plan/enum",
            "/parent/email | integer found, string expected | " + schema + "/properties/email/type",
            "body | property 'x' is not defined in the schema and the schema does not allow"
                + " additional properties | "
                + schema
                + "/additionalProperties");
    assertThat(told.toString()).doesNotContain("canary");
    assertThat(post("{\"email\"", "X-Request-Id: 1", JSON).toString()).contains("is not JSON");
  }

  @Test
  void request_otherContentType_isRefusedByName() {
    assertThat(post("a=b", "X-Request-Id: 1", "Content-Type: text/plain"))
        .containsExactly(
            "header Content-Type | is not one of what the contract knows: application/json | "
                + "svc#/components/requestBodies/Account");
  }

  @Test
  void request_unknownPathOrApi_breaksNothing() {
    assertThat(open.request(API, request("POST", "http://h:1/other", null))).isEmpty();
    ResolvedApi other = TestContracts.api("r", "other", "http://h:1", "", null);
    assertThat(open.request(other, request("POST", "http://h:1/accounts", null))).isEmpty();
  }

  @Test
  void response_byStatusHundredAndDefault_isChecked() {
    Request post = request("POST", "http://h:1/accounts", "{}");
    assertThat(
            open.response(
                API, post, answer(201, "application/json", "{\"id\":\"1\",\"email\":\"a@b\"}")))
        .isEmpty();
    assertThat(
            told(open.response(API, post, answer(201, "application/json", "{\"email\":\"a@b\"}"))))
        .containsExactly(
            "body | required property 'id' not found | svc#/components/schemas/Account/required");
    assertThat(
            told(open.response(API, post, answer(422, "application/problem+json", "{}")))
                .toString())
        .contains("required property 'title' not found");
    assertThat(told(open.response(API, post, answer(201, "", "")))).hasSize(1);
    assertThat(told(open.response(API, post, answer(500, "text/plain", "x"))))
        .containsExactly(
            "status | 500 is not documented for POST /accounts | "
                + "svc#/paths/~1accounts/post/responses");
    Request get = request("GET", "http://h:1/accounts?page=1", null);
    assertThat(open.response(API, get, answer(503, "text/html", "x"))).isEmpty();
    assertThat(open.response(API, get, answer(200, "application/json", "[]"))).isEmpty();
    assertThat(open.response(API, get, answer(200, "application/json", "{}"))).hasSize(1);
  }

  @Test
  void find_literalPath_winsOverTheTemplate() {
    Request mine = request("GET", "http://h:1/accounts/mine", null);
    assertThat(open.response(API, mine, answer(200, "application/json", "{}"))).isNotEmpty();
    Request one = request("GET", "http://h:1/accounts/7", null);
    assertThat(open.response(API, one, answer(200, "application/json", "{}"))).isEmpty();
  }

  @Test
  void find_prefixesOfBaseUrlCatalogAndDocument_areTried() {
    for (ResolvedApi api :
        List.of(api("http://h:1/v1", ""), api("http://h:1", "/v1"), api("http://h:1", ""))) {
      assertThat(told(open.request(api, request("POST", "http://h:1/v1/accounts", null))))
          .as(api.baseUrl() + api.basePath())
          .hasSize(2);
    }
  }

  @Test
  void swagger_parametersBodiesAndAnswers_areChecked() {
    ResolvedApi api = api("http://h:1", "");
    Request put = request("PUT", "http://h:1/v2/pets/7", "{\"name\":null,\"age\":\"x\"}", JSON);
    assertThat(told(swagger.request(api, put)))
        .containsExactly(
            "query dry | is required and is not sent | svc#/paths/~1pets~1{petId}/put/parameters/1",
            "/age | string found, integer expected | svc#/definitions/Pet/properties/age/type");
    assertThat(told(swagger.response(api, put, answer(200, "application/json", "{}"))))
        .containsExactly(
            "body | required property 'name' not found | svc#/definitions/Pet/required");
    assertThat(swagger.response(api, put, answer(404, "", ""))).isEmpty();
    Request form =
        request(
            "POST",
            "http://h:1/v2/pets/7",
            "name=x",
            "Content-Type: application/x-www-form-urlencoded");
    assertThat(swagger.request(api, form)).isEmpty();
  }

  @Test
  void openApi31_typeLists_areUnderstood() {
    OpenApiContracts contracts =
        contracts(
            """
            openapi: 3.1.0
            paths:
              /a:
                get:
                  responses:
                    2XX:
                      content:
                        application/json:
                          schema: {type: [object, "null"], properties: {n: {type: integer, exclusiveMinimum: 3}}}
            """);
    Request get = request("GET", "http://h:1/a", null);
    assertThat(contracts.response(API, get, answer(200, "application/json", "null"))).isEmpty();
    assertThat(told(contracts.response(API, get, answer(204, "application/json", "{\"n\":3}"))))
        .hasSize(1);
  }
}
