package dev.clew.ingest.pushed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clew.core.event.Event;
import dev.clew.core.event.Timestamp;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PushedEventsTest {
  private static final PushedEvents.Said OTHERWISE =
      new PushedEvents.Said(
          "team-a", Timestamp.parse("2026-04-23T13:00:00Z"), sent -> "id of " + sent);

  private static List<PushedEvent> read(String body) throws NotTaken {
    return PushedEvents.read(body.getBytes(UTF_8), 100, OTHERWISE);
  }

  private static NotTaken refused(String body) {
    return catchThrowableOfType(NotTaken.class, () -> read(body));
  }

  @Test
  void read_runAndKind_hasTheRestByDefault() throws NotTaken {
    PushedEvent pushed = read("{\"kind\":\"log\", \"run_id\":\"r1\"}").getFirst();

    assertThat(pushed.hasOwnId()).isFalse();
    assertThat(pushed.payload()).isNull();
    assertThat(pushed.event())
        .isEqualTo(
            Event.of(
                    new Event.Identity(
                        "id of {\"kind\":\"log\",\"run_id\":\"r1\"}",
                        "team-a",
                        "r1",
                        "r1.1",
                        "http",
                        1,
                        0),
                    Timestamp.parse("2026-04-23T13:00:00Z"),
                    "log")
                .build());
  }

  @Test
  void read_sameMembersInAnotherOrder_hasTheSameId() throws NotTaken {
    assertThat(read("{\"kind\":\"log\",\"run_id\":\"r1\",\"ts\":null}").getFirst())
        .extracting(pushed -> pushed.event().eventId())
        .isEqualTo(read("{ \"run_id\":\"r1\", \"kind\":\"log\" }").getFirst().event().eventId());
  }

  @Test
  void read_emptyArray_isNoEvents() throws NotTaken {
    assertThat(read(" [ ] ")).isEmpty();
    assertThat(read("[][{\"kind\":\"log\",\"run_id\":\"r1\"}]\n[]")).hasSize(1);
  }

  @Test
  void read_mistakeInsideAnItem_isAtItsByte() {
    String body = "[{\"kind\":\"log\",\"run_id\":\"r1\"},\n {\"kind\":\n  nul}]";

    NotTaken refused = refused(body);

    assertThat(refused.code()).isEqualTo("body.json");
    assertThat(refused.place().index()).isEqualTo(1);
    assertThat(refused.place().line()).isEqualTo(3);
    assertThat(refused.place().byteOffset())
        .isBetween((long) body.indexOf("nul"), (long) body.indexOf("nul") + 4);
  }

  @Test
  void read_moreThanAreTaken_saysTheLimit() {
    NotTaken refused = refused("{\"kind\":\"log\",\"run_id\":\"r1\"}".repeat(101));

    assertThat(refused.code()).isEqualTo("batch.items");
    assertThat(refused.limit()).isEqualTo(100);
    assertThat(refused.actual()).isEqualTo(101);
  }

  @Test
  void read_wordOfTheBody_isNotInTheMessage() {
    assertThat(refused("{\"run_id\":\"r1\",\"kind\":\"log\",\"ts\":\"hunter2\"}"))
        .hasMessageNotContaining("hunter2");
    assertThat(refused("{\"run_id\":\"r1\",\"kind\":\"log\",\"my password is hunter2\":1}"))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void read_anyBytes_areEventsOrRefusedWithAPlace() {
    long seed = Long.getLong("seed", 20_260_423L);
    Random random = new Random(seed);
    String valid =
        "[{\"kind\":\"log\",\"run_id\":\"r1\",\"seq\":3,\"try\":1,\"ts\":\"2026-04-23T13:00:00Z\","
            + "\"stage\":\"a/b[1]~2\",\"duration_ms\":1.5,\"attributes\":{\"a\":[1,\"\\ud83d\\ude00\"]},"
            + "\"raw_base64\":\"AP8=\",\"artifacts\":[\"x\"]},{\"kind\":\"log\",\"run_id\":\"é\"}]";
    int taken = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] body = valid.getBytes(UTF_8);
      for (int change = random.nextInt(3); change >= 0; change--) {
        body[random.nextInt(body.length)] =
            random.nextBoolean() ? (byte) random.nextInt(256) : body[random.nextInt(body.length)];
      }
      try {
        PushedEvents.read(body, 100, OTHERWISE);
        taken++;
      } catch (NotTaken refused) {
        assertThat(refused.place().byteOffset())
            .as("seed %d round %d", seed, round)
            .isBetween(0L, (long) body.length);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + new String(body, UTF_8), e);
      }
    }
    assertThat(taken).isBetween(200, 19_000);
  }
}
