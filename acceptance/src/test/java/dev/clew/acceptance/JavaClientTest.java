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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs on a real Java 17 that tell a real server of their runs, each of which may be away or
/// killed.
class JavaClientTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int KILLS = Integer.getInteger("soak.kills", 3);
  private static final String ROOMY = "100000000";

  @TempDir private Path folder;

  private final List<Running> begun = new ArrayList<>();
  private final int port = port();
  private final String url = "http://127.0.0.1:" + port;

  private static int port() {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void killAll() {
    begun.forEach(Running::kill);
  }

  private Running serve() throws InterruptedException {
    Running serving =
        Clew.in(folder)
            .start("serve", "--port", "" + port, "--data", folder.resolve("data").toString());
    begun.add(serving);
    await("it gets ready", () -> printed(serving).startsWith("clew serves "));
    return serving;
  }

  private static void await(String what, BooleanSupplier isSo) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!isSo.getAsBoolean()) {
      assertThat(Instant.now()).as(what).isBefore(end);
      Thread.sleep(50);
    }
  }

  private static String printed(Running running) {
    return new String(running.outBytes(), UTF_8);
  }

  private Running start(String type, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(Java17.running(folder, type));
    command.addAll(List.of(arguments));
    Running running =
        Clew.in(folder)
            .with("CLEW_SERVER", url)
            .with("XDG_STATE_HOME", folder.resolve("state").toString())
            .start(command);
    begun.add(running);
    return running;
  }

  private Running job(String... arguments) throws IOException {
    try (InputStream source = JavaClientTest.class.getResourceAsStream("client/ClientJob.java")) {
      Java17.compile(
          folder, "ClientJob", new String(Objects.requireNonNull(source).readAllBytes(), UTF_8));
    }
    return start("ClientJob", arguments);
  }

  private Ran ended(Running job) throws IOException {
    Files.writeString(folder.resolve("stop"), "");
    Ran ran = job.ended();
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran;
  }

  private void flush() throws IOException {
    assertThat(job("flush").ended().out()).isEqualTo("sent: true\n");
  }

  private static Json.Obj get(String address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(address + ": " + answer.body()).isEqualTo(200);
      return (Json.Obj) JsonText.parse(answer.body());
    }
  }

  /// What the server has of a run, by rows.
  private List<Json.Obj> events(String run) throws Exception {
    List<Json.Obj> events = new ArrayList<>();
    while (true) {
      String page = "/api/v1/runs/" + run + "/events?limit=1000&from=" + events.size();
      List<Json.Obj> rows = get(url + page).objects("rows");
      for (Json.Obj row : rows) {
        assertThat(row.text("verdict")).isEqualTo("accepted");
        events.add(row.object("event"));
      }
      if (rows.size() < 1000) {
        return events;
      }
    }
  }

  private static List<String> lines(List<Json.Obj> events) {
    return events.stream()
        .map(event -> event.text("summary", ""))
        .filter(summary -> summary.startsWith("line "))
        .toList();
  }

  private static List<String> lines(int count) {
    return Stream.iterate(0, number -> number + 1).limit(count).map(n -> "line " + n).toList();
  }

  private List<String> absences(String run) throws Exception {
    return get(url + "/api/v1/runs/" + run + "/document").objects("absences").stream()
        .map(absence -> absence.text("code", ""))
        .toList();
  }

  private String spooled() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".events")).sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @Test
  void exampleOfTheDocs_explainsItself() throws Exception {
    String page = Files.readString(Path.of(System.getProperty("clew.root"), "docs", "ingest.md"));
    Java17.compile(folder, "NightlyReport", page.split("```java\n", 2)[1].split("```", 2)[0]);
    serve();

    Ran ran = start("NightlyReport").ended();

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("Exception in thread \"main\" java.io.IOException: report.html");
    Ran why = Clew.in(folder).run("why", "run_743", "--server", url);
    assertThat(why.out())
        .contains("BLOCKER  upload: java.io.IOException: report.html was not uploaded")
        .contains("Connection refused");
    Ran artifacts = Clew.in(folder).run("artifacts", "run_743", "--server", url);
    assertThat(artifacts.out()).contains("report.html").contains("pages.json");
    Json.Obj document = get(url + "/api/v1/runs/run_743/document");
    assertThat(absences("run_743")).containsExactly("no_status_write_back");
    assertThat(document.toString()).contains("NightlyReport.java:24");
    Json.Obj started =
        events("run_743").stream()
            .filter(event -> event.text("kind", "").equals("run_started"))
            .findFirst()
            .orElseThrow();
    assertThat(started.object("attributes").text("java_version")).startsWith("17.");
  }

  @Test
  void job_serverAwayAtFirst_isThereWhenItComes() throws Exception {
    Running job = job("run_1", "2000", "0", ROOMY);
    await("it has said all", () -> printed(job).equals("said\n"));
    serve();
    ended(job);

    List<Json.Obj> events = events("run_1");
    assertThat(lines(events)).isEqualTo(lines(2_000));
    assertThat(events.getLast().text("kind")).isEqualTo("run_finished");
    assertThat(absences("run_1")).isEmpty();
    assertThat(spooled()).isEmpty();
  }

  @Test
  void job_killedWithTheServerAway_isSentByTheNext() throws Exception {
    Running job = job("run_1", "3000", "0", ROOMY);
    await("it has said all", () -> printed(job).equals("said\n"));
    await("it is on the disk", () -> hasSpooled("result.txt"));
    job.kill();
    job.ended();
    serve();

    flush();
    flush();

    List<Json.Obj> events = events("run_1");
    assertThat(lines(events)).isEqualTo(lines(3_000));
    assertThat(events).extracting(event -> event.text("event_id")).doesNotHaveDuplicates();
    assertThat(events)
        .extracting(event -> event.text("kind"))
        .contains("artifact_written")
        .doesNotContain("run_finished");
    assertThat(absences("run_1")).doesNotContain("sequence_gap");
    assertThat(spooled()).isEmpty();
  }

  private boolean hasSpooled(String text) {
    try {
      return spooled().contains(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void job_killedWhileItSends_isThereWithoutGapsAndOnce() throws Exception {
    serve();
    Running job = job("run_1", "100000", "1", ROOMY);
    await("the server has begun to hear of it", () -> hasRows("run_1", 200));
    job.kill();
    job.ended();

    flush();

    List<Json.Obj> events = events("run_1");
    assertThat(lines(events)).isEqualTo(lines(lines(events).size())).hasSizeGreaterThan(100);
    assertThat(events).extracting(event -> event.text("event_id")).doesNotHaveDuplicates();
    assertThat(absences("run_1")).doesNotContain("sequence_gap");
  }

  private boolean hasRows(String run, int count) {
    try {
      boolean isKnown = get(url + "/api/v1/runs").objects("runs").size() == 1;
      return isKnown && events(run).size() >= count;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// F1 and F22: nothing is missing, and nothing is there twice.
  @Test
  void job_serverKilledAgainAndAgain_hasEverythingOnce() throws Exception {
    Running serving = serve();
    Running job = job("run_1", "3000", "1", ROOMY);
    Random random = new Random(11);
    for (int kill = 0; kill < KILLS; kill++) {
      Thread.sleep(300 + random.nextInt(900));
      serving.kill();
      serving.ended();
      serving = serve();
    }
    ended(job);

    List<Json.Obj> events = events("run_1");
    assertThat(lines(events)).isEqualTo(lines(3_000));
    assertThat(events).extracting(event -> event.text("event_id")).doesNotHaveDuplicates();
    assertThat(absences("run_1")).isEmpty();
    Ran checked =
        Clew.in(folder).run("fsck", "--json", "--data", folder.resolve("data").toString());
    assertThat(checked.code()).as(checked.out()).isZero();
  }

  @Test
  void job_spoolFull_keepsBoundariesAndShowsTheGap() throws Exception {
    Running job = job("run_1", "5000", "0", "400000");
    await("it has said all", () -> printed(job).equals("said\n"));
    serve();
    ended(job);

    List<Json.Obj> events = events("run_1");
    assertThat(lines(events)).hasSizeBetween(100, 4_000);
    assertThat(events)
        .extracting(event -> event.text("kind"))
        .contains("run_created", "stage_started", "artifact_written", "stage_completed")
        .endsWith("run_finished");
    assertThat(absences("run_1")).contains("sequence_gap");
    long dropped =
        events.stream()
            .map(event -> event.object("attributes").get("dropped"))
            .filter(Objects::nonNull)
            .mapToLong(count -> Objects.requireNonNull(Json.wholeOf((Json.Num) count)))
            .sum();
    assertThat(lines(events).size() + dropped).isEqualTo(5_000);
  }
}
