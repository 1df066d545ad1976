package dev.clew.contract;

import static dev.clew.contract.TestContracts.answer;
import static dev.clew.contract.TestContracts.api;
import static dev.clew.contract.TestContracts.contracts;
import static dev.clew.contract.TestContracts.request;
import static dev.clew.contract.TestContracts.told;
import static dev.clew.contract.TestContracts.why;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A contract may come from anywhere: it never hangs, never loads anything, and says what it is
/// refused for.
@Timeout(120)
class HostileContractTest {
  private static String document(String schema, String components) {
    return "{\"openapi\":\"3.0.0\",\"paths\":{\"/a\":{\"get\":{\"responses\":{\"200\":{\"content\":{"
        + "\"application/json\":{\"schema\":"
        + schema
        + "}}}}}}},\"components\":{\"schemas\":{"
        + components
        + "}}}";
  }

  private static OpenApiContracts with(String schema, String components) {
    return contracts(document(schema, components));
  }

  private static List<String> check(OpenApiContracts contracts, String body) {
    return told(
        contracts.response(
            api("http://h:1", ""),
            request("GET", "http://h:1/a", null),
            answer(200, "application/json", body)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello | the contract 'svc' is not an OpenAPI or Swagger document",
        "[] | the contract 'svc' is not an OpenAPI or Swagger document",
        "a: b | the contract 'svc' is not an OpenAPI 3.0 or 3.1 or Swagger 2.0 document: it has no 'openapi' or 'swagger' with such a version",
        "{\"openapi\":\"4.0\",\"paths\":{}} | the contract 'svc' is not an OpenAPI 3.0 or 3.1 or Swagger 2.0 document: it has no 'openapi' or 'swagger' with such a version",
        "openapi: 3.0 | the contract 'svc' cannot be used: it has no paths with operations",
        "{\"openapi\":\"3.0.0\",\"paths\":{\"/a\":7}} | the contract 'svc' cannot be used: it has no paths with operations",
        "{\"openapi\" | the contract 'svc' is not JSON: 1:11: the text ends inside a value",
        "{\"openapi\":\"3.0.0\",\"paths\":{\"/a\":{\"$ref\":\"other.json#/x\"}}} | the contract 'svc' cannot be used: /paths/~1a/$ref points to another document, 'other.json#/x'; only references inside of the document are followed: publish it as one file",
        "{\"openapi\":\"3.0.0\",\"paths\":{\"/a\":{\"$ref\":\"#/paths/~1a\"}}} | the contract 'svc' cannot be used: /paths/~1a/$ref leads back to itself: '#/paths/~1a'",
      })
  void read_unusable_saysWhy(String text, String expected) {
    assertThat(why(text)).isEqualTo(expected);
  }

  @Test
  void read_overLimits_isRefusedByName() {
    assertThat(why("{\"x\":\"" + "y".repeat(ContractLimits.BYTES) + "\"}"))
        .contains("over contract.bytes = 16777216");
    assertThat(why("{\"a\":".repeat(5_000))).contains("not JSON");
    assertThat(why("a: " + "[".repeat(5_000))).contains("nested deeper than 50 levels");
    assertThat(why("a: &a [x,x]\nb: &b [*a,*a]\n" + "c: [" + "*b,".repeat(60) + "]"))
        .contains("more than 50 aliases");
  }

  @Test
  void check_schemaThatContainsItself_endsByDepth() {
    OpenApiContracts contracts =
        with(
            "{\"$ref\":\"#/components/schemas/L\"}",
            "\"L\":{\"allOf\":[{\"$ref\":\"#/components/schemas/L\"}]}");
    assertThat(check(contracts, "{}")).isEmpty();
    assertThat(contracts.notes().toString()).contains("contract.depth = 400");
  }

  @Test
  void check_schemaThatGrowsExponentially_endsBySteps() {
    StringBuilder components = new StringBuilder("\"S0\":{\"type\":\"object\"}");
    for (int level = 1; level <= 40; level++) {
      String below = "{\"$ref\":\"#/components/schemas/S" + (level - 1) + "\"}";
      components
          .append(",\"S")
          .append(level)
          .append("\":{\"anyOf\":[{\"allOf\":[")
          .append(below)
          .append(',')
          .append(below)
          .append("]},{\"type\":\"string\"}]}");
    }
    OpenApiContracts contracts =
        with("{\"$ref\":\"#/components/schemas/S40\"}", components.toString());
    assertThat(check(contracts, "{}")).isEmpty();
    assertThat(contracts.notes()).hasSize(1);
    assertThat(contracts.notes().getFirst()).contains("contract.");
  }

  @Test
  void check_evilPattern_isMatchedInLinearTime() {
    OpenApiContracts contracts = with("{\"type\":\"string\",\"pattern\":\"^(a+)+$\"}", "");
    assertThat(check(contracts, "\"" + "a".repeat(100_000) + "!\"")).hasSize(1);
    assertThat(check(contracts, "\"" + "a".repeat(100_000) + "\"")).isEmpty();
  }

  @Test
  void check_patternThatIsNotLinear_isSaidToBeUnchecked() {
    OpenApiContracts contracts = with("{\"type\":\"string\",\"pattern\":\"^(?=a)b$\"}", "");
    assertThat(check(contracts, "\"x\"")).isEmpty();
    assertThat(contracts.notes())
        .containsExactly(
            "contract 'svc': the pattern ^(?=a)b$ is not checked, because it cannot be matched in"
                + " linear time");
  }

  @Test
  void check_hugeEnum_isToldShort() {
    StringBuilder values = new StringBuilder();
    for (int value = 0; value < 200_000; value++) {
      values.append(value == 0 ? "" : ",").append("\"v").append(value).append('"');
    }
    OpenApiContracts contracts = with("{\"enum\":[" + values + "]}", "");
    assertThat(check(contracts, "\"v199999\"")).isEmpty();
    assertThat(check(contracts, "\"canary\"").toString()).hasSizeLessThan(300);
  }

  @Test
  void check_manyViolations_areCounted() {
    StringBuilder items = new StringBuilder("0");
    items.append(",0".repeat(9_999));
    OpenApiContracts contracts = with("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}", "");
    List<String> told = check(contracts, "[" + items + "]");
    assertThat(told).hasSize(51);
    assertThat(told.getLast()).contains("contract.violations = 50");
  }

  @Test
  void check_bodyNestedDeeply_isNoFault() {
    OpenApiContracts contracts =
        with(
            "{\"$ref\":\"#/components/schemas/N\"}",
            "\"N\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/N\"}}");
    assertThat(check(contracts, "[".repeat(90) + "]".repeat(90))).isEmpty();
    assertThat(contracts.notes()).isEmpty();
    assertThat(check(contracts, "[".repeat(300_000)).toString()).contains("is not JSON");
    check(contracts, "[".repeat(450) + "]".repeat(450));
    assertThat(contracts.notes().toString()).contains("contract.depth");
  }

  @Test
  void read_mutatedDocument_neverThrows() {
    long seed = Long.getLong("seed", 742L);
    Random random = new Random(seed);
    String base = TestContracts.SWAGGER;
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder(base);
      for (int edit = 0; edit <= random.nextInt(4); edit++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, "{}[]\",:0$#~/".charAt(random.nextInt(12)));
          default -> text.setCharAt(at, "{}[]\",:0$#~/".charAt(random.nextInt(12)));
        }
      }
      if (Contract.read("svc", text.toString())
          instanceof Contract.Read.Usable(Contract contract)) {
        OpenApiContracts contracts = new OpenApiContracts(java.util.Map.of("svc", contract));
        var put =
            request(
                "PUT", "http://h:1/v2/pets/7", "{\"name\":1}", "Content-Type: application/json");
        assertThat(contracts.request(api("http://h:1", ""), put))
            .as("seed " + seed + " round " + round)
            .isNotNull();
        contracts.response(api("http://h:1", ""), put, answer(200, "application/json", "[]"));
      }
    }
  }
}
