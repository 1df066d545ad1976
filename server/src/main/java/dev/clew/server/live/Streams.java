package dev.clew.server.live;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.clew.server.access.Principal;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Guard;
import dev.clew.server.http.Limits;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Workers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// All streams that somebody reads. Thread-safe.
public final class Streams {
  private final Workers workers;
  private final Limits limits;
  private final Duration beat;
  private final Guard guard;
  private final Set<Pump> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isEnded;

  /// @param beat how often a quiet stream says that it is there
  /// @param guard ends the streams of those who are not let in any more
  public Streams(Workers workers, Limits limits, Duration beat, Guard guard) {
    this.workers = workers;
    this.limits = limits;
    this.beat = beat;
    this.guard = guard;
  }

  public int size() {
    return open.size();
  }

  Pump pump(Exchange exchange, Pump.Source source) {
    if (isEnded) {
      throw Problem.busy("server.closed", "the server is going down", Duration.ofSeconds(10))
          .raised();
    }
    if (open.size() >= limits.streams()) {
      throw Problem.overLimit(
              HttpStatus.SERVICE_UNAVAILABLE,
              "streams.open",
              "as many streams are open as may be",
              limits.streams(),
              open.size() + 1L)
          .header("retry-after", "5")
          .raised();
    }
    Principal principal = exchange.principal();
    return new Pump(workers.work(), limits.stallTime(), () -> guard.isStillIn(principal), source);
  }

  /// Lets a stream run until its reader goes away.
  ///
  /// @param release is called then
  HttpResponse run(Exchange exchange, Pump pump, Runnable release) {
    exchange.context().clearRequestTimeout();
    open.add(pump);
    ScheduledFuture<?> beats =
        exchange
            .context()
            .eventLoop()
            .withoutContext()
            .scheduleAtFixedRate(
                pump::beat, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
    var _ =
        pump.response()
            .whenComplete()
            .handle((_, _) -> {
              beats.cancel(false);
              open.remove(pump);
              release.run();
              return null;
            });
    if (isEnded) {
      pump.end();
    }
    pump.wake();
    return pump.response();
  }

  /// Every reader is told that there is no more.
  public void end() {
    isEnded = true;
    open.forEach(Pump::end);
  }
}
