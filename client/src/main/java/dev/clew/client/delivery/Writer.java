package dev.clew.client.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Takes lines from the queue to the spool, and adds signs of life and what was lost. One thread.
final class Writer {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int END_MILLIS = 1_000;

  private final Outbox outbox;
  private final Spool spool;
  private final Life life;
  private final Notices notices;
  private final Sender sender;
  private final Set<Source> open = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::run, "clew-writer");

  Writer(Outbox outbox, Spool spool, Life life, Notices notices, Sender sender) {
    this.outbox = outbox;
    this.spool = spool;
    this.life = life;
    this.notices = notices;
    this.sender = sender;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /// A run that gives signs of life from now on.
  void begin(Source source) {
    open.add(source);
  }

  void end(Source source) {
    open.remove(source);
  }

  void close() throws InterruptedException {
    outbox.close();
    thread.join(END_MILLIS);
  }

  private void run() {
    try {
      while (!outbox.isClosed()) {
        List<Line> lines = outbox.take(LOOK);
        for (Source source : open) {
          Line sign = source.dueSign();
          if (sign != null) {
            lines.add(sign);
          }
        }
        if (!lines.isEmpty()) {
          write(lines);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Line> lines) {
    List<Line> fitting = new ArrayList<>();
    long bytes = 0;
    for (Line line : lines) {
      bytes += line.json().length();
      if (spool.hasRoom(line.isDetail(), bytes)) {
        Line loss = lossBefore(line, bytes);
        if (loss != null) {
          fitting.add(loss);
        }
        fitting.add(line);
      } else {
        bytes -= line.json().length();
        notices.warn("the spool is full, and events are lost: spool.bytes = " + spool.limitBytes());
        line.drop();
      }
    }
    if (!fitting.isEmpty()) {
      append(fitting);
    }
  }

  /// Said when there is room for detail again, and at the end of a run.
  private @Nullable Line lossBefore(Line line, long bytes) {
    boolean isTime = line.receipt() != null || spool.hasRoom(true, bytes);
    return isTime ? line.source().loss() : null;
  }

  private void append(List<Line> lines) {
    try {
      spool.grew(life.append(lines));
      if (lines.stream().anyMatch(line -> line.receipt() != null)) {
        sender.hurry();
      } else {
        sender.wake();
      }
    } catch (IOException e) {
      notices.warn("the spool cannot be written, and events are lost: " + e);
      if (lines.size() == 1) {
        lines.get(0).drop();
        return;
      }
      // There may be room for some of them.
      lines.forEach(this::appendAlone);
    }
  }

  /// The end of a run tells what was lost until then.
  private void appendAlone(Line line) {
    Line loss = line.receipt() == null ? null : line.source().loss();
    if (loss != null) {
      append(List.of(loss));
    }
    append(List.of(line));
  }
}
