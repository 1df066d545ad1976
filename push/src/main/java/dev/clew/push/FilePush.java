package dev.clew.push;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sends the files of a run to a server that has its events, in pieces, until a time is over. Each
/// piece that was answered is there to stay, so that whoever sends again goes on where this one
/// ended, however it ended.
public final class FilePush {
  private static final int MOST_PIECE_BYTES = 4 << 20;

  /// A server whose bodies may be smaller gets smaller pieces, down to this.
  private static final int LEAST_PIECE_BYTES = 1 << 10;

  /// A file about whose place the server changes its mind more often is left.
  private static final int MOST_ANSWERS_WITHOUT_PROGRESS = 16;

  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

  private final FileAnswer.Place place;
  private final List<PushedFile> files;
  private final Function<PushedFile, Look> look;
  private final long deadline;
  private int pieceBytes = MOST_PIECE_BYTES;
  private long sent;
  private long sentBytes;
  private long unsent;
  private long refused;
  private long changed;
  private @Nullable String problem;

  private FilePush(
      FileAnswer.Place place,
      List<PushedFile> files,
      Function<PushedFile, Look> look,
      Duration wait) {
    this.place = place;
    this.files = List.copyOf(files);
    this.look = look;
    this.deadline = System.nanoTime() + wait.toNanos();
  }

  /// What is found of a file before anything of it is sent.
  public enum Look {
    /// It has the digest that is said.
    AS_IT_WAS,
    /// It has another one, or cannot be read.
    CHANGED,
    /// A secret stands in it.
    SECRET
  }

  /// What became of the files.
  ///
  /// @param sent files that the run has at the server
  /// @param sentBytes of those, what was sent now
  /// @param unsent files that it may not have, and may be sent again
  /// @param refused files that the server does not take
  /// @param changed files that are not what they were any more, of which nothing is sent
  /// @param problem why one of them is not there; null when all are
  public record Outcome(
      long sent,
      long sentBytes,
      long unsent,
      long refused,
      long changed,
      @Nullable String problem) {
    public static final Outcome NOTHING = new Outcome(0, 0, 0, 0, 0, null);

    public boolean isAll() {
      return unsent == 0 && refused == 0;
    }
  }

  /// Returns when all were sent, or the time is over, whatever the server does: they are sent by a
  /// thread of their own.
  ///
  /// @param namespace of the run
  /// @param look at a file, before anything of it is sent
  public static Outcome send(
      ServerAddress server,
      String namespace,
      String runId,
      List<PushedFile> files,
      Function<PushedFile, Look> look,
      Duration wait) {
    var place = new FileAnswer.Place(server, namespace, runId);
    FilePush push = new FilePush(place, files, look, wait);
    Thread thread = Thread.ofPlatform().name("clew-files").daemon().start(push::sendAll);
    try {
      thread.join(wait.plusMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return push.outcome();
  }

  /// What is not decided yet is not sent.
  private synchronized Outcome outcome() {
    long open = files.size() - sent - unsent - refused - changed;
    String why = open > 0 && problem == null ? "there was no time for all of them" : problem;
    return new Outcome(sent, sentBytes, unsent + open, refused, changed, why);
  }

  private void sendAll() {
    for (int at = 0; at < files.size(); at++) {
      PushedFile file = files.get(at);
      FileAnswer last;
      try (RandomAccessFile bytes = new RandomAccessFile(file.path().toFile(), "r")) {
        last = send(file, bytes);
      } catch (IOException e) {
        last = new FileAnswer.Refused("it cannot be read");
      }
      if (isLast(file, last, at)) {
        return;
      }
    }
  }

  /// Counts what became of a file.
  private synchronized boolean isLast(PushedFile file, FileAnswer last, int at) {
    switch (last) {
      case FileAnswer.Whole() -> sent++;
      case FileAnswer.At(long offset) -> failed(file, "there was no time for it");
      case FileAnswer.Later(String why) -> failed(file, why);
      case FileAnswer.Refused(String why) -> refused(file, why);
      case FileAnswer.Large(String why) -> refused(file, why);
      case FileAnswer.Changed() -> changed++;
      case FileAnswer.RefusedAll(String why) -> {
        refused += files.size() - at;
        say(file, why);
        return true;
      }
    }
    return false;
  }

  private void refused(PushedFile file, String why) {
    refused++;
    say(file, why);
  }

  private void failed(PushedFile file, String why) {
    unsent++;
    say(file, why);
  }

  private void say(PushedFile file, String why) {
    problem = problem == null ? file.shown() + ": " + why : problem;
  }

  private FileAnswer send(PushedFile file, RandomAccessFile bytes) throws IOException {
    long size = bytes.length();
    long pause = FIRST_PAUSE_MILLIS;
    long at = -1;
    int idle = 0;
    FileAnswer last = new FileAnswer.At(0);
    while (!left().isZero()) {
      FileAnswer answer = next(file, bytes, at, size);
      switch (answer) {
        case FileAnswer.At(long offset) -> {
          idle = offset > at ? 0 : idle + 1;
          if (idle > MOST_ANSWERS_WITHOUT_PROGRESS || offset > size) {
            return new FileAnswer.Refused("the file is another one at the server");
          }
          FileAnswer kept = at < 0 ? kept(file) : null;
          if (kept != null) {
            return kept;
          }
          at = offset;
          pause = FIRST_PAUSE_MILLIS;
        }
        case FileAnswer.Later later -> {
          at = -1;
          if (!rest(pause)) {
            return later;
          }
          pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
        default -> {
          return answer;
        }
      }
      last = answer;
    }
    return last;
  }

  /// Why nothing of a file is sent; null when nothing is against it.
  private @Nullable FileAnswer kept(PushedFile file) {
    return switch (look.apply(file)) {
      case AS_IT_WAS -> null;
      case CHANGED -> new FileAnswer.Changed();
      case SECRET -> new FileAnswer.Refused("a secret stands in it");
    };
  }

  /// @param at where the file goes on; negative when the server has to be asked
  private FileAnswer next(PushedFile file, RandomAccessFile bytes, long at, long size)
      throws IOException {
    if (at < 0) {
      return FileAnswer.asked(place, file.sha256(), forOne());
    }
    byte[] piece = new byte[(int) Math.min(pieceBytes, size - at)];
    bytes.seek(at);
    bytes.readFully(piece);
    FileAnswer answer = FileAnswer.put(place, file.sha256(), at, piece, size, forOne());
    if (answer instanceof FileAnswer.Large && pieceBytes > LEAST_PIECE_BYTES) {
      pieceBytes /= 2;
      return new FileAnswer.At(at);
    }
    if (answer instanceof FileAnswer.Whole || answer instanceof FileAnswer.At) {
      synchronized (this) {
        sentBytes += piece.length;
      }
    }
    return answer;
  }

  /// For one answer: until the end at most.
  private Duration left() {
    long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
    Duration left = Duration.ofMillis(Math.max(0, millis));
    return left.compareTo(LONGEST_ANSWER) > 0 ? LONGEST_ANSWER : left;
  }

  /// For one answer, which no time at all would let be waited for without an end.
  private Duration forOne() {
    return left().isZero() ? Duration.ofMillis(1) : left();
  }

  /// @return whether there is time for more
  private boolean rest(long millis) {
    long jittered = millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1);
    try {
      Thread.sleep(Math.min(jittered, left().toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !left().isZero();
  }
}
