import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Posts batches of events to a running server and prints what that cost the server. */
public class ServerBench {
  static final int BATCH = 1_000;
  static final int RUN_EVENTS = 10_000;
  static final int POSTERS = 4;

  public static void main(String[] args) throws Exception {
    String url = args[0];
    long pid = Long.parseLong(args[1]);
    int events = Integer.parseInt(args[2]);
    int rounds = Integer.parseInt(args[3]);
    for (int round = 0; round < rounds; round++) {
      one(url, pid, events, round);
    }
  }

  static void one(String url, long pid, int events, int round) throws Exception {
    double cpu = cpuSeconds(pid);
    List<Long> waits = new ArrayList<>();
    long sent = 0;
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(POSTERS)) {
      List<Future<Posted>> posters = new ArrayList<>();
      for (int poster = 0; poster < POSTERS; poster++) {
        int mine = poster;
        posters.add(threads.submit(() -> post(url, mine, events / POSTERS, round)));
      }
      for (Future<Posted> poster : posters) {
        waits.addAll(poster.get().waits());
        sent += poster.get().bytes();
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    double spent = cpuSeconds(pid) - cpu;
    long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "round %d: %,.0f events/s, %,.0f events a CPU second of the server (%.1f µs each), acknowledged p50 %.1f ms p99 %.1f ms, peak %d MiB, %d bytes an event on the wire%n",
        round + 1,
        events / seconds,
        events / spent,
        spent * 1e6 / events,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 99 / 100] / 1e6,
        peakMib(pid),
        sent / events);
  }

  record Posted(List<Long> waits, long bytes) {}

  static Posted post(String url, int poster, int events, int round) throws Exception {
    Random random = new Random(round * 31L + poster);
    List<Long> waits = new ArrayList<>();
    long bytes = 0;
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int from = 0; from < events; from += BATCH) {
        byte[] body = body("run_" + round + "_" + poster + "_" + from / RUN_EVENTS, from % RUN_EVENTS, random);
        bytes += body.length;
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(url + "/api/v1/events"))
                .header("content-type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        long begun = System.nanoTime();
        var answer = client.send(request, BodyHandlers.ofString());
        waits.add(System.nanoTime() - begun);
        if (answer.statusCode() != 200 || answer.body().contains("rejected")) {
          throw new IllegalStateException(answer.statusCode() + " " + answer.body().substring(0, 300));
        }
      }
    }
    return new Posted(waits, bytes);
  }

  static byte[] body(String run, int from, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int number = from; number < from + BATCH; number++) {
      out.writeBytes(event(run, number, random).getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  static String event(String run, int number, Random random) {
    String common =
        "{\"event_id\":\"%016x%016x\",\"run_id\":\"%s\",\"attempt_id\":\"%s_1\",\"producer\":\"worker-7\",\"epoch\":1,\"seq\":%d,\"ts\":\"2026-11-30T03:%02d:%02d.%03dZ\","
            .formatted(random.nextLong(), random.nextLong(), run, run, number, number / 60_000 % 60, number / 1_000 % 60, number % 1_000);
    if (number == 0) {
      return common + "\"kind\":\"run_created\",\"attributes\":{\"name\":\"nightly\"}}\n";
    }
    if (number == RUN_EVENTS - 1) {
      return common + "\"kind\":\"run_finished\",\"attributes\":{\"status\":\"failed\"}}\n";
    }
    StringBuilder summary =
        new StringBuilder("order " + random.nextInt(1_000_000) + " of customer " + random.nextInt(9_000) + " was priced");
    if (random.nextInt(50) == 0) {
      summary.append("\\njava.lang.IllegalStateException: no price");
      for (int at = 0; at < 20; at++) {
        summary.append("\\n\\tat com.example.pricing.Step").append(at).append(".apply(Step.java:").append(random.nextInt(400)).append(')');
      }
    }
    return common
        + "\"kind\":\"log\",\"stage\":\"price-" + number / 500 + "\",\"summary\":\"" + summary
        + "\",\"attributes\":{\"took_us\":" + random.nextInt(90_000) + ",\"sku\":\"sku-" + random.nextInt(5_000) + "\"}}\n";
  }

  static double cpuSeconds(long pid) throws Exception {
    String[] stat = Files.readString(Path.of("/proc/" + pid + "/stat")).replaceFirst(".*\\) ", "").split(" ");
    return (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) / 100.0;
  }

  static long peakMib(long pid) throws Exception {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
