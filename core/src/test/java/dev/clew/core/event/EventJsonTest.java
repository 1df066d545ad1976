package dev.clew.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final long SEED = Long.getLong("seed", 742L);
  private static final List<String> TEXTS =
      List.of("", "a", "créé", "\"quoted\"\n", "\ud83d\ude00", "\ud800 alone", "\u0001\\");

  @Test
  void canonical_anyEvent_isTheCanonicalTextOfItsObject() {
    Random random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      Event event = event(random);
      assertThat(EventJson.canonical(event))
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(Canonical.text(EventJson.write(event)));
    }
  }

  private static Event event(Random random) {
    return Event.of(
            new Event.Identity(
                "evt_" + text(random),
                text(random),
                "run_" + text(random),
                text(random),
                text(random),
                random.nextInt(9),
                random.nextLong(1L << 53)),
            new Timestamp(Instant.ofEpochSecond(1_800_000_000L, random.nextInt(1_000_000_000)), 9),
            "log" + text(random))
        .stage(
            random.nextBoolean() ? null : StagePath.of("save").item(random.nextInt(3)),
            random.nextBoolean() ? null : random.nextInt(1, 9))
        .summary(text(random))
        .took(random.nextBoolean() ? null : Duration.ofNanos(random.nextLong(100_000_000_000L)))
        .severity(random.nextBoolean() ? null : Severity.WARN)
        .artifacts(random.nextBoolean() ? List.of() : List.of(text(random), text(random)))
        .links(Event.Links.of(maybe(random), maybe(random), maybe(random)))
        .trace(Event.Trace.of(maybe(random), maybe(random), maybe(random)))
        .attributes(attributes(random))
        .rawRef(maybe(random))
        .build();
  }

  private static Json.Obj attributes(Random random) {
    Json.Builder members = Json.object();
    for (int count = random.nextInt(4); count > 0; count--) {
      members.put(text(random), number(random));
      members.put(text(random), List.of(Json.of(text(random)), Json.NULL, Json.TRUE));
    }
    return members.build();
  }

  private static Json number(Random random) {
    return random.nextBoolean()
        ? Json.of(random.nextLong())
        : Millis.of(Duration.ofNanos(random.nextLong(-5_000_000_000L, 5_000_000_000L)));
  }

  private static @Nullable String maybe(Random random) {
    return random.nextBoolean() ? null : text(random);
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(20);
  }
}
