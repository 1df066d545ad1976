package dev.clew.ingest.pushed;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the items of a body before any of them is read: how many there are, how large each is and
/// where it stands is then known, and one tree at a time is in memory. A body is objects, or arrays
/// of objects, one after the other; white space between them makes no difference, because `curl
/// -d @FILE` takes the line ends out of JSON Lines. Not thread-safe.
public final class Items {
  private static final int DECODED_CHARS = 8_192;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final byte[] body;
  private final int most;
  private final List<Item> items = new ArrayList<>();
  private int at;
  private int line = 1;

  private Items(byte[] body, int most) {
    this.body = body;
    this.most = most;
  }

  /// @param from its first byte in the body
  /// @param to the byte after its last
  /// @param line in which it begins, from 1
  /// @param inside a JSON pointer to what is read of it; empty for all of it
  public record Item(int index, int from, int to, int line, String inside) {
    public int sizeBytes() {
      return to - from;
    }

    public NotTaken.Place place(@Nullable String path) {
      return new NotTaken.Place(from, line, index, path == null ? null : inside + path);
    }

    Item inside(String pointer) {
      return new Item(index, from, to, line, inside + pointer);
    }

    /// @throws NotTaken when it is not JSON
    public Json.Obj read(byte[] body) throws NotTaken {
      byte[] own = Arrays.copyOfRange(body, from, to);
      try {
        // A body or an output of many megabytes may stand beside the event.
        return (Json.Obj)
            (own.length > JsonText.MAX_STRING_CHARS
                ? JsonText.parseLarge(own)
                : JsonText.parse(own));
      } catch (JsonText.Malformed e) {
        throw NotTaken.because("body.json", String.valueOf(e.getMessage()), placeOf(e, own));
      }
    }

    private NotTaken.Place placeOf(JsonText.Malformed malformed, byte[] own) {
      int begin = 0;
      for (int passed = 1; passed < malformed.line() && begin < own.length; begin++) {
        passed += own[begin] == '\n' ? 1 : 0;
      }
      long offset = Math.min(own.length, begin + (long) malformed.column() - 1);
      return new NotTaken.Place(from + offset, line + malformed.line() - 1, index, null);
    }
  }

  /// @param most so many items
  /// @throws NotTaken when it is not UTF-8, or nothing that could be objects
  public static List<Item> of(byte[] body, int most) throws NotTaken {
    requireUtf8(body);
    return new Items(body, most).found();
  }

  private static void requireUtf8(byte[] body) throws NotTaken {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(body);
    CharBuffer nowhere = CharBuffer.allocate(DECODED_CHARS);
    CoderResult result;
    do {
      nowhere.clear();
      result = decoder.decode(bytes, nowhere, true);
    } while (result.isOverflow());
    if (result.isError()) {
      int where = bytes.position();
      throw NotTaken.because(
          "body.utf8",
          "the body is not UTF-8",
          new NotTaken.Place(where, lineOf(body, where), null, null));
    }
  }

  private static int lineOf(byte[] body, int end) {
    int line = 1;
    for (int at = 0; at < end; at++) {
      line += body[at] == '\n' ? 1 : 0;
    }
    return line;
  }

  private List<Item> found() throws NotTaken {
    if (body.length >= 3 && Arrays.equals(body, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
      at = 3;
    }
    skipSpace();
    if (at == body.length) {
      throw wrong("the body is empty");
    }
    while (at < body.length) {
      if (body[at] == '[') {
        array();
      } else {
        object();
      }
      skipSpace();
    }
    return items;
  }

  private void array() throws NotTaken {
    at++;
    skipSpace();
    if (is(']')) {
      at++;
      return;
    }
    while (true) {
      object();
      skipSpace();
      if (is(']')) {
        at++;
        return;
      }
      if (!is(',')) {
        throw wrong(
            at < body.length
                ? "expected , or ] between events"
                : "the text ends inside an array of events");
      }
      at++;
      skipSpace();
    }
  }

  private void object() throws NotTaken {
    if (!is('{')) {
      throw wrong(
          at < body.length
              ? "expected an event, which is a JSON object"
              : "the text ends where an event is due");
    }
    if (items.size() == most) {
      throw NotTaken.overLimit(
          "batch.items", "more events in one batch than are taken", here(), most, most + 1L);
    }
    int from = at;
    int begun = line;
    skipObject();
    items.add(new Item(items.size(), from, at, begun, ""));
  }

  /// To its end by brackets alone: whether they match is for whoever reads it.
  private void skipObject() throws NotTaken {
    int depth = 0;
    do {
      if (at == body.length) {
        throw wrong("the text ends inside a value");
      }
      switch (body[at]) {
        case '{', '[' -> {
          depth++;
          if (depth > JsonText.MAX_DEPTH) {
            throw NotTaken.overLimit(
                "json.depth",
                "nested deeper than " + JsonText.MAX_DEPTH,
                here(),
                JsonText.MAX_DEPTH,
                depth);
          }
        }
        case '}', ']' -> depth--;
        case '"' -> skipString();
        case '\n' -> line++;
        case 0 -> throw wrong("a byte 0 outside of a string");
        default -> {}
      }
      at++;
    } while (depth > 0);
  }

  /// From its first quote to its last.
  private void skipString() throws NotTaken {
    for (at++; at < body.length; at++) {
      byte unit = body[at];
      if (unit == '"') {
        return;
      }
      if (unit == '\\') {
        at++;
      } else if (unit >= 0 && unit < 0x20) {
        throw wrong("a control character in a string, which has to be escaped");
      }
    }
    at = body.length;
    throw wrong("the text ends inside a string");
  }

  private void skipSpace() {
    while (at < body.length
        && (body[at] == ' ' || body[at] == '\t' || body[at] == '\r' || body[at] == '\n')) {
      line += body[at] == '\n' ? 1 : 0;
      at++;
    }
  }

  private boolean is(char wanted) {
    return at < body.length && body[at] == wanted;
  }

  private NotTaken wrong(String what) {
    return NotTaken.because("body.json", what, here());
  }

  private NotTaken.Place here() {
    return new NotTaken.Place(at, line, items.size(), null);
  }
}
