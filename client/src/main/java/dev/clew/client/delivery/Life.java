package dev.clew.client.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What one life of a program has to send, in a folder that nobody else writes, as segments of
/// lines. Whatever was acknowledged is gone at the next segment at the latest, so at most one is
/// sent again after a crash, which the server knows by the ids of its events. Written so that it
/// outlives the process, not a loss of power. Thread-safe.
final class Life {
  static final String LOCK = "lock";
  private static final String ENDING = ".events";
  private static final int SEGMENT_BYTES = 1 << 20;
  private static final int BATCH_LINES = 1_000;

  /// More than any line has: [Capped].
  private static final int BATCH_BYTES = 4 << 20;

  private final Path folder;
  private final FileChannel lock;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private final TreeMap<Long, CompletableFuture<Void>> receipts = new TreeMap<>();
  private long writtenLines;
  private long sentLines;
  private int names;

  /// @param lock the file `lock` in the folder, locked
  Life(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /// Lines of one segment.
  record Batch(Segment segment, Segment.Lines content) {
    List<String> lines() {
      return content.lines();
    }
  }

  /// Takes over what is in the folder.
  synchronized void takeOver() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + ENDING)) {
      all.forEach(files::add);
    }
    files.sort(null);
    for (Path file : files) {
      segments.add(Segment.open(file));
    }
  }

  /// @return how many bytes it has grown by
  synchronized long append(List<Line> lines) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Line line : lines) {
      all.writeBytes(line.bytes());
    }
    writable().append(all.toByteArray());
    for (Line line : lines) {
      writtenLines++;
      if (line.receipt() != null) {
        receipts.put(writtenLines, line.receipt());
      }
    }
    return all.size();
  }

  private Segment writable() throws IOException {
    Segment last = segments.peekLast();
    if (last == null || last.length() >= SEGMENT_BYTES) {
      last = Segment.open(folder.resolve(String.format(Locale.ROOT, "%08d", names++) + ENDING));
      segments.add(last);
    }
    return last;
  }

  /// The next lines to send; null when there are none.
  synchronized @Nullable Batch next() throws IOException {
    for (Segment segment : segments) {
      if (!segment.isRead()) {
        Segment.Lines lines = segment.next(BATCH_LINES, BATCH_BYTES);
        if (!lines.lines().isEmpty()) {
          return new Batch(segment, lines);
        }
        // What a crash left of a line.
        segment.passOverRest();
      }
    }
    return null;
  }

  /// Nobody has to send them any more.
  ///
  /// @return how many bytes it has shrunk by
  synchronized long sent(Batch batch) throws IOException {
    batch.segment().passOver(batch.content().bytes());
    sentLines += batch.lines().size();
    var delivered = receipts.headMap(sentLines, true);
    delivered.values().forEach(receipt -> receipt.complete(null));
    delivered.clear();
    return removeRead();
  }

  private long removeRead() throws IOException {
    long removed = 0;
    while (segments.size() > 1 && segments.getFirst().isRead()) {
      Segment first = segments.removeFirst();
      removed += first.length();
      first.delete();
    }
    Segment last = segments.peekLast();
    if (last != null && segments.size() == 1 && last.isRead()) {
      removed += last.length();
      last.clear();
    }
    return removed;
  }

  synchronized boolean isSent() {
    return segments.stream().allMatch(Segment::isRead);
  }

  /// Lets go of it: for good when all was sent, else for whoever comes next.
  ///
  /// @param left what the folder is called from then on
  synchronized void close(Path left) throws IOException {
    if (isSent()) {
      for (Segment segment : segments) {
        segment.delete();
      }
      Files.deleteIfExists(folder.resolve(LOCK));
      lock.close();
      Files.deleteIfExists(folder);
    } else {
      for (Segment segment : segments) {
        segment.close();
      }
      if (!folder.equals(left)) {
        Files.move(folder, left);
      }
      lock.close();
    }
    segments.clear();
  }
}
