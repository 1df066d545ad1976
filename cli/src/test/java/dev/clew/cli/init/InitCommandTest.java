package dev.clew.cli.init;

import static dev.clew.cli.init.InitRuns.clew;
import static dev.clew.cli.init.InitRuns.file;
import static dev.clew.cli.init.InitRuns.fixture;
import static dev.clew.cli.init.InitRuns.plan;
import static dev.clew.cli.init.InitRuns.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitCommandTest {
  private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0";

  @TempDir Path folder;

  private String out() {
    return folder.resolve("out").toString();
  }

  @Test
  void init_chromeCurl_isPlannedAndHasNoSecret() throws Exception {
    var init = clew("init", "--curl", fixture("chrome.curl"), "-o", out(), "--env", "prod");
    assertThat(init.code()).as(init.err()).isZero();
    assertThat(init.out())
        .contains("left out 7 headers")
        .contains("run it: clew run " + out() + "/put-accounts.workflow")
        .contains("--input token=TOKEN")
        .doesNotContain(TOKEN, "s3cr3tc00kie", "hunter2!xyz");
    String written = written(Path.of(out()));
    assertThat(written)
        .doesNotContain(TOKEN, "s3cr3tc00kie", "hunter2!xyz")
        .contains("\"Bearer {{input.token}}\"", "{{{{not a token}}", "\"prod\"".replace("\"", ""));
    assertThat(init.inputs()).containsExactly("token", "cookie", "password");
    plan(
        Path.of(out()),
        "put-accounts",
        "prod",
        Map.of("token", "t", "cookie", "c", "password", "p"));
  }

  @Test
  void init_har_chainsAndLeavesOut() throws Exception {
    var init = clew("init", "--har", file(folder, "shop.har").toString(), "-o", out());
    assertThat(init.code()).as(init.err()).isZero();
    assertThat(init.out())
        .contains("left out 3 requests for pages", "left out 1 request without an answer")
        .contains("3 stages, 2 inputs (2 secret)");
    assertThat(written(Path.of(out())))
        .doesNotContain("tok_9f8e7d6c5b4a39281706", "correct horse 7", "abcdef123456")
        .contains("endpoint: \"/api/users/{{stage:post-login.output.id}}/orders\"")
        .contains("cart: \"{{stage:post-login.output.id-2}}\"")
        .contains("authorization: \"Bearer {{stage:post-login.output.token}}\"")
        .contains("secretOutputs: [\"token\"]")
        .contains("\"userId\": {{stage:post-login.output.id}}")
        .contains("\"count\": 42")
        .contains("token: \"{{response.body.token}}\"")
        .contains("id-2: \"{{response.body.carts.0.id}}\"")
        .contains("expectedStatus: 201");
    plan(Path.of(out()), "shop-example-com", "default", Map.of("password", "p", "cookie", "c"));
  }

  @Test
  void init_openApi_takesTheFirstThatNeedsNothingAndListsTheOthers() throws Exception {
    var init = clew("init", "--openapi", file(folder, "accounts.yaml").toString(), "-o", out());
    assertThat(init.code()).as(init.err()).isZero();
    assertThat(init.out())
        .contains("the stage is health  GET /health", "  getAccount  GET /accounts/{accountId}")
        .contains("left out optional parameters verbose")
        .contains("--env production");
    assertThat(written(Path.of(out())))
        .contains("production: \"https://api.example.com/v1\"")
        .contains("sandbox: \"https://eu.sandbox.example.com/v1\"");
    plan(Path.of(out()), "accounts-payments", "sandbox", Map.of());
  }

  @Test
  void init_openApiJsonWithoutHost_saysWhatToEdit() throws Exception {
    var init =
        clew(
            "init",
            "--from",
            file(folder, "pets.json").toString(),
            "-o",
            out(),
            "--operation",
            "addPet",
            "--operation",
            "getPet",
            "--env",
            "dev");
    assertThat(init.code()).as(init.err()).isZero();
    assertThat(init.out())
        .contains("the server '/v2' has no host")
        .contains("--input name=Rex --input age=3 --input tags='[\"a\"]' --input petId=1");
    plan(
        Path.of(out()), "pets", "dev", Map.of("name", "n", "age", "1", "tags", "[]", "petId", "2"));
  }

  @Test
  void init_nothing_writesAnExample() throws Exception {
    var init = clew("init", "-o", out(), "--name", "My First", "--env", "a \"b\"");
    assertThat(init.code()).as(init.err()).isZero();
    assertThat(init.out()).contains("edit what is marked with <-");
    plan(Path.of(out()), "my-first", "a \"b\"", Map.of("email", "e", "token", "t"));
  }

  @Test
  void init_filesThere_areKeptWithoutForce() throws Exception {
    Path catalog = folder.resolve("api.catalog");
    Files.writeString(catalog, "mine");
    var refused = clew("init", "-o", folder.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("api.catalog is already there").hasLineCount(1);
    assertThat(folder.resolve("first.workflow")).doesNotExist();
    assertThat(catalog).hasContent("mine");
    assertThat(clew("init", "-o", folder.toString(), "--force").code()).isZero();
    assertThat(Files.readString(catalog)).contains("127.0.0.1:8080");
  }

  @Test
  void init_stdin_isRecognised() throws Exception {
    InputStream before = System.in;
    try {
      String curl = "curl https://api.example.com/items";
      System.setIn(new ByteArrayInputStream(curl.getBytes(StandardCharsets.UTF_8)));
      assertThat(clew("init", "--from", "-", "-o", out()).code()).isZero();
    } finally {
      System.setIn(before);
    }
    plan(Path.of(out()), "get-items", "default", Map.of());
  }

  @Test
  void init_folderCalledWorkflows_namesItsCatalog() {
    var init = clew("init", "-o", folder.resolve("workflows").toString());
    assertThat(init.out()).contains("--catalog " + folder.resolve("workflows/api.catalog"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          wget http://x | this is not a curl command
          curl 'http://x | --curl:1:6: this quote is not closed
          curl -H "A: $(cat t)" http://x | runs another command
          curl -F a=b http://x | multipart
          curl --jsom {} http://x | did you mean --json?
          curl -X | -X has no value
          curl | has no URL
          curl ftp://x/y | only http:// and https://
          curl -X BREW http://x | cannot send BREW
          curl http://a b/c | ok
          curl http:///x | has no host
          """)
  void init_badCurl_isOneLine(String curl, String message) {
    var init = clew("init", "--curl", curl, "-o", out());
    if (message.equals("ok")) {
      assertThat(init.code()).isZero();
      return;
    }
    assertThat(init.code()).isEqualTo(2);
    assertThat(init.err()).contains(message).startsWith("clew: ").hasLineCount(1);
    assertThat(Path.of(out())).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --har | {"log":{"entries":[]}} | has no entries
          --har | {"a":1} | it has no 'log'
          --har | {"log":\\n {,}} | bad:2:3: not JSON
          --har | {"log":{"entries":[{"request":{"method":"GET","url":"http://x/a.png"},"response":{"status":200}}]}} | none of the 1 request
          --openapi | {"swagger":"2.0","paths":{}} | OpenAPI 2
          --openapi | {"openapi":"3.0.0"} | no paths
          --openapi | openapi: 4.0.0 | not an OpenAPI 3 document
          --openapi | a: [ | bad:
          --from | hello | neither a curl command
          --from | [1] | neither a curl command
          """)
  void init_badFile_isOneLine(String option, String text, String message) throws Exception {
    Path bad = Files.writeString(folder.resolve("bad"), text.replace("\\n", "\n"));
    var init = clew("init", option, bad.toString(), "-o", out());
    assertThat(init.code()).isEqualTo(2);
    assertThat(init.err()).contains(message).startsWith("clew: ").hasLineCount(1);
    assertThat(Path.of(out())).doesNotExist();
  }

  @Test
  void init_unknownOperation_isSuggested() throws Exception {
    var init =
        clew(
            "init",
            "--openapi",
            file(folder, "accounts.yaml").toString(),
            "-o",
            out(),
            "--operation",
            "createAcount");
    assertThat(init.code()).isEqualTo(2);
    assertThat(init.err()).contains("did you mean 'createAccount'?").hasLineCount(1);
  }

  @Test
  void init_hugeFile_isRefusedBeforeItIsRead() throws Exception {
    Path huge = folder.resolve("huge.har");
    try (var file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(50L << 20);
    }
    var init = clew("init", "--har", huge.toString(), "-o", out());
    assertThat(init.code()).isEqualTo(2);
    assertThat(init.err()).contains("are over source.bytes").hasLineCount(1);
  }

  @Test
  void init_twoSources_isRefused() {
    var init = clew("init", "--curl", "curl http://x", "--har", "x.har");
    assertThat(init.code()).isEqualTo(2);
    assertThat(init.err()).contains("give one of");
  }

  @Test
  void init_secretFirstSentAsPlainText_isNotWrittenAnywhere() throws Exception {
    String curl =
        """
        curl 'https://a.example/x/k-99887766-zz?note=see+k-99887766-zz' -H 'X-Note: k-99887766-zz!'
        curl https://a.example/y -H 'X-Api-Key: k-99887766-zz'
        """;
    var init = clew("init", "--curl", curl, "-o", out(), "--name", "x");
    assertThat(init.code()).as(init.err()).isZero();
    assertThat(written(Path.of(out()))).doesNotContain("99887766");
    assertThat(init.out()).doesNotContain("99887766");
    assertThat(init.inputs()).containsExactly("x-api-key");
  }

  @Test
  void init_hostileValues_surviveYaml() throws Exception {
    String[] values = {
      "yes", "- a", "a: b", "# c", "'", "\\\"", "{{{{", "{{{", "{{x}}", "\t", "\u2028", "\u0085",
      "null"
    };
    StringBuilder query = new StringBuilder();
    for (int index = 0; index < values.length; index++) {
      query.append(index == 0 ? "?" : "&").append('p').append(index).append('=');
      query.append(dev.clew.plan.value.Escaping.PERCENT.of(values[index]));
    }
    var init =
        clew("init", "--curl", "curl 'http://a.example/" + query + "'", "-o", out(), "--name", "h");
    assertThat(init.code()).as(init.err()).isZero();
    var stage = plan(Path.of(out()), "h", "default", Map.of()).stages().getFirst();
    var spec = (dev.clew.plan.EndpointSpec) stage.spec();
    for (int index = 0; index < values.length; index++) {
      assertThat(spec.query().get(index).expression())
          .extracting(one -> one.outlineText(Json.NULL), one -> one.isFixed())
          .containsExactly(values[index], true);
    }
  }

  @Test
  void init_oddHar_keepsWhatCanBeSaid() throws Exception {
    String har =
        """
        {"log":{"entries":[
         {"request":{"method":"POST","url":"https://a.example:443/%zz/{{x}}","headers":[{"name":"B d","value":"1"}],
           "postData":{"mimeType":"application/json","text":"{\\"{{k}}\\":\\"\\\\ud800\\",\\"pin\\":1234567}"}},
          "response":{"status":200,"content":{"mimeType":"application/json","text":"{\\"a.b\\":\\"qwertyuiop\\",\\"ok\\":\\"zxcvbnm12\\"}"}}},
         {"request":{"method":"PATCH","url":"https://a.example/","headers":[],
           "postData":{"mimeType":"application/json","text":"{\\"v\\":\\"qwertyuiop\\",\\"w\\":\\"Bearer zxcvbnm12\\"}"}},
          "response":{"status":404,"content":{}}}]}}
        """;
    Path source = Files.writeString(folder.resolve("odd.har"), har);
    var init = clew("init", "--from", source.toString(), "-o", out(), "--name", "odd");
    assertThat(init.code()).as(init.err()).isZero();
    assertThat(written(Path.of(out())))
        .contains("\"/%25zz/%7B%7Bx%7D%7D\"", "\"{{{{k}}\": \"\\ud800\"", "\"pin\": {{input.pin}}")
        .contains("\"v\": \"qwertyuiop\"", "\"Bearer {{stage:post.output.ok}}\"")
        .contains("expectedStatus: 404")
        .containsOnlyOnce("https://a.example");
    plan(Path.of(out()), "odd", "default", Map.of("pin", "1"));
  }
}
