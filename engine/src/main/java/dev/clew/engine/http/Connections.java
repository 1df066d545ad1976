package dev.clew.engine.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/// The connections that wait for the next request to the same place. There are as many as there are
/// callers: how many that are is limited elsewhere, by names of the language. Thread-safe.
final class Connections implements Closeable {
  /// A connection that was idle for longer is checked before it is used again, because a request is
  /// never repeated.
  private static final long CHECK_AFTER_IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /// How long one waits if the server does not say.
  private static final long KEPT_SECONDS = 180;

  private static final String TIMEOUT = "timeout=";

  private final Map<HttpHost, Deque<Idle>> idle = new HashMap<>();
  private boolean closed;

  /// @param since when it came back, on the scale of `System.nanoTime()`
  private record Idle(ManagedHttpClientConnection connection, long since, long keptNanos) {}

  /// The one that came back last and is still open; null when there is none.
  @Nullable ManagedHttpClientConnection take(HttpHost place) {
    while (true) {
      Idle last = last(place);
      if (last == null) {
        return null;
      }
      long idleNanos = System.nanoTime() - last.since();
      if (idleNanos < last.keptNanos()
          && (idleNanos < CHECK_AFTER_IDLE_NANOS || isOpen(last.connection()))) {
        return last.connection();
      }
      last.connection().close(CloseMode.GRACEFUL);
    }
  }

  private synchronized @Nullable Idle last(HttpHost place) {
    Deque<Idle> waiting = idle.get(place);
    return waiting == null ? null : waiting.pollLast();
  }

  private static boolean isOpen(ManagedHttpClientConnection connection) {
    try {
      return connection.isOpen() && !connection.isStale();
    } catch (IOException e) {
      return false;
    }
  }

  /// @param answer the last that came over the connection; says how long the server keeps it
  void keep(HttpHost place, ManagedHttpClientConnection connection, HttpMessage answer) {
    Idle one = new Idle(connection, System.nanoTime(), keptNanos(answer));
    synchronized (this) {
      if (!closed) {
        idle.computeIfAbsent(place, first -> new ArrayDeque<>()).addLast(one);
        return;
      }
    }
    connection.close(CloseMode.IMMEDIATE);
  }

  /// `Keep-Alive: timeout=5, max=100`, in seconds.
  private static long keptNanos(HttpMessage answer) {
    Header said = answer.getFirstHeader(HttpHeaders.KEEP_ALIVE);
    String value = said == null ? null : said.getValue();
    long seconds = value == null ? -1 : timeout(value);
    return TimeUnit.SECONDS.toNanos(seconds < 0 ? KEPT_SECONDS : seconds);
  }

  /// -1 when it does not say.
  private static long timeout(String value) {
    for (int at = 0; at + TIMEOUT.length() < value.length(); at++) {
      if (value.regionMatches(true, at, TIMEOUT, 0, TIMEOUT.length())) {
        return number(value, at + TIMEOUT.length());
      }
    }
    return -1;
  }

  private static long number(String value, int from) {
    long number = -1;
    for (int at = from; at < value.length() && number < KEPT_SECONDS; at++) {
      char digit = value.charAt(at);
      if (digit < '0' || digit > '9') {
        break;
      }
      number = Math.max(0, number) * 10 + (digit - '0');
    }
    return number;
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Deque<Idle> waiting : idle.values()) {
      for (Idle one : waiting) {
        one.connection().close(CloseMode.IMMEDIATE);
      }
    }
    idle.clear();
  }
}
