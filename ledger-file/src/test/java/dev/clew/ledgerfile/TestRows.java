package dev.clew.ledgerfile;

import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Unredacted;
import dev.clew.ledgerfile.disk.Disk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Ledgers and events that differ where a test wants them to.
public final class TestRows {
  static final LedgerId LEDGER = new LedgerId("default", "run_742", "ledger_1");
  public static final ExecutionKey KEY = new ExecutionKey(new Digest("f7a3c2d1".repeat(8)));
  static final String FILE = "flow.f7a3c2d1.workflow.ledger";

  private static final String[] TEXTS = {
    "",
    "ok",
    "caf\u00e9 \u20ac \ud83d\ude00",
    "line\nbreak\r\n\ttab",
    "\"quoted\" \\ back",
    "nul \u0000 esc \u001b[31m",
    "lone \ud800 surrogate",
    "\u2028\u007f\ufeff"
  };
  private static final String[] NUMBERS = {
    "0", "-1", "0.5", "1e21", "1e-7", "12345678901234567890", "9007199254740991", "3.25", "5e-324"
  };

  private TestRows() {}

  public static FileLedger create(Disk disk, java.nio.file.Path directory) {
    return FileLedger.create(disk, directory, "flow", KEY, LEDGER, clock(0));
  }

  static FileLedger createFormat1(Disk disk, java.nio.file.Path directory) {
    return FileLedger.create(disk, directory, "flow", KEY, new LedgerHeader(1, LEDGER), clock(0));
  }

  /// A clock that is 137 µs later at each reading.
  static InstantSource clock(long startSeconds) {
    long[] readings = {0};
    return () ->
        Instant.parse("2026-11-22T13:09:45Z")
            .plusSeconds(startSeconds)
            .plusNanos(137_000 * readings[0]++);
  }

  public static RedactedEvent event(int number) {
    return redacted(event("evt_" + number, 1, "event " + number), null);
  }

  public static RedactedEvent event(String id, String summary) {
    return redacted(event(id, 1, summary), null);
  }

  public static Event event(String id, long epoch, String summary) {
    return Event.of(
            new Event.Identity(id, "default", "run_742", "att_1", "clew-run", epoch, 7),
            Timestamp.parse("2026-11-22T13:09:44.380Z"),
            "log")
        .stage(StagePath.of("save"), 1)
        .summary(summary)
        .took(Duration.ofNanos(12_345_000))
        .severity(Severity.INFO)
        .build();
  }

  public static Event randomEvent(Random random, String id, long epoch) {
    return Event.of(
            new Event.Identity(
                id,
                "default",
                "run_742",
                "att_" + random.nextInt(2),
                "host-" + random.nextInt(2),
                epoch,
                random.nextInt(1000)),
            new Timestamp(
                Instant.ofEpochSecond(random.nextLong(2_000_000_000L)), random.nextInt(10)),
            random.nextBoolean() ? "log" : "stage_started")
        .stage(
            random.nextBoolean() ? null : StagePath.parse("onboard/push%2fitems[3]~2"),
            random.nextBoolean() ? null : Integer.valueOf(1 + random.nextInt(3)))
        .summary(text(random))
        .took(
            random.nextBoolean() ? null : Duration.ofNanos(random.nextLong(1L << 40) / 1000 * 1000))
        .severity(random.nextBoolean() ? null : Severity.WARN)
        .artifacts(random.nextBoolean() ? List.of() : List.of("artifact_1", text(random)))
        .trace(
            Event.Trace.of(
                random.nextBoolean() ? null : "4bf92f3577b34da6a3ce929d0e0e4736", null, null))
        .attributes(attributes(random))
        .build();
  }

  public static @Nullable Payload randomPayload(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Payload.of(text(random));
      case 1 -> {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        yield Payload.of(bytes);
      }
      default -> null;
    };
  }

  private static Json.Obj attributes(Random random) {
    Json.Builder attributes = Json.object();
    int count = random.nextInt(4);
    for (int at = 0; at < count; at++) {
      attributes.put(text(random) + at, value(random, 2));
    }
    return attributes.build();
  }

  private static Json value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> Json.NULL;
      case 1 -> Json.of(random.nextBoolean());
      case 2 -> new Json.Num(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 3 -> Json.of(text(random));
      case 4 -> {
        List<Json> items = new ArrayList<>();
        for (int at = random.nextInt(3); at > 0; at--) {
          items.add(value(random, depth - 1));
        }
        yield new Json.Arr(items);
      }
      default -> Json.object().put(text(random), value(random, depth - 1)).build();
    };
  }

  private static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  public static RedactedEvent redacted(Event event, @Nullable Payload payload) {
    return new Unredacted().redact(event, payload);
  }
}
