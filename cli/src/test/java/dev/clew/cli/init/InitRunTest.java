package dev.clew.cli.init;

import static dev.clew.cli.init.InitRuns.clew;
import static dev.clew.cli.init.InitRuns.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.document.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `clew init` writes, run by `clew run` against a server.
class InitRunTest {
  @TempDir Path folder;

  @Test
  void run_chromeCurl_sendsTheCapturedRequest() throws Exception {
    try (InitServer server = new InitServer(Map.of())) {
      String curl = fixture("chrome.curl").replace("https://api.example.com", server.origin());
      assertThat(clew("init", "--curl", curl, "-o", folder.toString(), "--name", "save").code())
          .isZero();
      var run =
          clew(
              "run",
              folder.resolve("save.workflow").toString(),
              "--input",
              "token=T-1",
              "--input",
              "cookie=session=1; theme=light",
              "--input",
              "password=p\"w");
      assertThat(run.code()).as(run.out() + run.err()).isZero();
      assertThat(server.received()).hasSize(1);
      var received = server.received().getFirst();
      assertThat(received.method()).isEqualTo("PUT");
      assertThat(received.path()).isEqualTo("/api/v1/accounts");
      assertThat(received.query()).isEqualTo("limit=10&filter=name%3Aada");
      assertThat(received.headers())
          .containsEntry("Accept", "application/json, text/plain, */*")
          .containsEntry("Authorization", "Bearer T-1")
          .containsEntry("Content-Type", "application/json")
          .containsEntry("Cookie", "session=1; theme=light")
          .containsEntry("X-Tenant", "acme")
          .doesNotContainKeys("Origin", "Referer", "Sec-Fetch-Mode", "Priority");
      assertThat(JsonText.parse(received.body()))
          .isEqualTo(
              JsonText.parse(
                  """
                  {"name":"Ada's café","password":"p\\"w","note":"{{not a token}}",
                   "tags":["a","b"],"size":1.50}
                  """));
    }
  }

  @Test
  void run_severalCurls_sendsThemInOrder() throws Exception {
    try (InitServer server = new InitServer(Map.of())) {
      String curl =
          fixture("several.curl")
              .replace("http://localhost:8080", server.origin())
              .replace("http://other.example:9090", server.origin());
      Path source = Files.writeString(folder.resolve("several.curl"), curl);
      var init =
          clew("init", "--from", source.toString(), "-o", folder.toString(), "--name", "all");
      assertThat(init.code()).as(init.err()).isZero();
      var run =
          clew(
              "run",
              folder.resolve("all.workflow").toString(),
              "--input",
              "basic-auth=YTpi",
              "--input",
              "password=p&w",
              "--input",
              "api_key=k&1");
      assertThat(run.code()).as(run.out() + run.err()).isZero();
      List<InitServer.Received> received = server.received();
      assertThat(received)
          .extracting(InitServer.Received::method)
          .containsExactly("POST", "GET", "POST", "DELETE");
      assertThat(received)
          .extracting(InitServer.Received::path)
          .containsExactly("/login", "/search", "/pay", "/items/7");
      assertThat(received.get(0).body()).isEqualTo("user=ada&password=p%26w");
      assertThat(received.get(0).headers())
          .containsEntry("Authorization", "Basic YTpi")
          .containsEntry("Content-Type", "application/x-www-form-urlencoded");
      assertThat(received.get(1).query())
          .isEqualTo("q=two+words&tag=a&tag=b&from=2025-01-01T00%3A00%2B01%3A00");
      assertThat(received.get(2).query()).isEqualTo("api_key=k%261");
      assertThat(received.get(2).headers()).containsEntry("User-Agent", "my-agent/1");
      assertThat(received.get(2).body()).isEqualToIgnoringWhitespace("{\"amount\": 5}");
    }
  }

