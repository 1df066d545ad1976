package dev.clew.ledgerfile.row;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.Millis;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a frame straight from its bytes, which are what a ledger writes: members in
/// their order, and no spaces. That takes a third of the time of a general parser and of finding
/// each member by its name. What is written otherwise is left to that parser, which knows what to
/// say about it: so this one has no errors. Not thread-safe.
final class PlainRows {
  /// Texts that all events of a frame may have in common.
  private static final Set<String> TEXTS =
      Set.of("attempt_id", "invocation_id", "namespace", "producer", "run_id", "trace_id");

  private static final int MAX_DEPTH = 32;

  private static final int TYPICAL_MEMBERS = 8;

  /// A longer whole number may not fit.
  private static final int MAX_DIGITS = 15;

  private static final int MAX_NUMBER_CHARS = 40;

  private static final byte[] CHAIN = ascii("{\"chain\":\"");
  private static final byte[] EVENT = ascii(",\"event\":{");
  private static final byte[] EVENT_DIGEST = ascii(",\"event_digest\":\"");
  private static final byte[] OFFSET = ascii(",\"offset\":");
  private static final byte[] RAW = ascii(",\"raw\":");
  private static final byte[] RAW_FRAME = ascii(",\"raw_frame\":");
  private static final byte[] RECEIVED_AT = ascii(",\"received_at\":");
  private static final byte[] VERDICT = ascii(",\"verdict\":");

  private static final byte[] ARTIFACTS = ascii("\"artifacts\":");
  private static final byte[] ATTEMPT_ID = ascii("\"attempt_id\":");
  private static final byte[] ATTRIBUTES = ascii("\"attributes\":");
  private static final byte[] DURATION_MS = ascii("\"duration_ms\":");
  private static final byte[] EPOCH = ascii("\"epoch\":");
  private static final byte[] EVENT_ID = ascii("\"event_id\":");
  private static final byte[] INVOCATION_ID = ascii("\"invocation_id\":");
  private static final byte[] KIND = ascii("\"kind\":");
  private static final byte[] NAMESPACE = ascii("\"namespace\":");
  private static final byte[] PARENT_SPAN_ID = ascii("\"parent_span_id\":");
  private static final byte[] PRODUCER = ascii("\"producer\":");
  private static final byte[] RAW_REF = ascii("\"raw_ref\":");
  private static final byte[] RUN_ID = ascii("\"run_id\":");
  private static final byte[] SEQ = ascii("\"seq\":");
  private static final byte[] SEVERITY = ascii("\"severity\":");
  private static final byte[] SPAN_ID = ascii("\"span_id\":");
  private static final byte[] STAGE = ascii("\"stage\":");
  private static final byte[] SUMMARY = ascii("\"summary\":");
  private static final byte[] TOOL_CALL_ID = ascii("\"tool_call_id\":");
  private static final byte[] TRACE_ID = ascii("\"trace_id\":");
  private static final byte[] TRY = ascii("\"try\":");
  private static final byte[] TS = ascii("\"ts\":");
  private static final byte[] WORKSPACE_ID = ascii("\"workspace_id\":");

  private final byte[] body;
  private final Repeated repeated;
  private final List<ReadRow> rows = new ArrayList<>();
  private Json.Obj shared = Json.EMPTY_OBJECT;
  private int at;

  private PlainRows(byte[] body, Repeated repeated) {
    this.body = body;
    this.repeated = repeated;
  }

