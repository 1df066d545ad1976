package dev.clew.acceptance.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Sends events until it is told to stop, each batch until it is acknowledged, and writes down what
/// was: `LoadDriver URL ACKNOWLEDGED PREFIX WRITERS BATCH PAUSE_MS`. A program of its own, because
/// it must outlive what happens to the server; the file belongs on another file system than the
/// server's.
final class LoadDriver {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long AWAY_MS = 20;

  private final URI address;
  private final Path stop;
  private final FileChannel acknowledged;
  private final String prefix;
  private final int batch;
  private final long pauseMs;
  private final LoadTally tally = new LoadTally();

  private LoadDriver(String[] arguments) throws IOException {
    address = URI.create(arguments[0] + "/api/v1/events");
    Path file = Path.of(arguments[1]);
    stop = stop(file);
    acknowledged = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    prefix = arguments[2];
    batch = Integer.parseInt(arguments[4]);
    pauseMs = Long.parseLong(arguments[5]);
  }

  /// The file by which it is told to stop.
  static Path stop(Path acknowledged) {
    return acknowledged.resolveSibling(acknowledged.getFileName() + ".stop");
  }

  static void main(String[] arguments) throws Exception {
    LoadDriver driver = new LoadDriver(arguments);
    int writers = Integer.parseInt(arguments[3]);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < writers; writer++) {
        int mine = writer;
        threads.execute(() -> driver.write(mine));
      }
    }
    System.out.println(JsonWriter.compact(driver.tally.toJson()));
  }

  private void write(int writer) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try {
      for (long number = 0; !Files.exists(stop); number += batch) {
        List<LoadEvent> events = new ArrayList<>();
        for (int at = 0; at < batch; at++) {
          events.add(new LoadEvent(prefix, writer, number + at));
        }
        sendUntilTaken(client, events);
        Thread.sleep(pauseMs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      tally.unexpected(e.toString());
    } finally {
      client.shutdownNow();
    }
  }

  private void sendUntilTaken(HttpClient client, List<LoadEvent> events)
      throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder();
    events.forEach(event -> body.append(event.text()).append('\n'));
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    while (!Files.exists(stop)) {
      HttpResponse<String> answer;
      try {
        answer = client.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        tally.cut();
        Thread.sleep(AWAY_MS);
        continue;
      }
      if (answer.statusCode() == 200) {
        taken(events, answer.body());
        return;
      }
      tally.refused(answer);
      Thread.sleep(AWAY_MS);
    }
  }

  private void taken(List<LoadEvent> events, String answer) throws IOException {
    StringBuilder ids = new StringBuilder();
    try {
      List<Json.Obj> results = ((Json.Obj) JsonText.parse(answer)).objects("results");
      for (int at = 0; at < events.size(); at++) {
        String status = results.get(at).text("status", "");
        tally.result(status);
        if (status.equals("stored") || status.equals("duplicate")) {
          ids.append(events.get(at).id()).append('\n');
        }
      }
    } catch (JsonText.Malformed | IndexOutOfBoundsException e) {
      tally.unexpected("an answer that is none: " + answer);
    }
    acknowledged.write(ByteBuffer.wrap(ids.toString().getBytes(UTF_8)));
  }
}
