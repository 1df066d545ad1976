package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew.Ran;
import dev.clew.acceptance.Clew.Running;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.IOException;
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
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A command that is recorded here and pushed to a server there, each of which may be killed.
class PushTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int KILLS = Integer.getInteger("soak.kills", 3);

  @TempDir private Path folder;

  private int port() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private Running serve(int port) throws Exception {
    Running serving =
        Clew.in(folder)
            .start("serve", "--port", "" + port, "--data", folder.resolve("data").toString());
    Instant end = Instant.now().plus(PATIENCE);
    while (!new String(serving.outBytes(), UTF_8).startsWith("clew serves ")) {
      assertThat(Instant.now()).as("it gets ready by").isBefore(end);
      Thread.sleep(50);
    }
    return serving;
  }

  private static Json.Obj get(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(url + ": " + answer.body()).isEqualTo(200);
      return (Json.Obj) JsonText.parse(answer.body());
    }
  }

  private Path ledger() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files.filter(file -> file.toString().endsWith(".ledger")).findFirst().orElseThrow();
    }
  }

  private Json.Obj verified() throws IOException {
    Ran verified = Clew.in(folder).run("verify", "--json", ledger().toString());
    assertThat(verified.code()).as(verified.err()).isZero();
    return verified.json().objects("files").getFirst();
  }

  private Ran exec(String url, String script) {
    return Clew.in(folder)
        .run("exec", "--out", "out", "--push", url, "--push-wait", "60s", "--", "sh", "-c", script);
  }

  /// The server has what the file has.
  private void requireSame(String url) throws Exception {
    Json.Obj file = verified();
    List<Json.Obj> runs = get(url + "/api/v1/runs").objects("runs");
    assertThat(runs).hasSize(1);
    Json.Obj ledger = get(url + "/api/v1/runs/" + runs.getFirst().text("run_id")).object("ledger");
    assertThat(ledger.whole("rows")).isEqualTo(file.whole("rows"));
    assertThat(ledger.text("content_root")).isEqualTo(file.text("content_root"));
  }

  @Test
  void exec_pushed_isAtTheServerWithTheSameContent() throws Exception {
    int port = port();
    String url = "http://127.0.0.1:" + port;
    Running serving = serve(port);
    try {
      Ran ran =
          exec(
              url,
              "echo begun; echo 'ERROR: no answer from the bank' >&2; head -c 300000 /dev/zero; exit 4");

      assertThat(ran.code()).isEqualTo(4);
      assertThat(ran.err()).containsPattern("clew: pushed [0-9]+ events · " + url + "/runs/run_");
      requireSame(url);
      Ran why = Clew.in(folder).run("why", "--data", folder.resolve("data").toString());
      Ran fromFile = Clew.in(folder).run("why", ledger().toString());
      assertThat(why.out()).contains("BLOCKER  no answer from the bank (exit 4)");
      assertThat(blocker(why)).isEqualTo(blocker(fromFile));
      String file = ledger().toString();
      String id = get(url + "/api/v1/runs").objects("runs").getFirst().text("run_id", "");
      for (String command : List.of("show", "events", "artifacts")) {
        Ran there = Clew.in(folder).with("CLEW_SERVER", url).run(command, id);
        assertThat(there.out())
            .as(command + there.err())
            .isEqualTo(Clew.in(folder).run(command, file).out())
            .isNotEmpty();
      }
      assertThat(Clew.in(folder).run("list", "--server", url).out()).containsOnlyOnce(id);
      Ran stillAFile = Clew.in(folder).run("show", file, "--server", url);
      assertThat(stillAFile.code()).as(stillAFile.err()).isZero();
    } finally {
      serving.kill();
    }
  }

  private static String blocker(Ran why) {
    return why.out().lines().filter(line -> line.startsWith("BLOCKER")).findFirst().orElseThrow();
  }

  /// F1 and F22: whoever is killed, nothing that was acknowledged is missing, and nothing is there
  /// twice.
  @Test
  void exec_serverKilledAgainAndAgain_hasEverythingOnce() throws Exception {
    int port = port();
    String url = "http://127.0.0.1:" + port;
    Running serving = serve(port);
    Running running =
        Clew.in(folder)
            .start(
                "exec",
                "--out",
                "out",
                "--push",
                url,
                "--push-wait",
                "90s",
                "--",
                "sh",
                "-c",
                "for i in $(seq 1 60); do echo \"WARN: step $i\" >&2; sleep 0.1; done");
    Random random = new Random(5);
    for (int kill = 0; kill < KILLS; kill++) {
      Thread.sleep(300 + random.nextInt(900));
      serving.kill();
      serving.ended();
      serving = serve(port);
    }
    Ran ran = running.ended();
    try {
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.err()).contains("clew: pushed ");
      requireSame(url);
      Ran checked =
          Clew.in(folder).run("fsck", "--json", "--data", folder.resolve("data").toString());
      assertThat(checked.code()).as(checked.out()).isZero();
    } finally {
      serving.kill();
    }
  }

  @Test
  void exec_killedItself_isSentLater() throws Exception {
    int port = port();
    String url = "http://127.0.0.1:" + port;
    Running running =
        Clew.in(folder)
            .start(
                "exec",
                "--out",
                "out",
                "--push",
                url,
                "--",
                "sh",
                "-c",
                "for i in $(seq 1 600); do echo \"WARN: step $i\" >&2; sleep 0.05; done");
    Instant end = Instant.now().plus(PATIENCE);
    while (!new String(running.errBytes(), UTF_8).contains("step 20")) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
    running.kill();
    running.ended();

    Running serving = serve(port);
    try {
      for (int time = 0; time < 2; time++) {
        Ran pushed = Clew.in(folder).run("push", ledger().toString(), "--server", url, "--json");
        assertThat(pushed.code()).as(pushed.err()).isZero();
        assertThat(pushed.json().objects("runs").getFirst().whole("unsent")).isZero();
      }
      requireSame(url);
    } finally {
      serving.kill();
    }
  }

  @Test
  void exec_noServer_endsAsTheCommandAndSaysWhatIsUnsent() throws Exception {
    String url = "http://127.0.0.1:" + port();

    Ran ran =
        Clew.in(folder)
            .with("CLEW_PUSH", url)
            .run("exec", "--out", "out", "--push-wait", "1s", "--", "sh", "-c", "exit 7");

    assertThat(ran.code()).isEqualTo(7);
    assertThat(ran.err())
        .containsPattern("clew: warning: [0-9]+ of [0-9]+ events are not at " + url)
        .contains("send them with: clew push ");
  }

  private static byte[] file(String url, String sha256) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create(url + "/api/v1/artifacts/" + sha256);
      var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }

  private static String runId(String url) throws Exception {
    return get(url + "/api/v1/runs").objects("runs").getFirst().text("run_id", "");
  }

  @Test
  void exec_pushedWithFiles_hasThemAtTheServer() throws Exception {
    int port = port();
    String url = "http://127.0.0.1:" + port;
    Running serving = serve(port);
    try {
      Ran ran =
          Clew.in(folder)
              .with("DEPLOY_PASSWORD", "grouse-tangle-9")
              .run(
                  "exec",
                  "--out",
                  "out",
                  "--artifact",
                  "report.*",
                  "--push",
                  url,
                  "--push-wait",
                  "60s",
                  "--",
                  "sh",
                  "-c",
                  "echo rows: 12 > report.txt; echo token: ghp_16C7e42F292c6912E7710c838347Ae178B4a >"
                      + " report.env; echo $DEPLOY_PASSWORD > report.key");

      assertThat(ran.code()).isZero();
      assertThat(ran.err())
          .containsPattern("clew: pushed [0-9]+ events · 1 file \\(9 B sent\\) · " + url)
          .contains("clew: warning: 2 of its files are not at " + url + " (report.")
          .contains(": a secret stands in it)")
          .doesNotContain("16C7e42F292c");
      requireSame(url);
      List<Json.Obj> stored = get(url + "/api/v1/runs/" + runId(url) + "/files").objects("files");
      assertThat(stored).hasSize(1);
      assertThat(new String(file(url, stored.getFirst().text("sha256", "")), UTF_8))
          .isEqualTo("rows: 12\n");

      Ran again =
          Clew.in(folder)
              .with("DEPLOY_PASSWORD", "grouse-tangle-9")
              .run("push", ledger().toString(), "--server", url, "--json");
      Json.Obj run = again.json().objects("runs").getFirst();
      assertThat(run.whole("files_sent")).isEqualTo(1);
      assertThat(run.whole("files_refused")).isEqualTo(2);
      Files.writeString(folder.resolve("report.txt"), "rows: 13\n");
      assertThat(
              Clew.in(folder)
                  .run("push", ledger().toString(), "--server", url, "--no-push-files")
                  .code())
          .isZero();
    } finally {
      serving.kill();
    }
  }

  /// The folder of a command is made again on another machine, which has the server and nothing
  /// else.
  @Test
  void restore_keptWorkspace_isTheFolderAsItWas() throws Exception {
    int port = port();
    String url = "http://127.0.0.1:" + port;
    Path work = Files.createDirectories(folder.resolve("work/conf"));
    Files.writeString(work.resolve("a.yaml"), "rows: 12\n");
    Files.writeString(work.resolveSibling("in.csv"), "sku;price\n");
    Files.writeString(
        work.resolveSibling("key.env"), "token: ghp_16C7e42F292c6912E7710c838347Ae178B4a\n");
    Running serving = serve(port);
    try {
      Ran ran =
          Clew.in(folder.resolve("work"))
              .run(
                  "exec",
                  "--keep-workspace",
                  "--out",
                  "../out",
                  "--push",
                  url,
                  "--push-wait",
                  "60s",
                  "--",
                  "sh",
                  "-c",
                  // The files are kept beside the command.
                  "until [ $(ls ../out/.blobs/??/* 2>/dev/null | wc -l) -eq 2 ]; do sleep .1; done;"
                      + " sleep 1; rm in.csv; exit 3");
      assertThat(ran.code()).as(ran.err()).isEqualTo(3);
      assertThat(ran.err()).contains("events · 2 files (19 B sent)");
      requireSame(url);
      try (Stream<Path> kept = Files.list(folder.resolve("out/.blobs"))) {
        assertThat(kept).hasSize(2);
      }

      String data = folder.resolve("data").toString();
      String id = runId(url);
      for (List<String> where :
          List.of(
              List.of(id, "--server", url),
              List.of(id, "--data", data),
              List.of(ledger().toString()))) {
        Path into = Files.createTempDirectory(folder, "into");
        List<String> command = new ArrayList<>(List.of("restore", "--into", into.toString()));
        command.addAll(where);
        Ran restored = Clew.in(folder).run(command.toArray(String[]::new));

        assertThat(restored.out()).as(restored.err()).startsWith("2 files written, 0 were there");
        assertThat(restored.err()).contains("key.env: its bytes were not kept");
        assertThat(into.resolve("conf/a.yaml")).hasContent("rows: 12");
        assertThat(into.resolve("in.csv")).hasContent("sku;price");
        assertThat(into.resolve("key.env")).doesNotExist();
      }
    } finally {
      serving.kill();
    }
  }

  /// Both are killed while a large file is on its way; what was acknowledged is not sent again.
  @Test
  void push_filesAcrossKills_goesOn() throws Exception {
    int port = port();
    String url = "http://127.0.0.1:" + port;
    byte[] bytes = new byte[48 << 20];
    new Random(7).nextBytes(bytes);
    Files.write(folder.resolve("model.bin"), bytes);
    Ran ran =
        Clew.in(folder)
            .run("exec", "--out", "out", "--artifact", "*.out", "--", "cp", "model.bin", "m.out");
    assertThat(ran.code()).as(ran.err()).isZero();
    Running serving = serve(port);
    Path uploads = folder.resolve("data/blobs/uploads");
    try {
      Running pushing = Clew.in(folder).start("push", ledger().toString(), "--server", url);
      Instant end = Instant.now().plus(PATIENCE);
      while (!isBegun(uploads) && pushing.outBytes().length == 0) {
        assertThat(Instant.now()).as("the file is on its way by").isBefore(end);
        Thread.sleep(5);
      }
      pushing.kill();
      serving.kill();
      serving = serve(port);
      boolean isHalf = isBegun(uploads);

      Ran again = Clew.in(folder).run("push", ledger().toString(), "--server", url, "--json");

      assertThat(again.code()).as(again.err()).isZero();
      Json.Obj run = again.json().objects("runs").getFirst();
      assertThat(run.whole("files_sent")).isEqualTo(1);
      assertThat(run.whole("file_bytes_sent"))
          .as("half: " + isHalf)
          .isLessThanOrEqualTo(isHalf ? bytes.length - 1L : bytes.length);
      String sha256 =
          get(url + "/api/v1/runs/" + runId(url) + "/files")
              .objects("files")
              .getFirst()
              .text("sha256", "");
      assertThat(file(url, sha256)).isEqualTo(bytes);
      requireSame(url);
    } finally {
      serving.kill();
    }
    assertThat(Clew.in(folder).run("fsck", "--data", folder.resolve("data").toString()).code())
        .isZero();
  }

  /// Whether a piece of a file is there that was acknowledged.
  private static boolean isBegun(Path uploads) throws IOException {
    if (!Files.isDirectory(uploads)) {
      return false;
    }
    try (Stream<Path> files = Files.list(uploads)) {
      for (Path file : files.toList()) {
        if (Files.size(file) > 8 << 20) {
          return true;
        }
      }
    }
    return false;
  }
}
