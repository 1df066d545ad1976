package dev.clew.contract;

import static dev.clew.contract.TestContracts.contracts;
import static dev.clew.contract.TestContracts.request;
import static dev.clew.contract.TestContracts.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.plan.api.ResolvedApi;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Forms and cookies of a request that is about to be sent; [EndpointCheckTest] has those that are
/// written.
class FormsAndCookiesTest {
  static final String OPENAPI =
      """
      openapi: 3.0.3
      paths:
        /token:
          post:
            parameters:
              - {name: session, in: cookie, required: true, schema: {type: string}}
              - {name: theme, in: cookie, schema: {type: string}}
            requestBody:
              required: true
              content:
                application/x-www-form-urlencoded:
                  schema: {$ref: "#/components/schemas/Login"}
                  encoding: {ids: {style: spaceDelimited, explode: false}}
            responses: {"200": {description: ok}}
        /nested:
          post:
            requestBody:
              content:
                application/x-www-form-urlencoded:
                  schema: {type: object, required: [a], properties: {a: {type: object}}}
            responses: {"200": {description: ok}}
      components:
        schemas:
          Name: {type: string, minLength: 2}
          Login:
            allOf:
              - {$ref: "#/components/schemas/Named"}
            type: object
            required: [grant, user]
            properties:
              grant: {anyOf: [{type: string, pattern: ^password$}, {type: string, enum: [code]}]}
              age: {type: integer, maximum: 150}
              ratio: {type: number, nullable: true}
              yes: {type: boolean}
              tags: {type: array, maxItems: 2, items: {type: integer}}
              ids: {type: array, items: {type: integer}}
          Named:
            type: object
            properties: {user: {$ref: "#/components/schemas/Name"}}
      """;

  private static final ResolvedApi API = TestContracts.api("http://h:1", "");
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
  private static final String LOGIN = "svc#/components/schemas/Login";

  private final OpenApiContracts open = contracts(OPENAPI);

  private List<String> post(String form, String... headers) {
    return told(open.request(API, request("POST", "http://h:1/token", form, headers)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant=password&user=ada",
        "user=a%20b&grant=code&age=150&ratio=&yes=true&more=x",
        "grant=code&user=ada&age=007&ratio=1e999&yes=on&age",
        "grant=code&user=ada&tags=1&tags=2&ids=1%202",
        "grant=code&grant=other&user=ada",
      })
  void request_formAsTheContractSays_breaksNothing(String form) {
    assertThat(post(form, FORM, "Cookie: a=b; session=7")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "grant=code | body | required property 'user' not found | /required",
        "grant=code&user=a | /user | must be at least 2 characters long | Name/minLength",
        "grant=code&user=ada&age=151 | /age | must have a maximum value of 150 | /properties/age/maximum",
        "grant=code&user=ada&age=old | /age | string found, integer expected | /properties/age/type",
        "grant=code&user=ada&age=1.5 | /age | number found, integer expected | /properties/age/type",
        "grant=code&user=ada&tags=1&tags=x | /tags/1 | string found, integer expected | /properties/tags/items/type",
        "grant=code&user=ada&tags=1&tags=2&tags=3 | /tags | must have at most 2 items but found 3 | /properties/tags/maxItems",
      })
  void request_formThatBreaksItsSchema_isToldWithItsField(
      String form, String where, String what, String keyword) {
    String source =
        keyword.startsWith("/") ? LOGIN + keyword : "svc#/components/schemas/" + keyword;
    assertThat(post(form, FORM, "Cookie: session=7"))
        .containsExactly(where + " | " + what + " | " + source);
  }

  @Test
  void request_formOfObjects_isNotCheckedWhichIsSaid() {
    assertThat(open.request(API, request("POST", "http://h:1/nested", "b=1", FORM))).isEmpty();
    assertThat(open.notes())
        .containsExactly(
            "svc#/paths/~1nested/post/requestBody/content/application~1x-www-form-urlencoded/schema:"
                + " a form was not checked, because a field of it may be an object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Accept: x", "Cookie: sessions=1; theme=session", "Cookie: "})
  void request_withoutARequiredCookie_isToldWithItsPlace(String header) {
    assertThat(post("grant=code&user=ada", FORM, header))
        .containsExactly(
            "cookie session | is required and is not sent | svc#/paths/~1token/post/parameters/0");
  }

  @Test
  void request_formOfSwagger_isCheckedFieldByField() {
    OpenApiContracts swagger =
        contracts(
            """
            {"swagger": "2.0", "paths": {"/pets": {"post": {"parameters": [
               {"name": "name", "in": "formData", "required": true, "type": "string", "minLength": 2},
               {"name": "age", "in": "formData", "type": "integer"},
               {"name": "tags", "in": "formData", "type": "array", "items": {"type": "integer"}},
               {"name": "photo", "in": "formData", "type": "file"}],
               "responses": {"200": {"description": "ok"}}}}}}
            """);
    String post = "svc#/paths/~1pets/post/parameters/";
    assertThat(
            swagger.request(
                API, request("POST", "http://h:1/pets", "name=rex&age=3&tags=1,2&photo=x", FORM)))
        .isEmpty();
    assertThat(told(swagger.request(API, request("POST", "http://h:1/pets", "name=r&age=x", FORM))))
        .containsExactly(
            "/name | must be at least 2 characters long | " + post + "0/minLength",
            "/age | string found, integer expected | " + post + "1/type");
    assertThat(told(swagger.request(API, request("POST", "http://h:1/pets", "age=3", FORM))))
        .containsExactly("/name | is required and is not sent | " + post + "0");
    assertThat(
            swagger.request(
                API,
                request("POST", "http://h:1/pets", "--b", "Content-Type: multipart/form-data")))
        .isEmpty();
  }
}