  @Test
  void run_har_chainsWhatTheServerMakesNow() throws Exception {
    Map<String, String> answers =
        Map.of(
            "POST /api/login",
            "{\"token\":\"new-token-1\",\"user\":{\"id\":7},\"carts\":[{\"id\":\"cart-new\"}]}",
            "POST /api/users/7/orders",
            "201 {\"orderId\":\"ORD 2\"}");
    try (InitServer server = new InitServer(answers)) {
      String har = fixture("shop.har").replace("https://shop.example.com", server.origin());
      Path source = Files.writeString(folder.resolve("shop.har"), har);
      var init =
          clew("init", "--har", source.toString(), "-o", folder.toString(), "--name", "shop");
      assertThat(init.code()).as(init.err()).isZero();
      var run =
          clew(
              "run",
              folder.resolve("shop.workflow").toString(),
              "--input",
              "password=x",
              "--input",
              "cookie=sid=1");
      assertThat(run.code()).as(run.out() + run.err()).isZero();
      List<InitServer.Received> received = server.received();
      assertThat(received)
          .extracting(InitServer.Received::path)
          .containsExactly("/api/login", "/api/users/7/orders", "/api/orders/ORD%202");
      assertThat(received.get(1).query()).isEqualTo("cart=cart-new");
      assertThat(received.get(1).headers())
          .containsEntry("Authorization", "Bearer new-token-1")
          .containsEntry("Cookie", "sid=1");
      assertThat(JsonText.parse(received.get(1).body()))
          .isEqualTo(
              JsonText.parse(
                  """
                  {"userId":7,"cartId":"cart-new","email":"ada@example.com","count":42}
                  """));
    }
  }

  @Test
  void run_openApi_sendsInputsWithTheirTypes() throws Exception {
    try (InitServer server = new InitServer(Map.of("POST /v1/accounts", "201 {}"))) {
      String yaml = fixture("accounts.yaml").replace("https://api.example.com", server.origin());
      Path source = Files.writeString(folder.resolve("accounts.yaml"), yaml);
      var init =
          clew(
              "init",
              "--openapi",
              source.toString(),
              "-o",
              folder.toString(),
              "--operation",
              "createAccount",
              "--operation",
              "post /tokens");
      assertThat(init.code()).as(init.err()).isZero();
      var run =
          clew(
              "run",
              folder.resolve("accounts-payments.workflow").toString(),
              "--env",
              "production",
              "--input",
              "X-Request-Id=00000000-0000-4000-8000-000000000001",
              "--input",
              "dryRun=true",
              "--input",
              "token=T",
              "--input",
              "email=a@example.com",
              "--input",
              "age=20",
              "--input",
              "active=false",
              "--input",
              "password=pw",
              "--input",
              "X-Api-Key=K",
              "--input",
              "grant_type=g",
              "--input",
              "client_secret=s s");
      assertThat(run.code()).as(run.out() + run.err()).isZero();
      var first = server.received().getFirst();
      assertThat(first.path()).isEqualTo("/v1/accounts");
      assertThat(first.query()).isEqualTo("dryRun=true");
      assertThat(first.headers())
          .containsEntry("Authorization", "Bearer T")
          .containsEntry("X-Request-Id", "00000000-0000-4000-8000-000000000001");
      assertThat(JsonText.parse(first.body()).toString())
          .startsWith(
              "{\"email\":\"a@example.com\",\"age\":20,\"active\":false,\"password\":\"pw\"")
          .contains("\"street\":\"1 {{Main}} St\"")
          .doesNotContain("\"id\"", "\"note\"", "\"parent\"");
      var second = server.received().getLast();
      assertThat(second.headers())
          .containsEntry("X-Api-Key", "K")
          .doesNotContainKey("Authorization");
      assertThat(second.body()).isEqualTo("grant_type=g&client_secret=s+s");
    }
  }

  @Test
  void run_example_needsOnlyItsAddress() throws Exception {
    Map<String, String> answers = Map.of("POST /api/accounts", "201 {\"id\":\"ACC-1\"}");
    try (InitServer server = new InitServer(answers)) {
      assertThat(clew("init", "-o", folder.toString()).code()).isZero();
      var run =
          clew(
              "run",
              folder.resolve("first.workflow").toString(),
              "--base-url",
              "accounts=" + server.origin(),
              "--input",
              "email=ada@example.com",
              "--input",
              "token=T");
      assertThat(run.code()).as(run.out() + run.err()).isZero();
      assertThat(server.received())
          .extracting(InitServer.Received::path)
          .containsExactly("/api/accounts", "/api/accounts/ACC-1");
    }
  }
}
