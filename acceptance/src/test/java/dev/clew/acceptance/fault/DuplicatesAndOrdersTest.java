package dev.clew.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F8, F9: what is sent comes several times, from several producers at once, and in any order.
class DuplicatesAndOrdersTest {
  private static final int PRODUCERS = 8;
  private static final int BATCHES = 10;
  private static final int MOST_TIMES = 5;
  private static final int ORDERS = 10 * Cycles.COUNT;

  private static final List<String> RUN =
      List.of(
          "{\"run_id\":\"%1$s\",\"kind\":\"run_created\",\"ts\":\"2026-04-23T13:00:00Z\",\"seq\":0,\"attributes\":{\"name\":\"nightly\"}}",
          "{\"run_id\":\"%1$s\",\"kind\":\"run_started\",\"ts\":\"2026-04-23T13:00:01Z\",\"seq\":1}",
          "{\"run_id\":\"%1$s\",\"kind\":\"stage_started\",\"stage\":\"load\",\"try\":1,\"ts\":\"2026-04-23T13:00:02Z\",\"seq\":2}",
          "{\"run_id\":\"%1$s\",\"kind\":\"stage_completed\",\"stage\":\"load\",\"try\":1,\"ts\":\"2026-04-23T13:00:03Z\",\"seq\":3}",
          "{\"run_id\":\"%1$s\",\"kind\":\"stage_started\",\"stage\":\"upload\",\"try\":1,\"ts\":\"2026-04-23T13:00:04Z\",\"seq\":4}",
          "{\"run_id\":\"%1$s\",\"kind\":\"stage_failed\",\"stage\":\"upload\",\"try\":1,\"ts\":\"2026-04-23T13:00:05Z\",\"seq\":5,\"summary\":\"no answer within 60 s\"}",
          "{\"run_id\":\"%1$s\",\"kind\":\"run_finished\",\"ts\":\"2026-04-23T13:00:06Z\",\"seq\":6,\"attributes\":{\"status\":\"failed\"}}");

  @TempDir private Path folder;
  private ServerProcess server;

  @BeforeEach
  void start() throws Exception {
    server = ServerProcess.withData(folder).start();
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void post_eachBatchSeveralTimesByAllProducers_isThereOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(PRODUCERS)) {
      List<Callable<Integer>> producers = new ArrayList<>();
      for (int producer = 0; producer < PRODUCERS; producer++) {
        int mine = producer;
        producers.add(() -> sendSeveralTimes(mine));
      }
      int stored = 0;
      for (Future<Integer> one : threads.invokeAll(producers)) {
        stored += one.get();
      }
      // Each batch is sent by two producers, and by each up to five times.
      assertThat(stored).isEqualTo(PRODUCERS / 2 * BATCHES * 20);
    }
    Set<String> ids = new HashSet<>();
    for (int producer = 0; producer < PRODUCERS / 2; producer++) {
      for (Json.Obj row : json("/api/v1/runs/e_r" + producer + "_0/events").objects("rows")) {
        assertThat(ids.add(row.object("event").text("event_id"))).isTrue();
        assertThat(row.text("verdict")).isEqualTo("accepted");
      }
    }
    assertThat(ids).hasSize(PRODUCERS / 2 * BATCHES * 20);
  }

  /// @return how many were stored
  private int sendSeveralTimes(int producer) throws Exception {
    Random random = new Random(producer);
    int stored = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      StringBuilder body = new StringBuilder();
      for (int at = 0; at < 20; at++) {
        body.append(new LoadEvent("e", producer / 2 * 2, batch * 20L + at).text()).append('\n');
      }
      for (int time = random.nextInt(MOST_TIMES); time >= 0; time--) {
        HttpResponse<String> answer = server.post(body.toString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("conflict", "rejected");
        stored += answer.body().split("\"stored\"", -1).length - 1;
      }
    }
    return stored;
  }

  @Test
  void post_anyOrder_isTheSameRun() throws Exception {
    Random random = new Random(9);
    String expected = listed("order_0", RUN);
    assertThat(expected).contains("\"status\":\"failed\"", "\"name\":\"nightly\"");
    for (int order = 1; order < ORDERS; order++) {
      List<String> shuffled = new ArrayList<>(RUN);
      Collections.shuffle(shuffled, random);
      assertThat(listed("order_" + order, shuffled)).as("%s", shuffled).isEqualTo(expected);
    }
  }

  @Test
  void post_anyOrder_explainsTheSame() throws Exception {
    Random random = new Random(9);
    String expected = explained("stages_0", RUN);
    assertThat(expected).contains("no answer within 60 s");
    for (int order = 1; order < ORDERS; order++) {
      List<String> shuffled = new ArrayList<>(RUN);
      Collections.shuffle(shuffled, random);
      assertThat(explained("stages_" + order, shuffled)).as("%s", shuffled).isEqualTo(expected);
    }
  }

  /// Sends the events of a run, each alone.
  private void post(String run, List<String> events) throws Exception {
    for (String event : events) {
      HttpResponse<String> answer = server.post(event.formatted(run));
      assertThat(answer.body()).contains("\"stored\"");
    }
  }

  /// What the list says of it; without what is found when it has been quiet for a while.
  private String listed(String run, List<String> events) throws Exception {
    post(run, events);
    Json.Obj entry = json("/api/v1/runs?limit=1&q=" + run).objects("runs").getFirst();
    assertThat(entry.text("run_id")).isEqualTo(run);
    List<String> said = List.of("name", "status", "created_at", "finished_at", "attempts");
    return JsonWriter.compact(entry.keeping((name, value) -> said.contains(name)));
  }

  /// What blocks it, and how its stages stand.
  private String explained(String run, List<String> events) throws Exception {
    post(run, events);
    Json.Obj dossier = json("/api/v1/runs/" + run + "/dossier");
    return dossier.object("blocker").text("headline")
        + dossier.objects("stages").stream().map(JsonWriter::compact).sorted().toList();
  }

  private Json.Obj json(String path) throws Exception {
    return (Json.Obj) JsonText.parse(server.get(path).body());
  }
}
