package dev.clew.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Something that begins and ends: a run, a stage, a call. `close` ends it, well unless [#fail] was
/// said before.
///
/// Java does not tell a `try` block's resource of an exception. So what may fail goes into [#run]
/// or [#call], which record what is thrown, throw it on and close; or `fail` is called in a
/// `catch`. An exception that comes out of a stage fails what is around it, too, unless other work
/// follows, or [#succeed] says that it was dealt with.
public abstract sealed class Span implements AutoCloseable permits Scope, ToolCall {
  private final String spanId = TraceContext.hex(8);
  private final @Nullable Scope parent;
  private final long began = System.nanoTime();
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private volatile @Nullable Failure failure;
  private volatile @Nullable Failure escaped;

  Span(@Nullable Scope parent) {
    this.parent = parent;
  }

  /// Does the work within this, and closes it.
  public final <X extends Exception> void run(Work.Action<X> work) throws X {
    call(() -> {
      work.run();
      return null;
    });
  }

  /// Does the work within this, gives what it gives, and closes it.
  public final <T extends @Nullable Object, X extends Exception> T call(Work<T, X> work) throws X {
    try {
      return work.call();
    } catch (Throwable thrown) {
      fail(thrown);
      escape();
      throw thrown;
    } finally {
      close();
    }
  }

  /// It has failed by that.
  public void fail(Throwable thrown) {
    Failure why = Failure.of(thrown);
    if (!isClosed() && attempt().isNew(thrown)) {
      tell(why.event(why.message()).severity(Severity.ERROR));
    }
    fail(why);
  }

  /// It has failed.
  ///
  /// @param code which error it is, for programs: `upload_timeout`
  /// @param message what went wrong, for people
  public void fail(String code, String message) {
    fail(Failure.of(code, message));
  }

  final void fail(Failure why) {
    if (!isClosed.get()) {
      failure = why;
    }
  }

  /// It has ended well, whatever failed within: that was dealt with.
  public void succeed() {
    failure = null;
    escaped = null;
  }

  /// The `traceparent` of what is called within this.
  public final String traceparent() {
    return attempt().trace().header(spanId());
  }

  /// Ends it; once.
  @Override
  public abstract void close();

  abstract Attempt attempt();

  /// Sends what happens within this.
  abstract void tell(Event event);

  final @Nullable Scope parent() {
    return parent;
  }

  String spanId() {
    return spanId;
  }

  final @Nullable String parentSpanId() {
    return parent == null ? attempt().trace().parentSpanId() : parent.spanId();
  }

  final Duration sinceBegin() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  final boolean isClosed() {
    return isClosed.get();
  }

  /// Whether it is closed, or what is around it.
  final boolean isOver() {
    return isClosed() || (parent != null && parent.isOver());
  }

  /// @return whether this is the first time
  final boolean beginToClose() {
    return isClosed.compareAndSet(false, true);
  }

  /// What it has failed by: what was said, else what came out of its last part. Null for nothing.
  final @Nullable Failure failure() {
    Failure said = failure;
    return said == null ? escaped : said;
  }

  /// An exception goes on to what is around this.
  final void escape() {
    if (parent != null) {
      Span around = parent;
      around.escaped = failure();
    }
  }

  /// More is done within this, so whatever came out of its parts was dealt with.
  final void goOn() {
    escaped = null;
  }

  final boolean isFailedFromWithin() {
    return failure == null && escaped != null;
  }
}
