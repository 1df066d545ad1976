package dev.clew.logs.framing;

import dev.clew.core.event.Timestamp;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records of one of the streams that a container runtime wrote into one: parts become lines,
/// lines become records. Holds the text without the prefixes. Not thread-safe.
final class CriStream {
  private final Limits limits;
  private final Frame.Sink sink;
  private final Join join = new Join();
  private final Heads heads = new Heads();
  private final LineSpans ofRecord = new LineSpans();
  private final LineSpans ofLine = new LineSpans();
  private byte[] bytes = new byte[1024];
  private int recordTo;
  private int recordLines;
  private boolean isCapped;
  private @Nullable Timestamp recordTime;
  private int lineFrom;
  private int lineTo;
  private boolean isLineOpen;
  private @Nullable Timestamp lineTime;

  CriStream(Limits limits, Frame.Sink sink) {
    this.limits = limits;
    this.sink = sink;
  }

  /// A part of a line.
  ///
  /// @param origin the offset of `source[0]` in the stream
  /// @param from of the whole line with its prefix; `to` is its end, `next` the next line's begin
  void take(byte[] source, long origin, int from, int to, int next, CriLine line) {
    if (!isLineOpen) {
      openLine();
      lineTime = line.time(source, from);
    }
    append(source, line.messageFrom(), to);
    ofLine.add(origin + from, origin + to, origin + next);
    boolean isTooLong =
        lineTo - lineFrom > limits.lineBytes() || ofLine.size() >= limits.recordLines();
    if (isTooLong) {
      endLine();
      isCapped = true;
      close();
      clearLine();
      isCapped = line.isPartial();
    } else if (!line.isPartial()) {
      endLine();
    }
  }

  private void openLine() {
    isLineOpen = true;
    if (recordLines > 0) {
      room(1);
      bytes[lineTo++] = '\n';
    }
    lineFrom = lineTo;
  }

  private void append(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, bytes, lineTo, to - from);
    lineTo += to - from;
  }

  private void room(int more) {
    if (lineTo + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, lineTo + more));
    }
  }

  private void endLine() {
    isLineOpen = false;
    if (recordLines == 0) {
      begin();
      return;
    }
    switch (join.next(bytes, lineFrom, lineTo)) {
      case NEW -> {
        close();
        begin();
      }
      case GAP -> ofRecord.move(ofLine);
      case HEAD -> extend(true);
      case FRAME -> extend(false);
    }
  }

  private void begin() {
    join.start(bytes, lineFrom, lineTo);
    open();
  }

  private void open() {
    recordTo = lineTo;
    recordLines = 1;
    recordTime = lineTime;
    heads.add(lineFrom, lineTo);
    ofRecord.move(ofLine);
  }

  private void extend(boolean isHead) {
    if (recordLines >= limits.recordLines()
        || lineTo > limits.recordBytes()
        || ofRecord.size() + ofLine.size() > limits.recordLines()) {
      isCapped = true;
      close();
      isCapped = true;
      open();
      return;
    }
    if (isHead) {
      heads.add(lineFrom, lineTo);
    }
    recordTo = lineTo;
    recordLines++;
    ofRecord.move(ofLine);
  }

  /// Gives the open record away. A line that is not part of it moves to the front.
  private void close() {
    if (recordLines == 0) {
      return;
    }
    List<Range> ranges = ofRecord.take();
    sink.frame(
        new Frame(
            bytes,
            0,
            recordTo,
            join.shape(),
            heads.at(0, recordLines),
            ranges.getFirst().offset(),
            ranges,
            isCapped,
            recordTime));
    System.arraycopy(bytes, lineFrom, bytes, 0, lineTo - lineFrom);
    lineTo -= lineFrom;
    lineFrom = 0;
    recordLines = 0;
    recordTo = 0;
    isCapped = false;
    heads.clear();
  }

  /// Gives away what is whole.
  void flush() {
    if (!isLineOpen) {
      close();
      clearLine();
    }
  }

  /// Gives away everything.
  void end() {
    if (isLineOpen) {
      endLine();
    }
    close();
    clearLine();
  }

  private void clearLine() {
    lineFrom = 0;
    lineTo = 0;
  }
}
