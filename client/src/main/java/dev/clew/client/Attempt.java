package dev.clew.client;

import dev.clew.client.delivery.Delivery;
import dev.clew.client.delivery.Line;
import dev.clew.client.delivery.Source;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Who says something: one attempt at a run. It numbers what is said, from 0, so that whatever is
/// lost on the way shows as a gap. Thread-safe.
final class Attempt implements Source {
  /// Of one event; past it the server takes none ([Capped] keeps texts below it).
  private static final int MOST_CHARS = 1 << 20;

  private static final long PROGRESS_NANOS = 1_000_000_000;

  private final RunBuilder.Identity identity;
  private final TraceContext trace;
  private final @Nullable Delivery delivery;
  private final Duration heartbeat;
  private final String life = TraceContext.hex(8);
  private final String invocation = "inv_" + life;
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final Place.Places places = new Place.Places();
  private final FileFacts.Pending files = new FileFacts.Pending();
  private WeakReference<Throwable> told = new WeakReference<>(null);
  private @Nullable Progress progress;
  private boolean isProgressNew;
  private long saidNanos = System.nanoTime();

  Attempt(
      RunBuilder.Identity identity,
      TraceContext trace,
      @Nullable Delivery delivery,
      Duration heartbeat) {
    this.identity = identity;
    this.trace = trace;
    this.delivery = delivery;
    this.heartbeat = heartbeat;
  }

  /// @param of the stage that it is about; null when it is the run
  private record Progress(@Nullable Place of, long done, long total) {}

  String runId() {
    return identity.runId();
  }

  String attemptId() {
    return identity.attemptId();
  }

  TraceContext trace() {
    return trace;
  }

  Place.Places places() {
    return places;
  }

  FileFacts.Pending files() {
    return files;
  }

  void begin() {
    if (delivery != null) {
      delivery.begin(this);
    }
  }

  void send(Event event) {
    if (delivery != null) {
      put(delivery, line(number(), event, null));
    }
  }

  /// The number of something that is said now and sent later: numbers are in the order of times.
  long number() {
    return numbers.getAndIncrement();
  }

  /// Sends what has its number already.
  void send(long number, Event event) {
    if (delivery != null) {
      put(delivery, line(number, event, null));
    }
  }

  /// @return completed when the server has it and all that was sent before
  CompletableFuture<Void> sendLast(Event event) {
    CompletableFuture<Void> receipt = new CompletableFuture<>();
    if (delivery == null) {
      receipt.complete(null);
    } else {
      delivery.end(this);
      put(delivery, line(number(), event, receipt));
    }
    return receipt;
  }

  private static void put(Delivery delivery, Line line) {
    if (line.json().length() > MOST_CHARS) {
      line.drop();
    } else {
      delivery.send(line);
    }
  }

  /// A number is taken even by what is lost afterwards.
  private Line line(long number, Event event, @Nullable CompletableFuture<Void> receipt) {
    return new Line(json(number, event), event.isDetail(), this, 0, receipt);
  }

  private String json(long number, Event event) {
    Members who =
        new Members()
            .with("event_id", "evt_" + life + "_" + number)
            .with("namespace", identity.namespace())
            .with("run_id", identity.runId())
            .with("attempt_id", identity.attemptId())
            .with("producer", "java-" + life)
            .with("epoch", 1)
            .with("seq", number)
            .with("invocation_id", invocation)
            .with("trace_id", trace.traceId());
    return event.json(who);
  }

  /// Whether nobody has told of it yet: what goes through several stages is one error.
  @SuppressWarnings("ReferenceEquality") // the same exception, not one that looks like it
  synchronized boolean isNew(Throwable thrown) {
    boolean isNew = told.get() != thrown;
    told = new WeakReference<>(thrown);
    return isNew;
  }

  synchronized void progress(@Nullable Place of, long done, long total) {
    progress = new Progress(of, done, total);
    isProgressNew = true;
  }

  /// A sign of life, when one is due: by the clock, or because there is progress to tell.
  @Override
  public @Nullable Line dueSign() {
    Event sign;
    synchronized (this) {
      long quiet = System.nanoTime() - saidNanos;
      boolean isDue = quiet >= heartbeat.toNanos() || (isProgressNew && quiet >= PROGRESS_NANOS);
      if (!isDue) {
        return null;
      }
      saidNanos = System.nanoTime();
      isProgressNew = false;
      sign = sign(progress);
    }
    return line(number(), sign, null);
  }

  private Event sign(@Nullable Progress last) {
    Event sign =
        Event.of("heartbeat", last == null ? "" : last.done + " of " + last.total)
            .with("due_ms", heartbeat.toMillis())
            .detail();
    return last == null ? sign : sign.in(last.of).with("done", last.done).with("total", last.total);
  }

  @Override
  public void lost(long count) {
    lost.addAndGet(count);
  }

  @Override
  public @Nullable Line loss() {
    long count = lost.getAndSet(0);
    if (count == 0) {
      return null;
    }
    String words = count + " events were lost before they could be sent: no room was left";
    Event said = Event.of("log", words).severity(Severity.WARN).with("dropped", count);
    return new Line(json(number(), said), false, this, count, null);
  }
}
