package dev.clew.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.IncomingEvent;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Unredacted;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.RunStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// How many events a second a store takes, durable, from several writers, with a reader of whole
/// runs beside them; what that costs; and how large they are at rest. The ceiling is the same bytes
/// in the same batches, appended to a file and forced.
final class StoreBench {
  private static final int WRITERS = 4;
  private static final int BATCH = 1_000;
  private static final int RUN_EVENTS = 10_000;
  private static final int TRACE_LINES = 20;
  private static final int QUIET_LOOKS = 60;
  private static final Instant BEGIN = Instant.parse("2026-11-30T03:00:00Z");

  private final Path folder;
  private final int events;
  private final MeasuredStore measured;
  private final AtomicLong canonicalBytes = new AtomicLong();

  private StoreBench(Path folder, int events, MeasuredStore measured) {
    this.folder = folder;
    this.events = events;
    this.measured = measured;
  }

  public static void main(String[] arguments) throws Exception {
    int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    Path base = Path.of(arguments.length > 1 ? arguments[1] : "target");
    Files.createDirectories(base);
    Path folder = Files.createTempDirectory(base.toAbsolutePath(), "store-bench");
    MeasuredStore measured =
        arguments.length > 2
            ? new MeasuredStore.InPostgres(arguments[2])
            : new MeasuredStore.InFolder(folder);
    new StoreBench(folder, events, measured).run();
  }

  private void run() throws Exception {
    double forced = ceiling();
    System.out.printf(
        "ceiling: a file, %d events a write, forced: %,.0f events/s%n", BATCH, forced);
    try (RunStore store = measured.open()) {
      long cpu = cpuNanos();
      long begun = System.nanoTime();
      long[] waits = write(store);
      double seconds = (System.nanoTime() - begun) / 1e9;
      double cpuSeconds = (cpuNanos() - cpu) / 1e9;
      Arrays.sort(waits);
      System.out.printf(
          "store: %,.0f events/s (%.2f of the ceiling), %.2f µs of CPU an event with making them and"
              + " reading; acknowledged p50 %.1f ms, p99 %.1f ms%n",
          events / seconds,
          events / seconds / forced,
          cpuSeconds * 1e6 / events,
          waits[waits.length / 2] / 1e6,
          waits[waits.length * 99 / 100] / 1e6);
      System.out.printf(
          "written: %.2f of canonical JSON (%,d bytes an event)%n",
          (double) measured.size() / canonicalBytes.get(), canonicalBytes.get() / events);
      awaitSealed();
    }
    System.out.printf(
        "at rest: %.3f of canonical JSON%n", (double) measured.size() / canonicalBytes.get());
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /// The size stays while rows are packed, and falls when the room that they had is given back.
  private void awaitSealed() throws Exception {
    long before = -1;
    int quiet = 0;
    while (quiet < QUIET_LOOKS) {
      Thread.sleep(1_000);
      long now = measured.size();
      quiet = now == before ? quiet + 1 : 0;
      before = now;
    }
  }

  private double ceiling() throws IOException {
    Path file = folder.resolve("ceiling");
    Random random = new Random(1);
    int batches = Math.min(200, events / BATCH);
    long spent = 0;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int batch = 0; batch < batches; batch++) {
        StringBuilder text = new StringBuilder();
        for (RedactedEvent event : batch("run_" + batch, 0, random)) {
          text.append(EventJson.canonical(event.event())).append('\n');
        }
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        long begun = System.nanoTime();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(false);
        spent += System.nanoTime() - begun;
      }
    }
    Files.delete(file);
    return batches * (double) BATCH / (spent / 1e9);
  }

  /// @return how long each batch waited for its answer, in nanoseconds
  private long[] write(RunStore store) throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1)) {
      Future<Integer> reader = threads.submit(() -> read(store, isOver));
      List<Future<List<Long>>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int mine = writer;
        writers.add(threads.submit(() -> write(store, mine)));
      }
      List<Long> waits = new ArrayList<>();
      for (Future<List<Long>> writer : writers) {
        waits.addAll(writer.get());
      }
      isOver.set(true);
      System.out.printf("beside it %d whole runs were read%n", reader.get());
      return waits.stream().mapToLong(Long::longValue).toArray();
    }
  }

  private List<Long> write(RunStore store, int writer) {
    Random random = new Random(writer);
    List<Long> waits = new ArrayList<>();
    for (int from = 0; from < events / WRITERS; from += BATCH) {
      String run = "run_" + writer + "_" + from / RUN_EVENTS;
      List<RedactedEvent> batch = batch(run, from % RUN_EVENTS, random);
      long begun = System.nanoTime();
      store.append(batch);
      waits.add(System.nanoTime() - begun);
      for (RedactedEvent event : batch) {
        canonicalBytes.addAndGet(EventJson.canonical(event.event()).length());
      }
    }
    return waits;
  }

  private static int read(RunStore store, AtomicBoolean isOver) throws Exception {
    int read = 0;
    while (!isOver.get()) {
      for (RunEntry run : store.find(RunQuery.ALL, 1)) {
        store.ledger(new RunKey(run.namespace(), run.runId())).orElseThrow().rows(0, RUN_EVENTS);
        read++;
      }
      Thread.sleep(500);
    }
    return read;
  }

  private static List<RedactedEvent> batch(String run, int from, Random random) {
    List<RedactedEvent> events = new ArrayList<>(BATCH);
    for (int number = from; number < from + BATCH; number++) {
      events.add(new Unredacted().redact(event(run, number, random), null));
    }
    return events;
  }

  private static Event event(String run, int number, Random random) {
    IncomingEvent said =
        number == 0
            ? IncomingEvent.of("run_created", "created").with(RunCreated.NAME, "nightly").build()
            : number == RUN_EVENTS - 1
                ? IncomingEvent.of("run_finished", "ended").with(RunEnded.STATUS, "failed").build()
                : line(number, random);
    byte[] id = new byte[16];
    random.nextBytes(id);
    Event.Identity identity =
        new Event.Identity(
            HexFormat.of().formatHex(id), "default", run, run + "_1", "worker-7", 1, number);
    return Event.of(identity, Timestamp.of(BEGIN.plusMillis(number * 3L)), said.kind())
        .stage(said.path())
        .summary(said.summary())
        .attributes(said.attributes())
        .build();
  }

  private static IncomingEvent line(int number, Random random) {
    int order = random.nextInt(1_000_000);
    StringBuilder summary =
        new StringBuilder(
            "order " + order + " of customer " + random.nextInt(9_000) + " was priced");
    if (random.nextInt(50) == 0) {
      summary.append("\njava.lang.IllegalStateException: no price for ").append(order);
      for (int at = 0; at < TRACE_LINES; at++) {
        summary
            .append("\n\tat com.example.pricing.Step")
            .append(at)
            .append(".apply(Step.java:")
            .append(random.nextInt(400))
            .append(')');
      }
    }
    return IncomingEvent.of("log", summary.toString())
        .stage(StagePath.of("price-" + number / 500))
        .withAll(
            Json.object()
                .put("took_us", random.nextInt(90_000))
                .put("sku", "sku-" + random.nextInt(5_000))
                .build())
        .build();
  }
}
