package dev.clew.acceptance.fault;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Asks a server for everything that it has, and compares it with what was acknowledged:
/// `LoadChecker URL ACKNOWLEDGED`. A program of its own: it knows nothing but the file.
final class LoadChecker {
  private static final int MOST_SAID = 5;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final Set<String> there = new HashSet<>();
  private final Set<String> wrong = new LinkedHashSet<>();
  private long twice;

  private LoadChecker(String url) {
    this.url = url;
  }

  static void main(String[] arguments) throws Exception {
    LoadChecker checker = new LoadChecker(arguments[0]);
    checker.readAll();
    Set<String> acknowledged = new HashSet<>(Files.readAllLines(Path.of(arguments[1])));
    Set<String> missing = new LinkedHashSet<>(acknowledged);
    missing.removeAll(checker.there);
    System.out.println(
        JsonWriter.compact(
            Json.object()
                .put("acknowledged", acknowledged.size())
                .put("stored", checker.there.size())
                .put("missing", missing.size())
                .put("twice", checker.twice)
                .put("wrong", Json.strings(List.copyOf(checker.wrong)))
                .put("missed", Json.strings(missing.stream().limit(MOST_SAID).toList()))
                .build()));
  }

  private void readAll() throws Exception {
    String next = "";
    do {
      Json.Obj page = get("/api/v1/runs?limit=1000" + next);
      for (Json.Obj run : page.objects("runs")) {
        String id = run.text("run_id", "");
        if (LoadEvent.isRun(id)) {
          readRun(id);
        }
      }
      String cursor = page.text("next", "");
      next = cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    } while (!next.isEmpty());
  }

  private void readRun(String runId) throws Exception {
    long from = 0;
    while (from >= 0) {
      Json.Obj page = get("/api/v1/runs/" + runId + "/events?limit=1000&from=" + from);
      page.objects("rows").forEach(this::readRow);
      from = Objects.requireNonNullElse(page.whole("next"), -1L);
    }
  }

  private void readRow(Json.Obj row) {
    Json.Obj event = row.object("event");
    String id = event.text("event_id", "");
    if (!there.add(id)) {
      twice++;
    }
    boolean isWhole =
        row.text("verdict", "").equals("accepted")
            && event.text("summary", "").equals(LoadEvent.text(id));
    if (!isWhole && wrong.size() < MOST_SAID) {
      wrong.add(JsonWriter.compact(row));
    }
  }

  private Json.Obj get(String path) throws IOException, InterruptedException, JsonText.Malformed {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " is " + answer.statusCode() + ": " + answer.body());
    }
    return (Json.Obj) JsonText.parse(answer.body());
  }
}
