package dev.clew.server.http;

import dev.clew.core.ledger.Intake;
import dev.clew.document.JsonText;
import java.time.Duration;

/// What is refused because there is too much of it; sizes in bytes. `docs/server.md` has them by
/// their names.
///
/// @param bodyBytes of one body, after decompression too
/// @param bodiesBytes of all bodies that are on their way in at once
/// @param batchItems events in one body
/// @param workers requests that are worked on at once
/// @param waiting requests that may wait for that
/// @param connections that are open at once
/// @param streams of events that are open at once
/// @param headerBytes of all headers of a request
/// @param requestTime within which a request has to be there, and answered
/// @param idleTime after which a connection is closed on which nothing happens
/// @param stallTime after which a reader is dropped who takes nothing
public record Limits(
    int bodyBytes,
    long bodiesBytes,
    int batchItems,
    int workers,
    int waiting,
    int connections,
    int streams,
    int headerBytes,
    Duration requestTime,
    Duration idleTime,
    Duration stallTime) {
  public static final long EVENT_BYTES = Intake.EVENT_LIMIT_BYTES;
  public static final int JSON_DEPTH = JsonText.MAX_DEPTH;

  public static final Limits DEFAULT =
      new Limits(
          64 << 20,
          256L << 20,
          10_000,
          16,
          1_000,
          10_000,
          1_000,
          16 << 10,
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30));

  public Limits {
    if (bodyBytes < 1 || batchItems < 1 || workers < 1 || waiting < 1 || connections < 1) {
      throw new IllegalArgumentException("a limit that lets nothing through");
    }
  }

  public Limits withBodyBytes(int bytes) {
    return new Limits(
        bytes,
        bodiesBytes,
        batchItems,
        workers,
        waiting,
        connections,
        streams,
        headerBytes,
        requestTime,
        idleTime,
        stallTime);
  }

  public Limits withBodiesBytes(long bytes) {
    return new Limits(
        bodyBytes,
        bytes,
        batchItems,
        workers,
        waiting,
        connections,
        streams,
        headerBytes,
        requestTime,
        idleTime,
        stallTime);
  }

  public Limits withTimes(Duration request, Duration idle, Duration stall) {
    return new Limits(
        bodyBytes,
        bodiesBytes,
        batchItems,
        workers,
        waiting,
        connections,
        streams,
        headerBytes,
        request,
        idle,
        stall);
  }
}
