package dev.clew.contract;

import static dev.clew.contract.TestContracts.api;
import static dev.clew.contract.TestContracts.contracts;
import static dev.clew.contract.TestContracts.request;
import static dev.clew.contract.TestContracts.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.engine.context.Contracts.EnumValue;
import dev.clew.engine.http.Request;
import dev.clew.plan.api.ResolvedApi;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names of enum values, which a contract gives in its extensions.
class EnumNamesTest {
  private static final ResolvedApi API = api("http://h:1", "");
  private static final String CONTRACT =
      """
      openapi: 3.0.1
      info: {title: t, version: "1"}
      paths:
        /o:
          post:
            requestBody:
              content:
                application/json:
                  schema: {$ref: '#/components/schemas/Order'}
            responses: {"200": {description: ok}}
      components:
        schemas:
          Status: {type: integer, enum: [0, 1], x-enumNames: [Pending, Active]}
          Kind: {type: string, enum: [a, b], x-enum-varnames: [First, Second]}
          Order:
            type: object
            properties:
              status: {$ref: '#/components/schemas/Status'}
              other: {allOf: [{$ref: '#/components/schemas/Status'}]}
              kinds: {type: array, items: {$ref: '#/components/schemas/Kind'}}
              "a/b": {$ref: '#/components/schemas/Status'}
              text: {type: string}
              inner: {$ref: '#/components/schemas/Order'}
      """;

  private final OpenApiContracts contracts = contracts(CONTRACT);

  private static Request post(String body) {
    return request("POST", "http://h:1/o", body, "Content-Type: application/json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"status\":\"Active\"}         | {\"status\":1}",
        "{\"status\":\"pending\"}        | {\"status\":0}",
        "{\"STATUS\":\"Active\"}         | {\"STATUS\":1}",
        "{\"other\":\"Active\"}          | {\"other\":1}",
        "{\"kinds\":[\"Second\",\"a\"]}  | {\"kinds\":[\"b\",\"a\"]}",
        "{\"a/b\":\"Active\"}            | {\"a/b\":1}",
        "{\"inner\":{\"inner\":{\"status\":\"Active\"}}} | {\"inner\":{\"inner\":{\"status\":1}}}",
        "{\"status\":1,\"text\":\"Active\",\"more\":\"Active\"} | {\"status\":1,\"text\":\"Active\",\"more\":\"Active\"}",
      })
  void enumValues_takeThePlaceOfTheirNames(String written, String sent) throws Exception {
    List<EnumValue> values = contracts.enumValues(StagePath.of("s"), 1, API, post(written));
    assertThat(EnumValue.in(JsonText.parse(written), values)).isEqualTo(JsonText.parse(sent));
    assertThat(told(contracts.request(API, post(written)))).isEmpty();
  }

  @Test
  void enumValues_otherNames_areToldAsWhatTheyBreak() {
    Request request = post("{\"status\":\"Actve\"}");
    assertThat(contracts.enumValues(StagePath.of("s"), 1, API, request)).isEmpty();
    assertThat(told(contracts.request(API, request))).isNotEmpty();
  }

  @Test
  void enumValues_ofNoJson_areNone() {
    Request text = request("POST", "http://h:1/o", "Active", "Content-Type: text/plain");
    assertThat(contracts.enumValues(StagePath.of("s"), 1, API, text)).isEmpty();
    assertThat(EnumValue.in(Json.of("x"), List.of())).isEqualTo(Json.of("x"));
  }
}
