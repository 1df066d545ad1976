package dev.clew.client;

import java.io.IOException;
import java.time.Duration;

/// The way of a line: queue, disk, server. Each part has its own thread, so that the job waits for
/// none of them, and the disk not for the network.
final class Delivery {
  private final Outbox outbox;
  private final Spool spool;
  private final Life life;
  private final Writer writer;
  private final Sender sender;
  private boolean isClosed;

  private Delivery(Outbox outbox, Spool spool, Life life, Writer writer, Sender sender) {
    this.outbox = outbox;
    this.spool = spool;
    this.life = life;
    this.writer = writer;
    this.sender = sender;
  }

  static Delivery begin(Settings settings, Endpoint endpoint, Notices notices) throws IOException {
    Spool spool = new Spool(settings.spool(), settings.spoolBytes());
    Life life = spool.begin();
    Outbox outbox = new Outbox(Outbox.LIMIT_CHARS, settings.maxDelay());
    Sender sender = new Sender(endpoint, spool, life, notices);
    Writer writer = new Writer(outbox, spool, life, notices, sender::wake);
    writer.start();
    if (endpoint.showsToken() && !settings.insecure()) {
      notices.warn(
          "a token is not sent over plain HTTP to "
              + endpoint.base()
              + ": use https, or say insecure; events wait in "
              + settings.spool());
    } else {
      sender.start();
    }
    return new Delivery(outbox, spool, life, writer, sender);
  }

  void begin(Attempt attempt) {
    writer.begin(attempt);
  }

  void end(Attempt attempt) {
    writer.end(attempt);
  }

  void send(Line line) {
    outbox.put(line);
    if (line.receipt() != null) {
      sender.hurry();
    }
  }

  boolean awaitAll(Duration wait) throws InterruptedException {
    long begun = System.nanoTime();
    boolean isWritten = outbox.awaitWritten(wait);
    return isWritten && sender.awaitAll(wait.minusNanos(System.nanoTime() - begun));
  }

  /// Leaves what is not sent to the next one. To be called more than once does no harm.
  synchronized void close() throws IOException, InterruptedException {
    if (!isClosed) {
      isClosed = true;
      writer.close();
      sender.close();
      spool.end(life);
    }
  }
}
