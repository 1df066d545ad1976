package dev.clew.push;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Sends the files of a run to a server that has its events, in pieces, until a time is over. Each
/// piece that was answered is there to stay, so that whoever sends again goes on where this one
/// ended, however it ended.
public final class FilePush {
  private static final int PIECE_BYTES = 4 << 20;

  /// A file about whose place the server changes its mind more often is left.
  private static final int MOST_ANSWERS_WITHOUT_PROGRESS = 5;

  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

  private final FileAnswer.Place place;
  private final Predicate<PushedFile> isAsItWas;
  private final long deadline;
  private long sent;
  private long sentBytes;
  private long unsent;
  private long refused;
  private long changed;
  private @Nullable String problem;

  private FilePush(FileAnswer.Place place, Predicate<PushedFile> isAsItWas, Duration wait) {
    this.place = place;
    this.isAsItWas = isAsItWas;
    this.deadline = System.nanoTime() + wait.toNanos();
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

  /// Returns when all were sent, or the time is over.
  ///
  /// @param namespace of the run
  /// @param isAsItWas whether a file has the digest that is said; asked before anything of it is
  ///   sent
  public static Outcome send(
      ServerAddress server,
      String namespace,
      String runId,
      List<PushedFile> files,
      Predicate<PushedFile> isAsItWas,
      Duration wait) {
    var place = new FileAnswer.Place(server, namespace, runId);
    FilePush push = new FilePush(place, isAsItWas, wait);
    push.sendAll(files);
    return new Outcome(
        push.sent, push.sentBytes, push.unsent, push.refused, push.changed, push.problem);
  }

  private void sendAll(List<PushedFile> files) {
    for (int at = 0; at < files.size(); at++) {
      PushedFile file = files.get(at);
      FileAnswer last;
      try (RandomAccessFile bytes = new RandomAccessFile(file.path().toFile(), "r")) {
        last = send(file, bytes);
      } catch (IOException e) {
        last = new FileAnswer.Refused("it cannot be read");
      }
      switch (last) {
        case FileAnswer.Whole() -> sent++;
        case FileAnswer.At(long offset) -> failed(file, "there was no time for it");
        case FileAnswer.Later(String why) -> failed(file, why);
        case FileAnswer.Refused(String why) -> {
          refused++;
          say(file, why);
        }
        case FileAnswer.Changed() -> changed++;
        case FileAnswer.RefusedAll(String why) -> {
          refused += files.size() - at;
          say(file, why);
          return;
        }
      }
    }
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
          if (at < 0 && !isAsItWas.test(file)) {
            return new FileAnswer.Changed();
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

  /// @param at where the file goes on; negative when the server has to be asked
  private FileAnswer next(PushedFile file, RandomAccessFile bytes, long at, long size)
      throws IOException {
    if (at < 0) {
      return FileAnswer.asked(place, file.sha256(), left());
    }
    byte[] piece = new byte[(int) Math.min(PIECE_BYTES, size - at)];
    bytes.seek(at);
    bytes.readFully(piece);
    FileAnswer answer = FileAnswer.put(place, file.sha256(), at, piece, size, left());
    if (answer instanceof FileAnswer.Whole || answer instanceof FileAnswer.At) {
      sentBytes += piece.length;
    }
    return answer;
  }

  /// For one answer: until the end at most.
  private Duration left() {
    long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
    Duration left = Duration.ofMillis(Math.max(0, millis));
    return left.compareTo(LONGEST_ANSWER) > 0 ? LONGEST_ANSWER : left;
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
