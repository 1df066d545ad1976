package dev.clew.logs.framing;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Cuts the bytes of one stream into frames, however they arrive: the frames depend on the bytes
/// and not on how they were cut into chunks. Every byte is in exactly one range of one frame, but
/// for separators, which are line terminators and blank lines. Frames end in order, except that the
/// two streams in a container runtime's file are apart. Not thread-safe; one framer a stream.
public final class Framer {
  private static final int FIRST_BUFFER = 32 * 1024;

  private final Limits limits;
  private final Frame.Sink sink;
  private final Join join = new Join();
  private final Heads heads = new Heads();
  private final CriLine cri = new CriLine();
  private final CriStream criStdout;
  private final CriStream criStderr;
  private boolean isCri;

  private byte[] buffer = new byte[FIRST_BUFFER];
  private int end;
  private long origin;
  private int scanned;
  private int lineFrom;
  private boolean isRest;
  private int carriageReturns;

  private boolean isOpen;
  private int recordFrom;
  private int recordTo;
  private int recordLines;
  private boolean isCapped;
  private boolean isOverwritten;

  public Framer(Limits limits, Frame.Sink sink) {
    this.limits = limits;
    this.sink = sink;
    this.criStdout = new CriStream(limits, sink);
    this.criStderr = new CriStream(limits, sink);
  }

  /// The next bytes of the stream.
  public void take(byte[] bytes, int from, int to) {
    Objects.checkFromToIndex(from, to, bytes.length);
    int at = from;
    while (at < to) {
      makeRoom();
      int count = Math.min(to - at, buffer.length - end);
      System.arraycopy(bytes, at, buffer, end, count);
      end += count;
      at += count;
      scan();
    }
  }

  /// Passes over bytes of the stream that are in no record, between two lines; the record that is
  /// open is given away.
  public void skip(int count) {
    if (lineFrom < end) {
      throw new IllegalStateException("within a line");
    }
    flush();
    origin += end + (long) count;
    end = 0;
    scanned = 0;
    lineFrom = 0;
  }

  /// Gives away the record that is open if its lines are whole, for a stream that has paused: more
  /// lines of the same stack trace then make another record.
  public void flush() {
    close();
    criStdout.flush();
    criStderr.flush();
  }

  /// The stream has ended.
  public void end() {
    if (lineFrom < end) {
      line(end, end);
      lineFrom = end;
    }
    close();
    endCri();
  }

  private void makeRoom() {
    if (end < buffer.length) {
      return;
    }
    int keep = isOpen ? recordFrom : lineFrom;
    if (keep < buffer.length / 2) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    System.arraycopy(buffer, keep, buffer, 0, end - keep);
    end -= keep;
    scanned -= keep;
    lineFrom -= keep;
    recordFrom -= keep;
    recordTo -= keep;
    origin += keep;
  }

  private void scan() {
    byte[] bytes = buffer;
    int at = scanned;
    int lineLimit = lineFrom + limits.lineBytes();
    while (at < end) {
      byte unit = bytes[at];
      if (unit == '\n') {
        line(at, at + 1);
        lineFrom = at + 1;
        lineLimit = lineFrom + limits.lineBytes();
        carriageReturns = 0;
      } else if (at == lineLimit) {
        at = cut(at);
        lineFrom = at;
        lineLimit = at + limits.lineBytes();
        carriageReturns = 0;
        continue;
      } else if (unit == '\r') {
        carriageReturns++;
      }
      at++;
      int wholeTo = Math.min(end, lineLimit);
      while (at < wholeTo && (bytes[at] > '\r' || bytes[at] < 0)) {
        at++;
      }
    }
    scanned = at;
  }

  /// Ends the line that is too long before `limit` and not within a character.
  private int cut(int limit) {
    int to = limit;
    while (limit - to < 3 && (buffer[to] & 0xC0) == 0x80) {
      to--;
    }
    if ((buffer[to] & 0xC0) == 0x80) {
      to = limit;
    }
    close();
    endCri();
    piece(to);
    isRest = true;
    return to;
  }

  /// The line from `lineFrom` to `to`; the next begins at `next`.
  private void line(int to, int next) {
    int from = lineFrom;
    int textTo = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
    if (isRest) {
      isRest = false;
      piece(textTo);
    } else if (cri.read(buffer, from, textTo)) {
      close();
      isCri = true;
      (cri.isStderr() ? criStderr : criStdout).take(buffer, origin, from, textTo, next, cri);
    } else {
      endCri();
      plain(from, textTo);
    }
  }

  /// A part of a line that is too long is a record of its own.
  private void piece(int to) {
    if (Bytes.skipBlanks(buffer, lineFrom, to) < to) {
      join.start(buffer, lineFrom, to);
      open(lineFrom, to, true);
      close();
    }
  }

  private void plain(int from, int to) {
    if (isOpen) {
      switch (join.next(buffer, from, to)) {
        case NEW -> close();
        case GAP -> {
          return;
        }
        case HEAD -> {
          extend(from, to, true);
          return;
        }
        case FRAME -> {
          extend(from, to, false);
          return;
        }
      }
    } else if (Bytes.skipBlanks(buffer, from, to) == to) {
      return;
    }
    join.start(buffer, from, to);
    open(from, to, false);
  }

  private void open(int from, int to, boolean isPart) {
    isOpen = true;
    recordFrom = from;
    recordTo = to;
    recordLines = 1;
    isCapped = isPart;
    isOverwritten = carriageReturns > 0;
    heads.clear();
    heads.add(0, to - from);
  }

  private void extend(int from, int to, boolean isHead) {
    if (recordLines >= limits.recordLines() || to - recordFrom > limits.recordBytes()) {
      isCapped = true;
      close();
      open(from, to, true);
      return;
    }
    if (isHead) {
      heads.add(from - recordFrom, to - recordFrom);
    }
    recordTo = to;
    recordLines++;
  }

  private void close() {
    if (!isOpen) {
      return;
    }
    isOpen = false;
    long offset = origin + recordFrom;
    int from = recordLines == 1 && isOverwritten ? lastWritten() : recordFrom;
    sink.frame(
        new Frame(
            buffer,
            from,
            recordTo,
            join.shape(),
            heads.at(recordFrom, recordLines),
            offset,
            from == recordFrom ? null : List.of(new Range(offset, recordTo - recordFrom)),
            isCapped,
            null));
  }

  /// What is left to see of a line that a program wrote over and over, as progress bars do: the
  /// text after the last carriage return that anything follows.
  private int lastWritten() {
    int to = recordTo;
    while (to > recordFrom && Bytes.isBlank(buffer[to - 1])) {
      to--;
    }
    int from = to;
    while (from > recordFrom && buffer[from - 1] != '\r') {
      from--;
    }
    return from;
  }

  private void endCri() {
    if (isCri) {
      criStdout.end();
      criStderr.end();
      isCri = false;
    }
  }
}
