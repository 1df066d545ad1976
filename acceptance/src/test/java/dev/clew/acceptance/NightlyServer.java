package dev.clew.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The server that `examples/nightly-report.sh` sends its results to, as a process of its own.
final class NightlyServer {
  static final Path EXAMPLES =
      Path.of(System.getProperty("clew.root", ".."), "examples").toAbsolutePath().normalize();

  private final Process process;
  private final String url;

  private NightlyServer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /// @param folder for its port and its log
  static NightlyServer start(Path folder) throws IOException, InterruptedException {
    Path port = folder.resolve("port");
    Process process =
        new ProcessBuilder(
                "python3",
                EXAMPLES.resolve("nightly-report/server.py").toString(),
                "--port",
                "0",
                "--port-file",
                port.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(port) && System.nanoTime() < until) {
      Thread.sleep(20);
    }
    return new NightlyServer(process, "http://127.0.0.1:" + Files.readString(port).strip());
  }

  String url() {
    return url;
  }

  /// @return the body of the answer
  String http(String method, String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  /// Forgets what it counted and how it was broken.
  void reset() throws IOException, InterruptedException {
    http("POST", "/reset");
  }

  void stop() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
