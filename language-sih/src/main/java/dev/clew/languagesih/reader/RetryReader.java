package dev.clew.languagesih.reader;

import dev.clew.languagesih.definition.resilience.Resilience;
import dev.clew.languagesih.definition.resilience.RetryPolicy;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.stage.Retry;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the `retry` of a stage, and the policies that it can refer to.
final class RetryReader {
  private static final KeyType COUNT = new KeyType.Whole(1, Integer.MAX_VALUE);
  private static final Duration DEFAULT_MAX_DELAY = Duration.ofMinutes(1);
  private static final Key MAX_RETRIES =
      Key.of("maxRetries", COUNT, "How many tries may follow the first.");
  private static final Key DELAY =
      Key.of("delayMs", COUNT, "The delay before the second try, in milliseconds.");
  private static final Key BACKOFF =
      Key.of(
          "backoff",
          KeyType.oneOf("a backoff", List.of("fixed", "linear", "exponential")),
          "How the delay grows from try to try; fixed when it is not written.");
  private static final Key MAX_DELAY =
      Key.of("maxDelayMs", COUNT, "The longest delay in milliseconds; 60000 when not written.");
  private static final Key JITTER =
      Key.of("jitter", KeyType.FLAG, "Draws each delay between half of it and the whole.");
  private static final Key RETRY_AFTER =
      Key.of("retryAfter", KeyType.FLAG, "Lets an answer's Retry-After take the delay's place.");

  static final KeySet POLICY_KEYS =
      KeySet.of(MAX_RETRIES.needed(), DELAY.needed(), BACKOFF, MAX_DELAY, JITTER, RETRY_AFTER);

  private static final KeySet MESSAGE_KEYS =
      KeySet.of(Key.text("onException", "Is shown when the tries are used up without an answer."));

  static final KeySet KEYS =
      KeySet.of(
          Key.text("ref", "A policy of 'resilience.retries'; what stands here wins over it."),
          Key.of("httpStatus", KeyType.STATUSES, "The statuses with which a call is tried again.")
              .needed(),
          MAX_RETRIES,
          DELAY,
          BACKOFF,
          MAX_DELAY,
          JITTER,
          RETRY_AFTER,
          Key.of("messages", KeyType.group(MESSAGE_KEYS), "What is shown, by the occasion."));

  private final FileReading reading;
  private final Resilience resilience;

  RetryReader(FileReading reading, Resilience resilience) {
    this.reading = reading;
    this.resilience = resilience;
  }

  static RetryPolicy policy(Fields fields) {
    String backoff = fields.word("backoff");
    return new RetryPolicy(
        fields.whole("maxRetries"),
        fields.whole("delayMs"),
        backoff == null ? null : Retry.Backoff.valueOf(backoff.toUpperCase(Locale.ROOT)),
        fields.whole("maxDelayMs"),
        fields.has("jitter") ? Boolean.valueOf(fields.flag("jitter", false)) : null,
        fields.has("retryAfter") ? Boolean.valueOf(fields.flag("retryAfter", false)) : null);
  }

  /// Null when there is none, or it is wrong.
  @Nullable Retry read(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    List<Integer> statuses = fields.statuses("httpStatus");
    fields.requireItems("httpStatus");
    RetryPolicy own = policy(fields);
    Expression onException = onException(fields.group("messages"));
    Scalar ref = fields.text("ref");
    RetryPolicy named = resilience.retry(ref, reading);
    if (named == null) {
      return null;
    }
    RetryPolicy all = own.over(named);
    Integer maxRetries = all.maxRetries();
    Integer delayMs = all.delayMs();
    if (ref == null) {
      fields.requireAll("maxRetries", "delayMs");
    }
    return maxRetries == null || delayMs == null
        ? null
        : retry(statuses, maxRetries, Duration.ofMillis(delayMs), all, onException);
  }

  private static Retry retry(
      List<Integer> statuses,
      int maxRetries,
      Duration delay,
      RetryPolicy policy,
      @Nullable Expression onException) {
    Retry.Backoff backoff = policy.backoff();
    Integer maxDelayMs = policy.maxDelayMs();
    return new Retry(
        statuses,
        maxRetries,
        delay,
        backoff == null ? Retry.Backoff.FIXED : backoff,
        maxDelayMs == null ? DEFAULT_MAX_DELAY : Duration.ofMillis(maxDelayMs),
        Boolean.TRUE.equals(policy.jitter()),
        Boolean.TRUE.equals(policy.retryAfter()),
        onException);
  }

  private @Nullable Expression onException(@Nullable Fields messages) {
    return messages == null ? null : new TextReader(reading).optional(messages.text("onException"));
  }
}
