package dev.clew.server.webhook;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.metric.NoopMeterRegistry;
import dev.clew.server.metrics.Metrics;
import dev.clew.server.webhook.NoticeLog.Message;
import dev.clew.server.webhook.NoticeLog.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sends messages to the receiver, one after the other, each several times if need be. Thread-safe.
final class Courier implements AutoCloseable {
  /// Messages that may wait, for their first try or for another one.
  private static final int MOST_WAITING = 1_000;

  private static final int TRIES = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  /// A receiver that asks for more is asked again after so long.
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int ANSWER_BYTES = 64 << 10;

  private final Webhook webhook;
  private final WebhookSignature signature;
  private final NoticeLog log;
  private final InstantSource clock;
  private final Metrics metrics;
  private final AtomicInteger waiting = new AtomicInteger();
  private final ClientFactory clients =
      ClientFactory.builder()
          .connectTimeout(CONNECT)
          .meterRegistry(NoopMeterRegistry.get())
          .build();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("clew-webhook").factory());

  Courier(Webhook webhook, NoticeLog log, InstantSource clock, Metrics metrics) {
    this.webhook = webhook;
    this.signature = new WebhookSignature(webhook.secret());
    this.log = log;
    this.clock = clock;
    this.metrics = metrics;
  }

  /// Soon. When too many wait already it is left out, and counted; the next life of the server
  /// sends it.
  void send(Message message) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      metrics.webhook("dropped");
      return;
    }
    later(message, 1, Duration.ZERO);
  }

  private void later(Message message, int number, Duration pause) {
    try {
      var _ =
          thread.schedule(() -> attempt(message, number), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The server ends. The next one sends it.
    }
  }

  private void attempt(Message message, int number) {
    ResponseHeaders answer = answer(message);
    boolean isTaken = answer != null && answer.status().isSuccess();
    if (!isTaken && number < TRIES) {
      metrics.webhook("retried");
      later(message, number + 1, pause(number, answer));
      return;
    }
    waiting.decrementAndGet();
    metrics.webhook(isTaken ? "delivered" : "failed");
    try {
      log.ended(message, isTaken ? Outcome.DELIVERED : Outcome.FAILED);
    } catch (RuntimeException e) {
      // The store cannot be written. The receiver may get it once more, with the same id.
    }
  }

  /// Twice as long each time, and up to half of that more or less, so that servers do not come back
  /// together; no shorter than the receiver asks for.
  ///
  /// @param answer null when there was none
  static Duration pause(int number, @Nullable ResponseHeaders answer) {
    long millis = FIRST_PAUSE.toMillis() << number;
    long own = ThreadLocalRandom.current().nextLong(millis / 2, millis * 3 / 2);
    return Duration.ofMillis(Math.max(own, asked(answer).toMillis()));
  }

  /// In seconds; a date is passed over, because clocks differ.
  private static Duration asked(@Nullable ResponseHeaders answer) {
    String text = answer == null ? null : answer.get(HttpHeaderNames.RETRY_AFTER);
    if (text == null || !SECONDS.matcher(text).matches()) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST_ASKED.toSeconds()));
  }

  /// Null when there was none: nobody is there, it takes too long, or its address is none that is
  /// allowed.
  private @Nullable ResponseHeaders answer(Message message) {
    try {
      byte[] body = message.body().bytes();
      long now = clock.instant().getEpochSecond();
      SessionProtocol protocol = webhook.isTls() ? SessionProtocol.HTTPS : SessionProtocol.H1C;
      // The address that was looked at is the one that is asked.
      Endpoint receiver =
          Endpoint.of(webhook.host(), webhook.port()).withInetAddress(webhook.address());
      RequestHeaders headers =
          RequestHeaders.builder(HttpMethod.POST, webhook.path())
              .add("content-type", "application/json")
              .add("user-agent", "clew")
              .add("webhook-id", message.id())
              .add("webhook-timestamp", Long.toString(now))
              .add("webhook-signature", signature.of(message.id(), now, body))
              .build();
      return WebClient.builder(protocol, receiver)
          .factory(clients)
          .responseTimeout(ANSWER)
          .maxResponseLength(ANSWER_BYTES)
          .build()
          .execute(HttpRequest.of(headers, HttpData.wrap(body)))
          .aggregate()
          .join()
          .headers();
    } catch (RuntimeException e) {
      return null;
    }
  }

  /// What waits is sent by the next life of the server.
  @Override
  public void close() {
    thread.shutdownNow();
    var _ = clients.closeAsync();
  }
}
