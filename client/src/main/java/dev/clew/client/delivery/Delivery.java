package dev.clew.client.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// The way of a line: queue, disk, server. Each part has its own thread, so that the job waits for
/// none of them, and the disk not for the network.
public final class Delivery {
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

  /// @param folder of this server's lines alone
  /// @param limitBytes of that folder
  /// @param maxDelay how long a line may hold up whoever sends it
  /// @param isMute whether lines wait until somebody else sends them
  /// @throws IOException when nothing can be kept there
  public static Delivery begin(
      Endpoint endpoint,
      Path folder,
      long limitBytes,
      Duration maxDelay,
      boolean isMute,
      Notices notices)
      throws IOException {
    Spool spool = new Spool(folder, limitBytes);
    Life life = spool.begin();
    Outbox outbox = new Outbox(Outbox.LIMIT_CHARS, maxDelay);
    Sender sender = new Sender(endpoint, spool, life, notices);
    Writer writer = new Writer(outbox, spool, life, notices, sender);
    writer.start();
    if (!isMute) {
      sender.start();
    }
    return new Delivery(outbox, spool, life, writer, sender);
  }

  /// It gives signs of life from now on.
  public void begin(Source source) {
    writer.begin(source);
  }

  public void end(Source source) {
    writer.end(source);
  }

  public void send(Line line) {
    outbox.put(line);
  }

  /// Sends all that waits, also of earlier lives.
  ///
  /// @return whether that was possible in time
  public boolean awaitAll(Duration wait) throws InterruptedException {
    long begun = System.nanoTime();
    boolean isWritten = outbox.awaitWritten(wait);
    return isWritten && sender.awaitAll(wait.minusNanos(System.nanoTime() - begun));
  }

  /// Leaves what is not sent to the next one. To be called more than once does no harm.
  public synchronized void close() throws IOException, InterruptedException {
    if (!isClosed) {
      isClosed = true;
      writer.close();
      sender.close();
      spool.end(life);
    }
  }
}
