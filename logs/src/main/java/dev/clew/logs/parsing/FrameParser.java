package dev.clew.logs.parsing;

import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.logs.framing.Bytes;
import dev.clew.logs.framing.Frame;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Reads what a frame says about itself: as JSON, as logfmt, else as text with a time and a level.
/// Not thread-safe.
public final class FrameParser {
  private final JsonLine json;
  private final Logfmt logfmt;
  private final LineText text;

  /// @param zone of times that name none
  public FrameParser(ZoneId zone) {
    json = new JsonLine(zone);
    logfmt = new Logfmt(zone);
    text = new LineText(zone);
  }

  /// Whether a word for a warning or worse stands where a header may be.
  public static boolean hasBadLevel(byte[] bytes, int from, int to) {
    int limit = Math.min(to, from + LineText.MAX_HEADER_BYTES);
    int word = from;
    for (int at = from; at <= limit; at++) {
      if (at == limit || !Bytes.isLetter(bytes[at])) {
        Severity level = word < at ? Levels.of(bytes, word, at) : null;
        if (level != null && level.compareTo(Severity.WARN) >= 0) {
          return true;
        }
        word = at + 1;
      }
    }
    return false;
  }

  public Parsed parse(Frame frame) {
    Parsed parsed = structured(frame);
    if (parsed == null) {
      parsed = text.read(frame.bytes(), frame.from(), firstLineTo(frame));
    }
    Timestamp time = parsed.time() == null ? frame.time() : parsed.time();
    return new Parsed(parsed.severity(), time, parsed.messageFrom(), parsed.fields());
  }

  private @Nullable Parsed structured(Frame frame) {
    if (frame.shape() != Frame.Shape.LINE || frame.to() == frame.from()) {
      return null;
    }
    return frame.bytes()[frame.from()] == '{'
        ? json.read(frame.bytes(), frame.from(), frame.to())
        : logfmt.read(frame.bytes(), frame.from(), frame.to());
  }

  private static int firstLineTo(Frame frame) {
    return frame.heads().length == 0 ? frame.to() : frame.heads()[1];
  }
}
