package dev.clew.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One go at a run, from its start to its end. `close` waits until the server has all of it, for
/// [ClientBuilder#closeWait] at most; what is left then is sent by the next program.
public final class Run extends Scope {
  private static final String RUN_ID = "CLEW_RUN_ID";
  private static final String ATTEMPT_ID = "CLEW_ATTEMPT_ID";

  private final Attempt attempt;
  private final Map<String, String> surroundings;
  private final Duration closeWait;
  private final String name;

  /// @param surroundings what its children get beside their own place in the trace
  Run(Attempt attempt, String name, Map<String, String> surroundings, Duration closeWait) {
    super(null);
    this.attempt = attempt;
    this.name = name;
    this.surroundings = surroundings;
    this.closeWait = closeWait;
    Current.begin(this);
  }

  /// Under which the server has it.
  public String id() {
    return attempt.runId();
  }

  /// The variables by which a child process knows where it belongs: `CLEW_RUN_ID`, `TRACEPARENT`,
  /// `TRACESTATE`, `BAGGAGE`.
  ///
  /// ```java
  /// builder.environment().putAll(run.environment());
  /// ```
  public Map<String, String> environment() {
    Map<String, String> all = new LinkedHashMap<>(surroundings);
    all.put(RUN_ID, id());
    all.put(ATTEMPT_ID, attempt.attemptId());
    all.put(TraceContext.TRACEPARENT, traceparent());
    return all;
  }

  /// The result was written back to where it is due.
  ///
  /// @param status what was written
  /// @param where to which system
  public void statusPersisted(String status, String where) {
    goOn();
    tell(Event.of("status_persisted", status).with("status", status).with("where", where));
  }

  /// Ends it before it is done, because somebody wants that.
  public void cancel(String reason) {
    end("run_cancelled", reason, new Members().with("status", "cancelled").with("reason", reason));
  }

  @Override
  public void close() {
    Failure why = failure();
    String status =
        why != null
            ? "failed"
            : attempt.places().hasFailure() ? "completed_with_failures" : "succeeded";
    end(
        "run_finished",
        why == null ? name + " " + status : why.message(),
        new Members().with("status", status).with("error", why == null ? null : why.said()));
  }

  private void end(String kind, String summary, Members said) {
    if (!beginToClose()) {
      return;
    }
    Current.end(this);
    long until = System.nanoTime() + closeWait.toNanos();
    attempt.files().await(until);
    Event event = Event.of(kind, summary).withAll(said).lasted(sinceBegin());
    await(attempt.sendLast(event.span(spanId(), parentSpanId())), until);
  }

  private static void await(CompletableFuture<Void> receipt, long until) {
    try {
      receipt.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // It is in the spool.
    }
  }

  @Override
  Attempt attempt() {
    return attempt;
  }

  @Override
  @Nullable Place place() {
    return null;
  }

  @Override
  String spanId() {
    return attempt.trace().spanId();
  }
}
