package dev.clew.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.execution.config.ConfigFile;
import dev.clew.execution.config.WorkflowsConfig;
import dev.clew.execution.secret.SecretProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The secret provider `vaultwarden`, against a small server and a small `bw`.
class VaultwardenTest {
  private static final Map<String, String> VARIABLES =
      Map.of("USER_VAR", "ada@example.com", "PASSWORD_VAR", "p w");

  @TempDir private Path folder = Path.of("");
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 200;

  VaultwardenTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::serve);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String key = exchange.getRequestHeaders().getFirst("Authorization");
    asked.add(exchange.getRequestURI() + " " + key + " " + body);
    String answer =
        exchange.getRequestURI().getPath().endsWith("/token")
            ? "{\"access_token\": \"t1\"}"
            : "{\"secrets\": {\"accounts.api-token\": \"v1\", \"empty\": \"\"}}";
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private SecretProvider provider(String config) throws IOException {
    Files.writeString(
        folder.resolve("workflows.config"),
        "secretProviders:\n  - {plugin: vaultwarden, config: " + config + "}\n");
    WorkflowsConfig read = ConfigFile.find(folder.resolve("a.workflow"), null, VARIABLES::get);
    assertThat(read.diagnostics()).isEmpty();
    return read.secretProviders().getFirst();
  }

  private SecretProvider rest() throws IOException {
    return provider(
        "{baseUrl: '127.0.0.1:"
            + server.getAddress().getPort()
            + "', usernameEnv: USER_VAR, passwordEnv: PASSWORD_VAR,"
            + " mappings: {TOKEN: accounts.api-token, NONE: empty}}");
  }

  private static String failed(SecretProvider provider, String name) {
    return ((SecretProvider.Answer.Failed) provider.get(name)).why();
  }

  @Test
  void get_byRest_isAskedOnceForAll() throws IOException {
    SecretProvider provider = rest();
    assertThat(provider.kind()).isEqualTo("vaultwarden");
    assertThat(asked).isEmpty();
    assertThat(provider.get("TOKEN")).isEqualTo(new SecretProvider.Answer.Value("v1"));
    assertThat(provider.get("OTHER")).isEqualTo(new SecretProvider.Answer.Unknown());
    assertThat(failed(provider, "NONE")).contains("no value for 'empty'");
    assertThat(asked)
        .containsExactly(
            "/identity/connect/token null grant_type=password&scope=api+offline_access"
                + "&client_id=web&username=ada%40example.com&password=p+w",
            "/api/sih/secrets Bearer t1 {\"names\":[\"accounts.api-token\",\"empty\"]}");
  }

  @Test
  void get_refusedByTheServer_isOneLineWithoutWhatWasSent() throws IOException {
    status = 401;
    assertThat(failed(rest(), "TOKEN"))
        .contains("/identity/connect/token answered 401")
        .doesNotContain("p w", "ada");
  }

  @Test
  void get_byTheClient_isWhatItPrints() throws IOException {
    Path client = Files.writeString(folder.resolve("bw"), "#!/bin/sh\necho \"$*\"\n");
    assertThat(client.toFile().setExecutable(true)).isTrue();
    SecretProvider provider =
        provider(
            "{baseUrl: 'http://127.0.0.1:1', client: '" + client + "', mappings: {A: item a}}");
    assertThat(provider.get("A"))
        .isEqualTo(new SecretProvider.Answer.Value("get password -- item a"));
    assertThat(asked).isEmpty();
  }

  @Test
  void check_withABaseUrlOnly_isAccepted() throws IOException {
    assertThat(provider("{baseUrl: 'http://127.0.0.1:18080'}").get("A"))
        .isEqualTo(new SecretProvider.Answer.Unknown());
  }
}
