package dev.clew.languagesih.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.plan.api.ApiUrl;
import dev.clew.plan.api.Readiness;
import dev.clew.plan.stage.LatencyProfile;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the language says of an `api.catalog`, and each mistake with its exact line.
class CatalogReaderTest {
  private static final String WHOLE =
      """
      - version: 3.10
        assertionFailuresBlock: false
        baselineSnapshot: snapshots/good.json
        plugins:
          - id: http
            runtimeVersion: "1.0"
        latencyProfiles:
          - name: Traffic
            bands:
              - {name: green, minMs: 0, maxMs: 200, color: green, label: ok}
              - {name: red, minMs: 201, color: red}
        connections:
          - name: openai-main
            type: llm
            provider: openai
            baseUrl: {local: https://api.example.com/v1}
            apiKeySecret: "{{input.openaiApiKey}}"
            config: {organization: acme}
        definitions:
          - name: accounts
            latencyProfile: traffic
            basePath: /api/accounts/
            port: 5000
            openApiUrl: /swagger/v1/swagger.json
            healthCheck: "{{baseUrl}}/health"
            readiness: {maxRetries: 12, delayMs: 5000, timeoutMs: 1500, httpStatus: [200, 204]}
            baseUrl: {local: http://localhost, pre: https://pre.example.com}
          - name: model
            contractType: LLM
            apiKey: "{{env:KEY}}"
            baseUrl: {local: http://localhost:1}
      """;

  private final Diagnostics diagnostics = new Diagnostics();

  private Catalog.Version read(String yaml) {
    Catalog catalog = CatalogReader.read(new SourceFile("c", yaml), diagnostics);
    return Objects.requireNonNull(catalog).versions().getFirst();
  }

