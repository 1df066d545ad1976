package dev.clew.languagesih.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.scope.EnvironmentVariables;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiResolverTest {
  private static final Place HERE = Place.fixed("w", new Position(7, 3));

  private final Diagnostics diagnostics = new Diagnostics();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "http://h:1      | -    | -    | /a      | http://h:1/a",
        "http://h:1/     | -    | -    | a       | http://h:1/a",
        "http://h:1/     | -    | -    | ''      | http://h:1",
        "http://h/x/     | 81   | v1   | /a?b=c  | http://h:81/x/v1/a?b=c",
        "http://h:1      | 81   | /v1/ | /a      | http://h:81/v1/a",
        "http://h        | -    | /v1  | /v1/a   | http://h/v1/a",
        "http://h        | -    | /v1  | /v1     | http://h/v1",
        "http://h        | -    | /v1  | /v10/a  | http://h/v1/v10/a",
        "http://h/v1     | -    | /v1  | /a      | http://h/v1/a",
        "http://h        | -    | /v1  | ?q=1    | http://h/v1?q=1",
        "http://[::1]    | 81   | -    | /a      | http://[::1]:81/a",
        "http://[::1]:5/ | 81   | -    | /a      | http://[::1]:81/a",
        "HTTPS://H       | -    | -    | /a      | HTTPS://H/a",
        "'http://{{env:HOST}}' | 81 | - | /a     | http://from-env:81/a",
      })
  void url_ofDefinition_isJoined(
      String base, @Nullable String port, @Nullable String path, String target, String expected) {
    String yaml =
        "- version: 1\n  definitions:\n    - name: svc\n      baseUrl: {local: '"
            + base
            + "'}\n"
            + (port == null ? "" : "      port: " + port + "\n")
            + (path == null ? "" : "      basePath: " + path + "\n");
    ResolvedApi api = resolver(yaml, "1", "LOCAL", Map.of()).resolve("ref", "SVC", HERE);
    assertThat(diagnostics.inOrder()).isEmpty();
    assertThat(Objects.requireNonNull(api).url(target)).isEqualTo(expected);
    assertThat(api.name()).isEqualTo("ref");
    assertThat(api.definition()).isEqualTo("svc");
    assertThat(api.from()).isEqualTo("c:4:24");
  }

  @Test
  void resolve_override_winsOverUrlPortAndMissingEnvironment() {
    String yaml =
        "- version: 1\n  definitions:\n    - {name: svc, baseUrl: {prod: http://p}, port: 9, basePath: /v1}\n";
    ResolvedApi api =
        resolver(yaml, "1", "local", Map.of("Svc", "http://127.0.0.1:5/"))
            .resolve("svc", "svc", HERE);
    assertThat(diagnostics.inOrder()).isEmpty();
    assertThat(Objects.requireNonNull(api).url("/a")).isEqualTo("http://127.0.0.1:5/v1/a");
    assertThat(api.from()).isEqualTo("override");
  }

  @Test
  void resolve_overrideWithoutCatalog_needsNone() {
    ApiResolver resolver = resolver(null, "1", "local", Map.of("svc", "http://h"));
    assertThat(Objects.requireNonNull(resolver.resolve("svc", "svc", HERE)).url("/a"))
        .isEqualTo("http://h/a");
    resolver.checkOverrides();
    assertThat(diagnostics.inOrder()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h:80/x           | it does not start with http:// or https://",
        "file:///etc      | it does not start with http:// or https://",
        "http://          | it is not a URL",
        "http:///x        | it has no host",
        "http://u:p@h     | it has a user name in it; use a header",
        "http://h?x=1     | it has a query or a fragment",
        "http://h#x       | it has a query or a fragment",
        "http://a b       | it is not a URL",
      })
  void resolve_badOverride_isReported(String url, String fault) {
    assertThat(resolver(null, "1", "local", Map.of("svc", url)).resolve("svc", "svc", HERE))
        .isNull();
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::render)
        .containsExactly("base URL: the base URL given for 'svc' is wrong: " + fault);
  }

  @Test
  void read_versions_selectIgnoringCase() {
    String yaml =
        """
        - version: 3.10
          definitions: [{name: svc, baseUrl: {local: http://ten}}]
        - version: RC
          definitions: [{name: svc, baseUrl: {local: http://rc}}]
        """;
    ResolvedApi api = resolver(yaml, "rc", "local", Map.of()).resolve("svc", "svc", HERE);
    assertThat(Objects.requireNonNull(api).baseUrl()).isEqualTo("http://rc");
    assertThat(resolver(yaml, "3.10", "local", Map.of()).resolve("svc", "svc", HERE))
        .extracting(ResolvedApi::baseUrl)
        .isEqualTo("http://ten");
    assertThat(diagnostics.inOrder()).isEmpty();
  }

  @Test
  void read_otherDocumentedKeys_areAccepted() {
    String yaml =
        """
        - version: "1"
          assertionFailuresBlock: true
          baselineSnapshot: x.json
          latencyProfiles: [{name: x, bands: [{name: ok, maxMs: 200}]}]
          connections: []
          plugins: [{id: http}]
          definitions:
            - name: svc
              contractType: openapi
              openApiUrl: "{{baseUrl}}/openapi.json"
              healthCheck: /health
              readiness: {maxRetries: 3}
              latencyProfile: x
              apiKey: x
              apiKeySecret: x
              baseUrl: {local: http://h}
        """;
    Catalog catalog = CatalogReader.read(new SourceFile("c", yaml), diagnostics);
    assertThat(diagnostics.inOrder()).isEmpty();
    assertThat(
            Objects.requireNonNull(catalog).versions().getFirst().definitions().getFirst().toJson())
        .hasToString(
            "{\"name\":\"svc\",\"base_url\":{\"local\":\"http://h\"},\"base_path\":\"\","
                + "\"contract\":{\"type\":\"openapi\",\"url\":\"{{baseUrl}}/openapi.json\"},"
                + "\"health_check\":\"/health\",\"readiness\":{\"max_retries\":3,\"delay_ms\":0,"
                + "\"timeout_ms\":2000,\"http_status\":[]},\"latency_profile\":\"x\"}");
  }

  @Test
  void read_otherTokenInBaseUrl_isReported() {
    CatalogReader.read(
        new SourceFile(
            "c", "- version: 1\n  definitions: [{name: s, baseUrl: {l: 'http://{{input.h}}'}}]"),
        diagnostics);
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::render)
        .containsExactly("c:2:50: only {{env:NAME}} can stand in a base URL, not {{input.h}}");
  }

  private ApiResolver resolver(
      @Nullable String yaml, String version, String environment, Map<String, String> overrides) {
    Catalog catalog =
        yaml == null ? null : CatalogReader.read(new SourceFile("c", yaml), diagnostics);
    EnvironmentVariables variables = name -> name.equals("HOST") ? "from-env" : null;
    return new ApiResolver(
        catalog,
        version,
        Place.fixed("w", Position.START),
        environment,
        overrides,
        variables,
        diagnostics);
  }
}
