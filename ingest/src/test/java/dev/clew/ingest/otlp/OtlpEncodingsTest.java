package dev.clew.ingest.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Timestamp;
import dev.clew.ingest.pushed.PushedEvents;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The official library writes, and both readers read the same.
class OtlpEncodingsTest {
  private static final int ROUNDS = 400;

  private static final PushedEvents.Said SAID =
      new PushedEvents.Said("team-a", Timestamp.parse("2026-04-23T13:00:00Z"), sent -> sent);

  private final long seed = Long.getLong("seed", 742L);

  @Test
  void traces_inJsonAndInProtobuf_areTheSameEvents() throws NotOtlp {
    int events = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(seed + round);
      var request = new SomeSpans(random).traces();
      String json = new OtlpJsonText(random).of(request);

      Export binary = OtlpRequests.traces(request.toByteArray(), Encoding.PROTOBUF, SAID);

      assertThat(OtlpRequests.traces(json.getBytes(UTF_8), Encoding.JSON, SAID))
          .as("seed " + seed + " round " + round + ": " + json)
          .isEqualTo(binary);
      events += binary.events().size();
    }
    assertThat(events).isGreaterThan(ROUNDS);
  }

  @Test
  void logs_inJsonAndInProtobuf_areTheSameEvents() throws NotOtlp {
    int events = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(seed + round);
      var request = new SomeSpans(random).logs();
      String json = new OtlpJsonText(random).of(request);

      Export binary = OtlpRequests.logs(request.toByteArray(), Encoding.PROTOBUF, SAID);

      assertThat(OtlpRequests.logs(json.getBytes(UTF_8), Encoding.JSON, SAID))
          .as("seed " + seed + " round " + round + ": " + json)
          .isEqualTo(binary);
      events += binary.events().size();
    }
    assertThat(events).isGreaterThan(ROUNDS);
  }

  /// Whatever is cut off or changed is read or refused, and nothing else is thrown.
  @Test
  void damagedProtobuf_isReadOrRefused() {
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(seed + round);
      byte[] body = new SomeSpans(random).traces().toByteArray();
      body[random.nextInt(body.length)] = (byte) random.nextInt();
      byte[] cut = java.util.Arrays.copyOf(body, random.nextInt(body.length));
      try {
        OtlpRequests.traces(cut, Encoding.PROTOBUF, SAID);
      } catch (NotOtlp e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }
}
