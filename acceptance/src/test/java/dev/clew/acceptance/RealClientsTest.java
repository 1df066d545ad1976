package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew.Ran;
import dev.clew.acceptance.Clew.Running;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs of others, as they are, beside one server with tokens: what they say of themselves is a
/// run, and the first line of it is the one that is due.
class RealClientsTest {
  private static final Path ROOT = Path.of(System.getProperty("clew.root", "..")).toAbsolutePath();
  private static final Path JARS = ROOT.resolve("acceptance/target/clients");
  private static final Path NODE = ROOT.resolve("acceptance/src/test/node");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path data;
  private static Running serving;
  private static String url = "";
  private static String token = "";

  @TempDir private Path folder;

  @BeforeAll
  static void serve() throws Exception {
    String[] create = {"token", "create", "--role", "admin", "--json", "--data", data.toString()};
    Ran made = Clew.in(data).run(create);
    assertThat(made.code()).as(made.err()).isZero();
    token = made.json().text("token", "");
    serving = Clew.in(data).start("serve", "--port", "0", "--data", data.toString());
    url = ServeTest.address(serving);
  }

  @AfterAll
  static void end() {
    serving.kill();
    HTTP.close();
  }

  private static HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
    HttpRequest asked = request.header("authorization", "Bearer " + token).build();
    return HTTP.send(asked, BodyHandlers.ofString());
  }

  private static Json.Obj get(String path) throws Exception {
    HttpResponse<String> answer = ask(HttpRequest.newBuilder(URI.create(url + path)));
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return (Json.Obj) JsonText.parse(answer.body());
  }

  /// What tells every exporter of OpenTelemetry where to send, and as whom.
  private static Map<String, String> telemetry(String runId) {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT", url,
        "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
        "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20" + token,
        "OTEL_TRACES_EXPORTER", "otlp",
        "OTEL_METRICS_EXPORTER", "none",
        "OTEL_SERVICE_NAME", "reports",
        "OTEL_RESOURCE_ATTRIBUTES", "cicd.pipeline.run.id=" + runId);
  }

  private Ran run(Map<String, String> environment, List<String> command) {
    Clew inFolder = Clew.in(folder);
    environment.forEach(inFolder::with);
    return inFolder.start(command).ended();
  }

  private Path resource(String name, String to) throws IOException {
    Path file = folder.resolve(to);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try (InputStream in =
        Objects.requireNonNull(RealClientsTest.class.getResourceAsStream("clients/" + name))) {
      Files.copy(in, file);
    }
    return file;
  }

  private static String jar(String beginning) throws IOException {
    try (Stream<Path> jars = Files.list(JARS)) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(beginning))
          .findFirst()
          .orElseThrow()
          .toString();
    }
  }

  private static String addressOfNobody() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return "http://127.0.0.1:" + free.getLocalPort() + "/report";
    }
  }

  private static Json.Obj requireRun(String runId, String headline) throws Exception {
    Json.Obj dossier = get("/api/v1/runs/" + runId + "/dossier");
    assertThat(dossier.object("blocker").text("headline")).startsWith(headline);
    Json.Obj document = get("/api/v1/runs/" + runId + "/document");
    List<Json.Obj> windows = document.object("timing").objects("windows");
    assertThat(windows).extracting(window -> window.text("name")).contains("boot", "active");
    assertThat(windows.get(2).text("status")).as(windows.toString()).isEqualTo("closed");
    return document;
  }

  private static List<String> stages(Json.Obj document) {
    return document.objects("stages").stream()
        .map(stage -> stage.text("path") + " " + stage.text("status"))
        .toList();
  }

  @Test
  void javaagent_programThatThrows_isExplainedByItsException() throws Exception {
    Path source = resource("NightlyReport.java", "NightlyReport.java");
    Java17.compile(folder, "NightlyReport", Files.readString(source));
    List<String> command = new ArrayList<>(Java17.running(folder, "NightlyReport"));
    command.add(1, "-javaagent:" + jar("opentelemetry-javaagent"));
    command.add(addressOfNobody());
    Clew program =
        Clew.in(folder).with("OTEL_INSTRUMENTATION_METHODS_INCLUDE", "NightlyReport[main,upload]");
    telemetry("run_agent").forEach(program::with);

    Ran ran = program.start(command).ended();

    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    Json.Obj document =
        requireRun(
            "run_agent",
            "NightlyReport.upload: java.lang.IllegalStateException: the report is not uploaded");
    assertThat(stages(document)).containsExactly("NightlyReport.upload failed");
    assertThat(document.object("run").text("status")).isEqualTo("failed");
    assertThat(get("/api/v1/runs/run_agent/dossier").object("dossier").list("cause_chain"))
        .extracting(Json::toString)
        .contains("\"java.net.ConnectException\"");
    assertThat(document.toString()).contains("42 rows");
  }

  /// The extension sends its own resource, so the build is known by its trace; and the span of the
  /// build never says how it ended, so that is what its projects say.
  @Test
  void mavenExtension_buildThatDoesNotCompile_isExplainedByFileAndLine() throws Exception {
    resource("pom.xml", "pom.xml");
    Path source = resource("Totals.java", "src/main/java/shop/Totals.java");
    Clew maven = Clew.in(folder).with("JAVA_HOME", System.getProperty("java.home"));
    telemetry("run_maven").forEach(maven::with);

    Ran ran =
        maven
            .start(
                List.of(
                    "mvn",
                    "-B",
                    "-ntp",
                    "-o",
                    "-Dmaven.ext.class.path=" + jar("opentelemetry-maven-extension"),
                    "org.apache.maven.plugins:maven-compiler-plugin:" + compiler() + ":compile"))
            .ended();

    assertThat(ran.code()).as(ran.out()).isEqualTo(1);
    Json.Obj run = get("/api/v1/runs?name=Build:+shop:totals:1").objects("runs").getFirst();
    assertThat(run.text("status")).isEqualTo("completed_with_failures");
    Json.Obj document =
        requireRun(
            run.text("run_id", ""),
            "shop:totals/compiler:compile:"
                + " org.apache.maven.plugin.compiler.CompilationFailureException: Compilation"
                + " failure\n"
                + source.toRealPath()
                + ":[5,16] cannot find symbol");
    assertThat(stages(document))
        .containsExactlyInAnyOrder("shop:totals failed", "shop:totals/compiler:compile failed");
  }

  /// The one that this project is built by, which is there without a network.
  private static String compiler() throws IOException {
    Matcher version =
        Pattern.compile("maven-compiler-plugin</artifactId>\\s*<version>([0-9.]+)<")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  @Test
  void nodeSdk_programThatFails_isExplainedByItsException() throws Exception {
    assertThat(NODE.resolve("node_modules")).as("npm ci in " + NODE).isDirectory();
    String nobody = addressOfNobody();

    Ran ran =
        run(
            telemetry("run_node"),
            List.of("node", NODE.resolve("nightly-report.mjs").toString(), nobody));

    assertThat(ran.code()).as(ran.err()).isZero();
    Json.Obj document =
        requireRun(
            "run_node",
            "upload: ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:" + URI.create(nobody).getPort());
    assertThat(stages(document)).containsExactlyInAnyOrder("prepare succeeded", "upload failed");
    assertThat(document.object("run").text("name")).isEqualTo("nightly-report");
  }

  /// With the configuration of `docs/operations.md`.
  @Test
  void prometheus_withAToken_scrapesTheMetrics() throws Exception {
    HttpResponse<String> made =
        ask(
            HttpRequest.newBuilder(URI.create(url + "/api/v1/tokens"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{\"role\":\"operate\"}")));
    assertThat(made.statusCode()).as(made.body()).isIn(200, 201);
    String own = ((Json.Obj) JsonText.parse(made.body())).text("token", "");
    Files.writeString(folder.resolve("clew.token"), own + "\n");
    String page = Files.readString(ROOT.resolve("docs/operations.md"));
    String config = "scrape_configs:\n" + page.split("scrape_configs:\n", 2)[1].split("```", 2)[0];
    String stranger =
        "  - job_name: stranger\n    static_configs:\n      - targets: [127.0.0.1:7373]\n";
    Files.writeString(
        folder.resolve("prometheus.yml"),
        ("global: {scrape_interval: 1s}\n" + config + stranger)
            .replace("127.0.0.1:7373", URI.create(url).getAuthority())
            .replace("/etc/prometheus/", folder + "/"));
    int port = URI.create(addressOfNobody()).getPort();
    Running prometheus =
        Clew.in(folder)
            .start(
                List.of(
                    "prometheus",
                    "--config.file=prometheus.yml",
                    "--storage.tsdb.path=" + folder.resolve("tsdb"),
                    "--web.listen-address=127.0.0.1:" + port));
    try {
      awaitValue(prometheus, port, "up{job=\"clew\"}", "1");
      awaitValue(prometheus, port, "up{job=\"stranger\"}", "0");
      awaitValue(prometheus, port, "clew_streams_open", "0");
    } finally {
      prometheus.kill();
      prometheus.ended();
    }
  }

  private static void awaitValue(Running prometheus, int port, String query, String value)
      throws Exception {
    URI ask =
        URI.create(
            "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, UTF_8));
    Instant end = Instant.now().plus(PATIENCE);
    String last = "";
    while (!last.contains(",\"" + value + "\"]")) {
      assertThat(Instant.now()).as(last + new String(prometheus.errBytes(), UTF_8)).isBefore(end);
      try {
        last = HTTP.send(HttpRequest.newBuilder(ask).build(), BodyHandlers.ofString()).body();
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(100);
    }
  }
}