  /// @param repeated what the frames before it said
  /// @return null when they have to be read otherwise
  static @Nullable List<ReadRow> read(byte[] body, Repeated repeated) {
    PlainRows reader = new PlainRows(body, repeated);
    try {
      reader.readAll();
      return reader.rows;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private void readAll() {
    shared = object(1);
    for (String name : shared.members().keySet()) {
      if (name.equals("epoch")
          ? shared.whole(name) == null
          : !TEXTS.contains(name) || shared.text(name) == null) {
        throw isOtherwise();
      }
    }
    while (at < body.length) {
      take('\n');
      rows.add(row());
    }
  }

  private ReadRow row() {
    take(CHAIN);
    Digest chain = digest();
    take(EVENT);
    Event event = event();
    take(EVENT_DIGEST);
    Digest eventDigest = digest();
    take(OFFSET);
    long offset = whole();
    Payload payload = isTaken(RAW) ? Payload.of(string()) : null;
    Long frame = payload == null && isTaken(RAW_FRAME) ? whole() : null;
    take(RECEIVED_AT);
    Timestamp receivedAt = Timestamp.parse(string());
    take(VERDICT);
    Row.Verdict verdict = Row.Verdict.parse(repeatedString());
    take('}');
    return new ReadRow(
        new Row(offset, receivedAt, verdict, event, eventDigest, chain, payload), frame);
  }

  private Event event() {
    List<String> artifacts = isTaken(ARTIFACTS) ? strings() : List.of();
    String attemptId = sharedText("attempt_id", ATTEMPT_ID);
    Json.Obj attributes = isTaken(ATTRIBUTES) ? ended(object(1)) : Json.EMPTY_OBJECT;
    Json.Num duration = isTaken(DURATION_MS) ? ended(number()) : null;
    Long sharedEpoch = shared.whole("epoch");
    long epoch = sharedEpoch == null ? whole(EPOCH) : sharedEpoch;
    String eventId = required(text(EVENT_ID));
    String invocationId = sharedText("invocation_id", INVOCATION_ID);
    String kind = required(repeatedText(KIND));
    String namespace = sharedText("namespace", NAMESPACE);
    String parentSpanId = text(PARENT_SPAN_ID);
    String producer = sharedText("producer", PRODUCER);
    String rawRef = text(RAW_REF);
    String runId = sharedText("run_id", RUN_ID);
    long seq = whole(SEQ);
    String severity = repeatedText(SEVERITY);
    String spanId = text(SPAN_ID);
    String stage = repeatedText(STAGE);
    String summary = repeatedText(SUMMARY);
    String toolCallId = repeatedText(TOOL_CALL_ID);
    String traceId = sharedText("trace_id", TRACE_ID);
    Integer tryNumber = isTaken(TRY) ? ended(small()) : null;
    Timestamp ts = repeated.time(required(repeatedText(TS)));
    String workspaceId = repeatedText(WORKSPACE_ID);
    take('}');
    Event.Identity identity =
        new Event.Identity(
            eventId,
            required(namespace),
            required(runId),
            required(attemptId),
            required(producer),
            epoch,
            seq);
    return Event.of(identity, ts, kind)
        .stage(stage == null ? null : repeated.path(stage), tryNumber)
        .summary(summary == null ? "" : summary)
        .took(duration == null ? null : Millis.exactly(duration))
        .severity(severity == null ? null : Severity.parse(severity))
        .artifacts(artifacts)
        .links(Event.Links.of(toolCallId, invocationId, workspaceId))
        .trace(Event.Trace.of(traceId, spanId, parentSpanId))
        .attributes(attributes)
        .rawRef(rawRef)
        .build();
  }

  private static String required(@Nullable String value) {
    if (value == null) {
      throw isOtherwise();
    }
    return value;
  }

  private @Nullable String sharedText(String name, byte[] member) {
    String value = shared.text(name);
    return value == null ? repeatedText(member) : value;
  }

  private @Nullable String text(byte[] member) {
    return isTaken(member) ? ended(string()) : null;
  }

  private @Nullable String repeatedText(byte[] member) {
    return isTaken(member) ? ended(repeatedString()) : null;
  }

  private long whole(byte[] member) {
    take(member);
    return ended(whole());
  }

  /// The value of a member of an event, after which comes another member or the end.
  private <T> T ended(T value) {
    if (body[at] == ',' && body[at + 1] == '"') {
      at++;
    } else if (body[at] != '}') {
      throw isOtherwise();
    }
    return value;
  }

  private Json value(int depth) {
    return switch (body[at]) {
      case '{' -> object(depth + 1);
      case '[' -> array(depth + 1);
      case '"' -> repeatedValue();
      case 't' -> word("true", Json.TRUE);
      case 'f' -> word("false", Json.FALSE);
      case 'n' -> word("null", Json.NULL);
      default -> number();
    };
  }

  private Json.Obj object(int depth) {
    take('{');
    if (depth > MAX_DEPTH) {
      throw isOtherwise();
    }
    String[] names = new String[TYPICAL_MEMBERS];
    Json[] values = new Json[TYPICAL_MEMBERS];
    int count = 0;
    while (body[at] != '}') {
      if (count > 0) {
        take(',');
      }
      if (count == names.length) {
        names = Arrays.copyOf(names, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      names[count] = repeatedString();
      if (count > 0 && names[count - 1].compareTo(names[count]) >= 0) {
        throw isOtherwise();
      }
      take(':');
      values[count++] = value(depth);
    }
    at++;
    return Json.object(repeated.names(names, count), Arrays.copyOf(values, count));
  }

  private Json.Arr array(int depth) {
    take('[');
    if (depth > MAX_DEPTH) {
      throw isOtherwise();
    }
    List<Json> items = new ArrayList<>();
    while (body[at] != ']') {
      if (!items.isEmpty()) {
        take(',');
      }
      items.add(value(depth));
    }
    at++;
    return new Json.Arr(items);
  }

  private List<String> strings() {
    List<String> strings = new ArrayList<>();
    for (Json item : ended(array(1)).items()) {
      strings.add(item instanceof Json.Str string ? string.value() : required(null));
    }
    return strings;
  }

  private Json word(String word, Json value) {
    take(ascii(word));
    return value;
  }

  private Json.Num number() {
    int from = at;
    int hash = 0;
    while (isOfNumber(body[at])) {
      hash = 31 * hash + body[at++];
    }
    if (at - from > MAX_NUMBER_CHARS) {
      throw isOtherwise();
    }
    return repeated.number(body, from, at, hash);
  }

  private static boolean isOfNumber(byte unit) {
    return (unit >= '0' && unit <= '9')
        || unit == '-'
        || unit == '.'
        || unit == 'e'
        || unit == 'E'
        || unit == '+';
  }

  /// A number from 0 without sign, fraction or exponent.
  private long whole() {
    int from = at;
    long value = 0;
    while (body[at] >= '0' && body[at] <= '9') {
      value = value * 10 + (body[at++] - '0');
    }
    if (at == from || at - from > MAX_DIGITS || (body[from] == '0' && at - from > 1)) {
      throw isOtherwise();
    }
    return value;
  }

  private int small() {
    long value = whole();
    if (value > Integer.MAX_VALUE) {
      throw isOtherwise();
    }
    return (int) value;
  }

  /// The hex digits, and the quote after them.
  private Digest digest() {
    Digest digest = Digest.ofHex(body, at);
    at += 2 * Digest.BYTES;
    take('"');
    return digest;
  }

  private String string() {
    int from = at + 1;
    take('"');
    while (body[at] != '"') {
      if (isSpecial(body[at++])) {
        return special(from);
      }
    }
    return new String(body, from, at++ - from, StandardCharsets.ISO_8859_1);
  }

  private String repeatedString() {
    return body[at] == '"' ? repeatedValue().value() : required(null);
  }

  private Json.Str repeatedValue() {
    int from = ++at;
    int hash = 0;
    while (body[at] != '"') {
      byte unit = body[at++];
      if (isSpecial(unit)) {
        return Json.of(special(from));
      }
      hash = 31 * hash + unit;
    }
    return repeated.text(body, from, at++, hash);
  }

  /// A control character, an escape, or a part of a character that is not ASCII, which is negative.
  private static boolean isSpecial(byte unit) {
    return unit < ' ' || unit == '\\';
  }

  /// A string that is not only ASCII.
  private String special(int from) {
    at = from;
    boolean hasEscape = false;
    while (body[at] != '"') {
      if (body[at] == '\\') {
        hasEscape = true;
        at++;
      } else if (body[at] >= 0 && body[at] < ' ') {
        throw isOtherwise();
      }
      at++;
    }
    String text = new String(body, from, at++ - from, StandardCharsets.UTF_8);
    // It stands there for bytes that are no UTF-8, too.
    if (text.indexOf('\ufffd') >= 0) {
      throw isOtherwise();
    }
    return hasEscape ? unescaped(text) : text;
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    for (int escape = text.indexOf('\\'); escape >= 0; escape = text.indexOf('\\', from)) {
      out.append(text, from, escape);
      char letter = text.charAt(escape + 1);
      from = escape + 2;
      switch (letter) {
        case '"', '\\' -> out.append(letter);
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'u' -> {
          out.append(control(text, from));
          from += 4;
        }
        default -> throw isOtherwise();
      }
    }
    return out.append(text, from, text.length()).toString();
  }

  /// All others stand for themselves.
  private static char control(String text, int from) {
    int unit = Integer.parseInt(text, from, from + 4, 16);
    if (text.charAt(from) != '0' || unit >= ' ') {
      throw isOtherwise();
    }
    return (char) unit;
  }

  private void take(char unit) {
    if (body[at++] != unit) {
      throw isOtherwise();
    }
  }

  private void take(byte[] text) {
    if (!isTaken(text)) {
      throw isOtherwise();
    }
  }

  /// Whether that comes next; then it is taken.
  private boolean isTaken(byte[] text) {
    for (int index = 0; index < text.length; index++) {
      if (body[at + index] != text[index]) {
        return false;
      }
    }
    at += text.length;
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static IllegalArgumentException isOtherwise() {
    return new IllegalArgumentException("not as a ledger writes it");
  }
}
