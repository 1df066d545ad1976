package dev.clew.acceptance.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import dev.clew.storetck.PostgresServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F18: text that not every database takes has the same outcome over both.
class BadTextTest {
  /// As they stand in JSON.
  private static final List<String> TEXTS =
      List.of(
          "\\u0000",
          "a\\u0000b",
          "\\ud800",
          "\\udc00\\ud800",
          "x\\ud83d",
          "\\ud83d\\ude00",
          "\\uffff",
          "\\ufdd0",
          "\\u202e",
          "\\u001b[31m",
          "\\\\u0000",
          "'; DROP TABLE run; --",
          "%_\\\\",
          "\\ue000",
          // No UTF-8: a byte alone, an overlong zero, a surrogate, a sequence that is cut.
          "\u00ff",
          "\u00c0\u0080",
          "\u00ed\u00a0\u0080",
          "\u00e2\u0082");

  @TempDir private Path folder;

  @Test
  void post_badText_hasTheSameOutcomeInBothStores() throws Exception {
    PostgresServer postgres = PostgresServer.shared();
    String database = postgres.newDatabase();
    try (ServerProcess sqlite = ServerProcess.withData(folder).start();
        ServerProcess other =
            ServerProcess.in(folder)
                .made(clew -> clew.with("CLEW_STORE", postgres.url(database)))
                .start()) {
      List<Integer> codes = new ArrayList<>();
      for (String text : TEXTS) {
        byte[] body = body(text);
        HttpResponse<String> here = post(sqlite, body);
        HttpResponse<String> there = post(other, body);

        assertThat(there.body()).as(text).isEqualTo(here.body());
        assertThat(there.statusCode()).as(text).isEqualTo(here.statusCode()).isIn(200, 400);
        codes.add(here.statusCode());
        if (here.statusCode() == 200) {
          assertThat(post(other, body).body()).isEqualTo(post(sqlite, body).body());
        }
      }
      assertThat(codes).contains(200, 400);
      List<String> kept = kept(sqlite);
      assertThat(kept).isNotEmpty().isEqualTo(kept(other));
    } finally {
      postgres.dropDatabase(database);
    }
  }

  private static byte[] body(String text) {
    return ("{\"run_id\":\"r %1$s\",\"kind\":\"run_created\",\"ts\":\"2026-04-23T13:00:00Z\","
            + "\"event_id\":\"e %1$s\",\"producer\":\"p %1$s\",\"summary\":\"s %1$s\","
            + "\"attributes\":{\"name\":\"n %1$s\",\"k %1$s\":[\"v %1$s\"]},\"raw\":\"w %1$s\"}")
        .formatted(text)
        .getBytes(ISO_8859_1);
  }

  private static HttpResponse<String> post(ServerProcess server, byte[] body) throws Exception {
    return server.send(server.request("/api/v1/events").POST(BodyPublishers.ofByteArray(body)));
  }

  /// Events as they are read back, and runs as the list has them.
  private static List<String> kept(ServerProcess server) throws Exception {
    List<String> kept = new ArrayList<>();
    for (Json.Obj run : json(server, "/api/v1/runs?limit=1000").objects("runs")) {
      String id = run.text("run_id", "");
      kept.add(id + " " + run.text("name") + " " + run.text("status"));
      if (id.chars().anyMatch(Character::isISOControl)) {
        // No address names it: no control character is taken in one.
        continue;
      }
      String path = "/api/v1/runs/" + URLEncoder.encode(id, UTF_8).replace("+", "%20");
      for (Json.Obj row : json(server, path + "/events").objects("rows")) {
        kept.add(JsonWriter.compact(row.object("event")) + row.text("raw"));
      }
    }
    return kept.stream().sorted().toList();
  }

  private static Json.Obj json(ServerProcess server, String path) throws Exception {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
    return (Json.Obj) JsonText.parse(answer.body());
  }
}
