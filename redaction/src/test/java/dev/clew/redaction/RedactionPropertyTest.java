package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.redaction.text.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds for any event. `-Dseed=…` repeats a run.
class RedactionPropertyTest {
  private static final long SEED = Long.getLong("seed", 742L);
  private static final int ROUNDS = 2_000 * Integer.getInteger("seeds.percent", 10) / 100;

  private final Random random = new Random(SEED);
  private final List<String> secrets = Canaries.of(SEED, 8);
  private final RandomJson json = new RandomJson(random, secrets);
  private SecretRedactor redactor = new SecretRedactor();

  @BeforeEach
  void learn() {
    System.out.println("RedactionPropertyTest seed " + SEED);
    restart();
  }

  private void restart() {
    redactor = new SecretRedactor();
    for (int index = 0; index < secrets.size(); index++) {
      redactor.learn("canary" + index, secrets.get(index));
    }
  }

  @Test
  void redact_jsonPayload_parsesAndKeepsItsStructure() {
    for (int round = 0; round < ROUNDS; round++) {
      Json.Obj before = json.object(4);
      String text = TestEvents.payload(redactor, "application/json", before.toString());

      assertSameStructure(before, TestEvents.value(text), before.toString());
    }
  }

  private static void assertSameStructure(Json before, Json after, String context) {
    switch (before) {
      case Json.Obj object -> {
        assertThat(after).as(context).isInstanceOf(Json.Obj.class);
        List<Json> left = new ArrayList<>(object.members().values());
        List<Json> right = new ArrayList<>(((Json.Obj) after).members().values());
        assertThat(right).as(context).hasSameSizeAs(left);
        for (int index = 0; index < left.size(); index++) {
          assertSameStructure(left.get(index), right.get(index), context);
        }
      }
      case Json.Arr array -> {
        assertThat(after).as(context).isInstanceOf(Json.Arr.class);
        List<Json> right = ((Json.Arr) after).items();
        assertThat(right).as(context).hasSameSizeAs(array.items());
        for (int index = 0; index < array.size(); index++) {
          assertSameStructure(array.items().get(index), right.get(index), context);
        }
      }
      case Json.Str string -> assertThat(after).as(context).isInstanceOf(Json.Str.class);
      case Json.Num number -> {
        if (!(after instanceof Json.Str string && Placeholder.isWhole(string.value()))) {
          assertThat(after).as(context).hasToString(number.text());
        }
      }
      case Json.Bool bool -> assertThat(after).as(context).isEqualTo(bool);
      case Json.Null nothing -> assertThat(after).as(context).isEqualTo(nothing);
    }
  }

  @Test
  void redact_twice_isRedactingOnce() {
    String[] types = {
      "application/json",
      "text/plain",
      "application/x-www-form-urlencoded",
      "text/html",
      "multipart/form-data"
    };
    for (int round = 0; round < ROUNDS; round++) {
      if (round % 40 == 0) {
        restart();
      }
      String type = types[random.nextInt(types.length)];
      String body = type.contains("json") ? json.object(3).toString() : text(20);
      Event event =
          TestEvents.event(
              json.text() + json.text(), json.object(3).with("content_type", Json.of(type)));
      RedactedEvent once = redactor.redact(event, Payload.of(body));
      RedactedEvent twice = redactor.redact(once.event(), once.payload());

      assertThat(TestEvents.text(twice)).as(body).isEqualTo(TestEvents.text(once));
      assertThat(twice.event().toString()).as(event.toString()).isEqualTo(once.event().toString());
      for (String secret : secrets) {
        assertThat(TestEvents.stored(once)).as(event + body).doesNotContain(secret);
      }
    }
  }

  @Test
  void redact_textTwice_isRedactingOnce() {
    for (int round = 0; round < 5 * ROUNDS; round++) {
      String text = text(6);
      String once = redactor.redact(text);

      assertThat(redactor.redact(once)).as(text).isSameAs(once);
    }
  }

  private String text(int pieces) {
    StringBuilder out = new StringBuilder();
    for (int left = random.nextInt(pieces); left > 0; left--) {
      out.append(json.text());
    }
    return out.toString();
  }
}
