package dev.clew.server.log;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Says in lines of JSON what the server does and what goes wrong: `ts`, `level`, `event`, and what
/// belongs to it. Lines are written by a thread of their own, so that whoever reads them slowly
/// holds nobody up. Thread-safe.
public final class ServerLog implements AutoCloseable {
  /// `log.waiting`: lines that may wait to be written. What comes then is left out and counted.
  private static final int MOST_WAITING = 10_000;

  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Detail detail;
  private final Consumer<String> out;
  private final InstantSource clock;
  private final Deque<String> waiting = new ArrayDeque<>();
  private final Thread thread;
  private long dropped;
  private boolean isEnded;

  /// How much is said.
  public enum Detail {
    NONE,
    /// What went wrong with the server, and what it does by itself.
    ERRORS,
    /// Every request, too.
    REQUESTS;

    /// Null for a word that is none.
    public static @Nullable Detail of(String word) {
      for (Detail detail : values()) {
        if (detail.wire().equals(word)) {
          return detail;
        }
      }
      return null;
    }

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How bad it is.
  public enum Level {
    INFO,
    WARN,
    ERROR
  }

  /// @param out is given each line, without its end
  public ServerLog(Detail detail, Consumer<String> out, InstantSource clock) {
    this.detail = detail;
    this.out = out;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("clew-log").daemon().unstarted(this::write);
    if (detail != Detail.NONE) {
      thread.start();
    }
  }

  /// One that says nothing.
  public static ServerLog none() {
    return new ServerLog(Detail.NONE, line -> {}, InstantSource.system());
  }

  /// Whether a request that was answered so is worth a line.
  public boolean tellsOf(int status) {
    return detail == Detail.REQUESTS || (detail == Detail.ERRORS && status >= 500);
  }

  public void say(Level level, String event, Json.Obj more) {
    if (detail == Detail.NONE) {
      return;
    }
    put(line(level, event, more));
  }

  private String line(Level level, String event, Json.Obj more) {
    return JsonWriter.compact(
        Json.object()
            .put("ts", clock.instant().toString())
            .put("level", level.name().toLowerCase(Locale.ROOT))
            .put("event", event)
            .putAll(more)
            .build());
  }

  private synchronized void put(String line) {
    if (isEnded || waiting.size() >= MOST_WAITING) {
      dropped++;
      return;
    }
    waiting.add(line);
    notifyAll();
  }

  private void write() {
    try {
      for (String line = next(); line != null; line = next()) {
        out.accept(line);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Null at the end.
  private synchronized @Nullable String next() throws InterruptedException {
    while (waiting.isEmpty() && !isEnded) {
      wait();
    }
    if (dropped > 0 && waiting.size() < MOST_WAITING / 2) {
      long lost = dropped;
      dropped = 0;
      return line(Level.WARN, "log_dropped", Json.object().put("lines", lost).build());
    }
    return waiting.poll();
  }

  /// Writes what waits, for a second at most.
  @Override
  public void close() {
    synchronized (this) {
      isEnded = true;
      notifyAll();
    }
    if (detail == Detail.NONE) {
      return;
    }
    try {
      thread.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
