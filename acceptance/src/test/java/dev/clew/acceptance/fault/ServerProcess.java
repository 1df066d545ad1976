package dev.clew.acceptance.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew;
import dev.clew.acceptance.Clew.Ran;
import dev.clew.acceptance.Clew.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// `clew serve` on one port, started again and again.
final class ServerProcess implements AutoCloseable {
  /// Five times what is promised, because a test shares its machine.
  private static final Duration READY = Duration.ofSeconds(50);

  private final Path home;
  private final int port = freePort();
  private final List<String> arguments;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Path folder;
  private UnaryOperator<Clew> made = UnaryOperator.identity();
  private @Nullable Running running;
  private Duration slowest = Duration.ZERO;

  private ServerProcess(Path home, List<String> arguments) {
    this.home = home;
    this.folder = home;
    this.arguments = arguments;
  }

  /// Not started yet.
  ///
  /// @param folder where it is started
  static ServerProcess in(Path folder, String... arguments) {
    return new ServerProcess(folder, List.of(arguments));
  }

  /// With a data folder in the folder.
  static ServerProcess withData(Path folder, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--data", data(folder).toString()));
    all.addAll(List.of(arguments));
    return new ServerProcess(folder, all);
  }

  static Path data(Path folder) {
    return folder.resolve("data");
  }

  static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// How its processes are made from now on: with other flags, variables, under another program.
  ServerProcess made(UnaryOperator<Clew> how) {
    made = how;
    return this;
  }

  /// Its processes begin in another folder.
  ServerProcess startedFrom(Path other) {
    folder = other;
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  long pid() {
    return running().pid();
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("it does not run");
    }
    return running;
  }

  /// Starts it, and waits until it answers that it is ready.
  ServerProcess start() throws Exception {
    long begun = System.nanoTime();
    begin();
    while (!isReady()) {
      Duration passed = Duration.ofNanos(System.nanoTime() - begun);
      if (passed.compareTo(READY) > 0 || !isAlive()) {
        throw new AssertionError("not ready after " + passed + ": " + kill());
      }
      Thread.sleep(10);
    }
    Duration passed = Duration.ofNanos(System.nanoTime() - begun);
    slowest = passed.compareTo(slowest) > 0 ? passed : slowest;
    return this;
  }

  private boolean isAlive() {
    return ProcessHandle.of(pid()).map(ProcessHandle::isAlive).orElse(false);
  }

  /// Starts it and does not wait.
  Running begin() {
    List<String> all = new ArrayList<>(List.of("serve", "--port", "" + port));
    all.addAll(arguments);
    running = made.apply(Clew.in(folder)).start(all.toArray(String[]::new));
    return running;
  }

  private boolean isReady() throws InterruptedException {
    try {
      return new String(running().outBytes(), UTF_8).startsWith("clew serves ")
          && get("/health/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /// The longest time that it took to get ready.
  Duration slowestStart() {
    return slowest;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return client.send(
        request("/api/v1/events").POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// A sample of its metrics.
  ///
  /// @param name with its labels
  /// @return 0 when there is none
  long sample(String name) throws IOException, InterruptedException {
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path)).timeout(READY);
  }

  /// The most memory that it ever had.
  long mostMemoryKib() throws IOException {
    return status("VmHWM:");
  }

  /// The memory that it has.
  long memoryKib() throws IOException {
    return status("VmRSS:");
  }

  private long status(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("it has ended: " + ended()));
  }

  /// `kill -9`
  Ran kill() {
    running().kill();
    return ended();
  }

  /// `kill`, which is how a server is ended.
  Ran terminate() {
    ProcessHandle.of(pid()).orElseThrow().destroy();
    return ended();
  }

  /// Waits for its end.
  Ran ended() {
    Ran ran = running().ended();
    running = null;
    return ran;
  }

  /// Proves every row of the store in its folder, which nobody writes.
  void fsck() {
    Ran checked = Clew.in(folder).run("fsck", "--json", "--data", data(home).toString());
    assertThat(checked.code()).as(checked.out() + checked.err()).isZero();
    assertThat(checked.json().list("damage")).isEmpty();
    assertThat(checked.json().whole("rows")).isPositive();
  }

  @Override
  public void close() {
    if (running != null) {
      kill();
    }
    client.shutdownNow();
  }
}
