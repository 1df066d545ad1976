package dev.clew.contract.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clew.contract.ContractLimits;
import dev.clew.contract.TestContracts;
import dev.clew.contract.TestPlans;
import dev.clew.engine.http.HttpLimits;
import dev.clew.engine.preflight.Preflight;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ContractLookupTest {
  private static HttpLimits limits(Duration request) {
    return new HttpLimits(Duration.ofSeconds(5), request, 1 << 20, false);
  }

  private HttpLimits limits = limits(Duration.ofMillis(500));

  @TempDir private Path root = Path.of("");
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;

  private volatile int status = 200;
  private volatile String body = TestContracts.OPENAPI;

  ContractLookupTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          if (exchange.getRequestURI().getPath().equals("/hang")) {
            try {
              closed.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    closed.countDown();
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private ContractLookup.Found find(String contractUrl, boolean refresh, boolean network) {
    return find("svc", contractUrl, refresh, network);
  }

  private ContractLookup.Found find(
      String name, String contractUrl, boolean refresh, boolean network) {
    String catalog =
        "- {version: \"3.10\", definitions: [{name: '"
            + name
            + "', openApiUrl: '"
            + contractUrl
            + "', baseUrl: {l: '"
            + url()
            + "'}}]}";
    String workflow =
        "{version: '3.10', name: w, stages: [{name: s, kind: Http, apiRef: '"
            + name
            + "', endpoint: /a, httpVerb: GET}]}";
    ContractLookup lookup =
        new ContractLookup(
            new ContractCache(root), limits, InstantSource.system(), refresh, network);
    return lookup.find(TestPlans.of(workflow, catalog).apis()).getFirst();
  }

  private Path cached() {
    return root.resolve("cache/3.10/svc.json");
  }

  @Test
  void find_secondTime_isFromTheCache() {
    ContractLookup.Found first = find("/openapi.yaml", false, true);
    assertThat(first.operation().message())
        .isEqualTo("contract of 'svc' from " + url() + "/openapi.yaml, 5 operations");
    assertThat(first.operation().attempts()).hasSize(1);
    assertThat(cached()).isRegularFile();
    ContractLookup.Found second = find("/openapi.yaml", false, true);
    assertThat(second.operation().target()).isEqualTo(cached().toString());
    assertThat(second.contract()).isNotNull();
    assertThat(asked).hasValue(1);
    find("/openapi.yaml", true, true);
    assertThat(asked).hasValue(2);
    assertThat(find("/openapi.yaml", true, false).contract()).isNotNull();
    assertThat(asked).hasValue(2);
  }

  @Test
  void find_withoutNetworkAndCache_opensNoConnection() {
    ContractLookup.Found found = find("/openapi.yaml", false, false);
    assertThat(found.operation().status()).isEqualTo(Preflight.Status.NOT_CHECKED);
    assertThat(found.operation().message())
        .isEqualTo(
            "the contract of 'svc' is not in the cache, and without the network it is not fetched");
    assertThat(asked).hasValue(0);
  }

  @Test
  void find_brokenCache_isFetchedAgainOrReported() throws IOException {
    Files.createDirectories(cached().getParent());
    Files.writeString(cached(), "{\"openapi\":");
    ContractLookup.Found offline = find("/o", false, false);
    assertThat(offline.contract()).isNull();
    assertThat(offline.operation().message()).contains(cached() + ": ").contains("not JSON");
    ContractLookup.Found mended = find("/o", false, true);
    assertThat(mended.contract()).isNotNull();
    assertThat(mended.note()).contains("was broken and is replaced");
    assertThat(find("/o", false, false).contract()).isNotNull();
  }

  @Test
  void find_unreachable_namesUrl() {
    status = 404;
    assertThat(find("/o", false, true).operation().message())
        .isEqualTo(
            "the contract of 'svc' could not be fetched from "
                + url()
                + "/o: it answered HTTP 404 to /elsewhere; write that URL in the catalog");
    assertThat(find("/hang", false, true).operation().message()).contains("request_timeout");
    ContractLookup.Found metadata = find("http://169.254.169.254/o", false, true);
    assertThat(metadata.operation().attempts().getFirst().code()).isEqualTo("address_blocked");
    assertThat(find("{{env:NONE}}/o", false, true).operation().message())
        .isEqualTo("its URL {{env:NONE}}/o: {{env:NONE}} is not set");
  }

  @Test
  void find_unusableDocument_isNotKept() {
    body = "<html>login</html>";
    ContractLookup.Found found = find("/o", false, true);
    assertThat(found.operation().code()).isEqualTo("contract_unreadable");
    assertThat(found.operation().message()).startsWith(url() + "/o: the contract 'svc' is not");
    assertThat(cached()).doesNotExist();
  }

  @Test
  void find_documentOverTheLimit_isRefusedByName() {
    limits = limits(Duration.ofSeconds(50));
    body = "x".repeat(ContractLimits.BYTES + 1);
    assertThat(find("/o", false, true).operation().message())
        .contains("longer than contract.bytes = 16777216");
  }

  @Test
  void find_fileUrl_isRead() throws IOException {
    Path file = root.resolve("o.yaml");
    Files.writeString(file, TestContracts.OPENAPI);
    assertThat(find(file.toUri().toString(), false, true).contract()).isNotNull();
    assertThat(asked).hasValue(0);
    assertThat(find(file.toUri() + "x", true, true).operation().message()).contains("no such file");
  }

  @Test
  void find_nameThatLeadsElsewhere_staysInTheCache() throws IOException {
    for (String name : List.of("../../x", "..", "a/b", "a\\\\b", "A b", "a-b")) {
      assertThat(find(name, "/o", false, true).note()).isNull();
    }
    try (Stream<Path> files = Files.walk(root)) {
      List<String> names =
          files.filter(Files::isRegularFile).map(root::relativize).map(Path::toString).toList();
      assertThat(names)
          .hasSize(6)
          .allMatch(name -> name.matches("cache/3\\.10/[-a-z0-9.]+\\.json"));
    }
  }

  @Test
  void find_folderThatCannotBeWritten_isOnlyNoted() throws IOException {
    Files.writeString(root.resolve("cache"), "a file");
    ContractLookup.Found found = find("/o", false, true);
    assertThat(found.contract()).isNotNull();
    assertThat(found.note()).startsWith("the contract is not kept: ");
  }
}
