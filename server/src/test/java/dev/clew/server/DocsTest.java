package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.ledger.Intake;
import dev.clew.server.http.Limits;
import dev.clew.server.http.Route;
import dev.clew.store.BlobLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What `docs/server.md` says is so: its commands, one after the other, print what stands below
/// them.
class DocsTest {
  private static final Path ROOT = Path.of(System.getProperty("clew.root", ".."));
  private static final Pattern EXAMPLE =
      Pattern.compile("```sh\n(.*?)```\n```json\n(.*?)```", Pattern.DOTALL);

  private static String page() throws IOException {
    return page("server.md");
  }

  private static String page(String name) throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve(name));
  }

  @Test
  void examples_run_printWhatTheySay() throws Exception {
    assertThat(examplesOf(page())).isGreaterThan(5);
  }

  @Test
  void examplesOfIngest_run_printWhatTheySay() throws Exception {
    assertThat(examplesOf(page("ingest.md"))).isGreaterThan(2);
  }

  private static int examplesOf(String page) throws IOException, InterruptedException {
    int examples = 0;
    try (TestServer server = TestServer.start()) {
      for (Matcher one = EXAMPLE.matcher(page); one.find(); examples++) {
        server.awaitExamined();
        String command = one.group(1).replace("http://127.0.0.1:7373", server.url());

        assertThat(printed(command).strip()).as(command).isEqualTo(one.group(2).strip());
      }
    }
    assertThat(examples).isEqualTo(page.split("```sh\n", -1).length - 1);
    return examples;
  }

  private static String printed(String command) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    String out = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return out;
  }

  @Test
  void routes_areAllDescribed() throws IOException {
    String page = page();
    try (TestServer server = TestServer.start()) {
      for (Route route : server.server().routes()) {
        assertThat(page).contains('`' + route.name() + '`');
      }
    }
  }

  @Test
  void metrics_areAllDescribed() throws IOException {
    String page = page("operations.md");
    try (TestServer server = TestServer.start()) {
      List<String> families =
          server
              .get("/metrics")
              .text()
              .lines()
              .filter(line -> line.startsWith("# TYPE "))
              .map(line -> line.split(" ", -1)[2])
              .toList();

      assertThat(families).hasSizeGreaterThan(5);
      for (String family : families) {
        assertThat(page).contains("| `" + family + "` |");
      }
    }
  }

  @Test
  void limits_areThoseOfTheServer() throws IOException {
    Limits limits = Limits.DEFAULT;
    BlobLimits files = BlobLimits.DEFAULT;

    assertThat(page())
        .contains("| `body.bytes` | " + (limits.bodyBytes() >> 20) + " MiB")
        .contains("| `batch.items` | " + String.format("%,d", limits.batchItems()))
        .contains("| `json.depth` | " + Limits.JSON_DEPTH)
        .contains("| `event.bytes` | " + (Limits.EVENT_BYTES >> 20) + " MiB")
        .contains("| `event.depth` | " + Intake.EVENT_DEPTH_LIMIT)
        .contains("| `payload.bytes` | " + (Intake.PAYLOAD_LIMIT_BYTES >> 20) + " MiB")
        .contains("a file of " + (files.blobBytes() >> 30) + " GiB; ")
        .contains((files.runBytes() >> 30) + " GiB and " + String.format("%,d", files.runBlobs()))
        .contains("| " + (files.namespaceBytes() >> 30) + " GiB of all files of a namespace")
        .contains(String.format("%,d files of a namespace", files.uploads()))
        .contains("| `request.time` | " + limits.requestTime().toSeconds() + " s")
        .contains(String.format("%,d waiting requests", limits.waiting()))
        .contains((limits.bodiesBytes() >> 20) + " MiB of bodies")
        .contains(String.format("%,d streams", limits.streams()))
        .contains("Headers may take " + (limits.headerBytes() >> 10) + " KiB")
        .contains(String.format("%,d connections", limits.connections()))
        .contains("nothing for " + limits.stallTime().toSeconds() + " seconds is dropped");
  }
}
