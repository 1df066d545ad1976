package dev.clew.languagesih.reader;

import dev.clew.languagesih.definition.resilience.BreakerPolicy;
import dev.clew.languagesih.definition.resilience.Resilience;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.stage.Breaker;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode.Scalar;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads the `circuitBreaker` of a stage, and the policies that it can refer to.
final class BreakerReader {
  private static final KeyType COUNT = new KeyType.Whole(1, Integer.MAX_VALUE);
  private static final Key THRESHOLD =
      Key.of("failureThreshold", COUNT, "How many failures in a row open it.");
  private static final Key BREAK =
      Key.of("breakMs", COUNT, "How long it stays open, in milliseconds.");
  private static final Key CLOSE =
      Key.of(
          "closeOnSuccessAttempts",
          COUNT,
          "How many successes close it once it is half open; 1 when not written.");

  static final KeySet POLICY_KEYS = KeySet.of(THRESHOLD.needed(), BREAK.needed(), CLOSE);

  private static final KeySet MESSAGE_KEYS =
      KeySet.of(
          Key.text("onOpen", "Is shown when it opens."),
          Key.text("onBlocked", "Is shown when it keeps a call back."));

  static final KeySet KEYS =
      KeySet.of(
          Key.text("ref", "One of 'resilience.circuitBreakers'; what stands here wins over it."),
          THRESHOLD,
          BREAK,
          CLOSE,
          Key.of("messages", KeyType.group(MESSAGE_KEYS), "What is shown, by the occasion."));

  private final FileReading reading;
  private final Resilience resilience;

  BreakerReader(FileReading reading, Resilience resilience) {
    this.reading = reading;
    this.resilience = resilience;
  }

  static BreakerPolicy policy(Fields fields) {
    return new BreakerPolicy(
        fields.whole("failureThreshold"),
        fields.whole("breakMs"),
        fields.whole("closeOnSuccessAttempts"));
  }

  /// Null when there is none, or it is wrong.
  ///
  /// @param stage its name, which is the key of a breaker that refers to none
  @Nullable Breaker read(@Nullable Fields fields, String stage) {
    if (fields == null) {
      return null;
    }
    BreakerPolicy own = policy(fields);
    Fields messages = fields.group("messages");
    Expression onOpen = message(messages, "onOpen");
    Expression onBlocked = message(messages, "onBlocked");
    Scalar ref = fields.text("ref");
    BreakerPolicy named = resilience.breaker(ref, reading);
    if (ref == null) {
      fields.requireAll("failureThreshold", "breakMs");
    }
    BreakerPolicy all = named == null ? BreakerPolicy.NONE : own.over(named);
    Integer threshold = all.failureThreshold();
    Integer breakMs = all.breakMs();
    Integer close = all.closeOnSuccessAttempts();
    return threshold == null || breakMs == null
        ? null
        : new Breaker(
            ref == null ? stage : resilience.breakers().floorKey(ref.text()),
            threshold,
            Duration.ofMillis(breakMs),
            close == null ? 1 : close,
            onOpen,
            onBlocked);
  }

  private @Nullable Expression message(@Nullable Fields messages, String key) {
    return messages == null ? null : new TextReader(reading).optional(messages.text(key));
  }
}