  @Test
  void read_everyKey_isInTheModel() {
    Catalog.Version version = read(WHOLE);
    assertThat(diagnostics.inOrder()).isEmpty();
    assertThat(version.version()).isEqualTo("3.10");
    assertThat(version.assertionFailuresBlock()).isFalse();
    assertThat(version.baselineSnapshot()).isEqualTo("snapshots/good.json");
    assertThat(version.plugins()).containsExactly(new CatalogPlugin("http", null, "1.0", "1.0"));
    LatencyProfile profile = Objects.requireNonNull(version.latencyProfile("TRAFFIC"));
    assertThat(Objects.requireNonNull(profile.of(200)).name()).isEqualTo("green");
    assertThat(Objects.requireNonNull(profile.of(201)).color()).isEqualTo("red");
    Connection connection = Objects.requireNonNull(version.connection("OpenAI-main"));
    assertThat(connection.provider()).isEqualTo("openai");
    assertThat(Objects.requireNonNull(connection.address().apiKeySecret()).hasTokens()).isTrue();
    assertThat(connection.config().members()).hasSize(1);
    ApiDefinition accounts = Objects.requireNonNull(version.definition("Accounts"));
    assertThat(accounts.basePath()).isEqualTo("/api/accounts");
    assertThat(accounts.latencyProfile()).isEqualTo("Traffic");
    assertThat(Objects.requireNonNull(accounts.contract()).type())
        .isEqualTo(ContractSource.Type.OPENAPI);
    assertThat(accounts.readiness().maxRetries()).isEqualTo(12);
    assertThat(accounts.readiness().delay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(accounts.readiness().timeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(accounts.readiness().isReady(204)).isTrue();
    assertThat(accounts.readiness().isReady(201)).isFalse();
    ApiDefinition model = Objects.requireNonNull(version.definition("model"));
    assertThat(Objects.requireNonNull(model.contract()).url()).isNull();
    assertThat(model.apiKey()).isNotNull();
  }

  @Test
  void read_defaults_areThoseOfTheLanguage() {
    Catalog.Version version =
        read("- {version: 1, definitions: [{name: s, healthCheck: /h, baseUrl: {l: http://h}}]}");
    assertThat(version.assertionFailuresBlock()).isNull();
    ApiDefinition definition = version.definitions().getFirst();
    assertThat(definition.contract()).isNull();
    Readiness readiness = definition.readiness();
    assertThat(readiness.maxRetries()).isZero();
    assertThat(readiness.delay()).isZero();
    assertThat(readiness.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(readiness.isReady(299)).isTrue();
    assertThat(readiness.isReady(302)).isFalse();
  }

  @Test
  void toJson_keyOfAnApi_isNotInIt() {
    ApiDefinition definition =
        read("- {version: 1, definitions: [{name: s, apiKey: hunter2, baseUrl: {l: http://h}}]}")
            .definitions()
            .getFirst();
    assertThat(definition.toJson().toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/openapi.json                 | http://l:81/openapi.json",
        "openapi.json                  | http://l:81/openapi.json",
        "https://docs.example.com/o?x=1| https://docs.example.com/o?x=1",
        "file:///srv/o.yaml            | file:///srv/o.yaml",
        "'{{baseUrl}}/o'               | http://l:81/o",
        "'{{ BASEURL.Prod }}/o'        | https://p:81/x/o",
        "'{{baseUrl:prod}}/o'          | https://p:81/x/o",
        "'{{baseUrl}}:{{port}}/o'      | http://l:81/o",
        "'{{baseUrl.l}}:{{ port }}/o'  | http://l:81/o",
        "'{{baseUrl.prod}}:{{port}}/o' | https://p/x:81/o",
        "'http://h:{{port}}/o'         | http://h:81/o",
        "'http://{{env:HOST}}/o'       | http://from-env/o",
        "'{{env:NONE}}/o'              | ! {{env:NONE}} is not set",
        "'http:///o'                    | ! it is wrong: it has no host",
        "'http://a b/'                 | ! it is wrong: it is not a URL",
        "'http://u:p@h/'               | ! it is wrong: it has a user name in it; use a header",
      })
  void resolve_contractUrl_isAbsolute(String written, String expected) {
    ApiDefinition definition =
        read("- {version: 1, definitions: [{name: s, port: 81, openApiUrl: '"
                + written
                + "', baseUrl: {l: http://l, prod: https://p/x}}]}")
            .definitions()
            .getFirst();
    assertThat(diagnostics.inOrder()).isEmpty();
    CatalogUrl url = Objects.requireNonNull(Objects.requireNonNull(definition.contract()).url());
    String came =
        switch (url.resolve(
            definition, "http://l:81", name -> name.equals("HOST") ? "from-env" : null)) {
          case ApiUrl.Resolved.Found(String text) -> text;
          case ApiUrl.Resolved.Fault(String why) -> "! " + why;
        };
    assertThat(came).isEqualTo(expected);
  }

  /// A base URL of the command line has a port of its own; and what is relative is so as in a
  /// browser.
  @ParameterizedTest
  @CsvSource({
    "{{baseUrl}}:{{port}}/o, http://h:7, http://h:7/o",
    "{{baseUrl.l}}:{{port}}/o, http://h:7, http://l:81/o",
    "{{baseUrl.none}}/o, http://h:7, http://h:7/o",
    "o/p, http://h:7/api, http://h:7/o/p",
    "/o, http://h:7/api/v1, http://h:7/api/o",
    "/o, http://[::1]:7, http://[::1]:7/o",
  })
  void resolve_withAnotherBaseUrl_isOfThatOne(String written, String base, String expected) {
    ApiDefinition definition =
        read("- {version: 1, definitions: [{name: s, port: 81, openApiUrl: '"
                + written
                + "', baseUrl: {l: http://l}}]}")
            .definitions()
            .getFirst();
    CatalogUrl url = Objects.requireNonNull(Objects.requireNonNull(definition.contract()).url());
    assertThat(url.resolve(definition, base, name -> null))
        .isEqualTo(new ApiUrl.Resolved.Found(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openApiUrl: /o | openApiUrl: /o\\n      swaggerUrl: /s | c:25:19: 'openApiUrl' and 'swaggerUrl' are given; a definition has one contract",
        "openApiUrl: /o | openApiUrl: /o\\n      contractType: swagger | c:25:21: contractType is 'swagger', and the contract is given as 'openApiUrl'",
        "openApiUrl: /o | contractType: openapi | c:24:21: contractType is 'openapi', and there is no 'openApiUrl'",
        "contractType: LLM | contractType: openapy | c:29:21: 'openapy' is not a contractType (openapi, swagger, scala, llm); did you mean 'openapi'?",
        "openApiUrl: /o | openApiUrl: '{{baseUlr}}/o' | c:24:20: only {{baseUrl}}, {{baseUrl.ENV}}, {{port}} and {{env:NAME}} can stand here, not {{baseUlr}}; did you mean 'baseUrl'?",
        "openApiUrl: /o | openApiUrl: '{{baseUrl.prd}}/o' | c:24:19: {{baseUrl.prd}}: there is no base URL for that environment here; that of the run is used; did you mean 'pre'?",
        "openApiUrl: /o | openApiUrl: '{{baseUrl/o' | c:24:20: '{{' without '}}': the token does not end",
        "contractType: LLM | openApiUrl: 'http://h:{{port}}' | c:29:19: {{port}}: the definition has no 'port'",
        "maxRetries: 12 | maxRetries: -1 | c:26:31: 'maxRetries' must be a whole number from 0 to 1000",
        "maxRetries: 12 | maxRetrys: 1 | c:26:19: unknown key 'maxRetrys' in 'readiness'; did you mean 'maxRetries'?",
        "delayMs: 5000 | delayMs: 5s | c:26:44: 'delayMs' must be a whole number from 0 to 600000",
        "timeoutMs: 1500 | timeoutMs: 0 | c:26:61: 'timeoutMs' must be a whole number from 1 to 600000",
        "[200, 204] | [200, 99] | c:26:85: 'httpStatus' must be a whole number from 100 to 599",
        "[200, 204] | 2xx | c:26:79: 'httpStatus' must be a whole number from 100 to 599",
        "healthCheck: | # | c:26:18: the definition has 'readiness' and no 'healthCheck' to ask",
        "minMs: 201, | minMs: 200, | c:11:18: band 'red' overlaps band 'green'",
        "minMs: 0, maxMs: 200 | minMs: 300, maxMs: 200 | c:10:11: 'minMs' of a band is above its 'maxMs'",
        "minMs: 201, color | color | c:11:11: a band needs 'minMs', 'maxMs' or both",
        "minMs: 0, | minMs: -1, | c:10:32: 'minMs' in the band must be a whole number of at least 0",
        "name: red | name: GREEN | c:11:18: band 'GREEN' is given twice; names ignore case",
        "assertionFailuresBlock: false | assertionFailuresBlock: none | c:2:27: 'assertionFailuresBlock' in the catalog version must be true or false",
        "id: http | ident: http | c:5:7: unknown key 'ident' in the plug-in",
        "provider: openai | providr: openai | c:15:7: unknown key 'providr' in the connection; did you mean 'provider'?",
        "config: {organization: acme} | config: text | c:18:15: 'config' in the connection must be a mapping, not text",
        "name: model | name: ACCOUNTS | c:28:13: definition 'ACCOUNTS' is given twice; names ignore case",
      })
  void read_mistake_isOneLine(String old, String replacement, String expected) {
    String yaml = WHOLE.replace("openApiUrl: /swagger/v1/swagger.json", "openApiUrl: /o");
    assertThat(yaml).contains(old);
    read(yaml.replace(old, replacement.replace("\\n", "\n")));
    assertThat(diagnostics.inOrder()).extracting(Diagnostic::render).contains(expected);
    assertThat(diagnostics.inOrder().size()).isBetween(1, 2);
  }
}
