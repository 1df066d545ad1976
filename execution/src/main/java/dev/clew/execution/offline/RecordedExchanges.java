package dev.clew.execution.offline;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Millis;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Row;
import dev.clew.document.JsonText;
import dev.clew.engine.context.Exchanges;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Answers every call from a recording, and notes where the call is another one. There is no way
/// from here to a network. Thread-safe; so must the lists be that it adds to.
final class RecordedExchanges implements Exchanges {
  private final Recording recording;
  private final MemoryLedger scratch;
  private final List<Drift> drifts;
  private final List<Obstacle> obstacles;
  private final AtomicInteger answered = new AtomicInteger();

  /// @param scratch where the start of the call stands, redacted, when it is sent
  RecordedExchanges(
      Recording recording, MemoryLedger scratch, List<Drift> drifts, List<Obstacle> obstacles) {
    this.recording = recording;
    this.scratch = scratch;
    this.drifts = drifts;
    this.obstacles = obstacles;
  }

  int answered() {
    return answered.get();
  }

  @Override
  public Exchange send(Call call, Request request, @Nullable Duration atMost) {
    Recording.Recorded recorded = recording.call(call);
    String stage = call.path().toString();
    if (recorded == null) {
      return none(
          new Obstacle(
              "exchange_not_recorded",
              stage,
              request.method() + " was not sent then, so there is no answer to it"));
    }
    compare(call, recorded.started(), started(recorded.started()));
    Row ended = recorded.ended();
    if (ended == null) {
      return none(
          new Obstacle(
              "exchange_not_recorded", stage, "the recording ends before the answer came"));
    }
    Event event = ended.event();
    answered.incrementAndGet();
    return event.is(Kind.TOOL_CALL_FAILED) ? unanswered(event) : answer(stage, ended);
  }

  /// The start of the same call, as it was written now: its id comes from the seed.
  private Row started(Row recorded) {
    Row now =
        scratch.last(row ->
            row.event().is(Kind.TOOL_CALL_STARTED)
                && Objects.equals(row.event().toolCallId(), recorded.event().toolCallId()));
    return now == null ? recorded : now;
  }

  private Exchange none(Obstacle why) {
    obstacles.add(why);
    return new Exchange.Unanswered(
        why.code(), why.why(), true, new Exchange.Timing(null, null, Duration.ZERO));
  }

  private Exchange unanswered(Event event) {
    Json.Obj error = event.attributes().object("error");
    return new Exchange.Unanswered(
        error.text("code", ""),
        StandIns.in(error.text("message", "")),
        event.attributes().flag("sent_nothing"),
        timing(event));
  }

  private Exchange answer(String stage, Row row) {
    Json.Obj said = row.event().attributes();
    if (!isWhole(row)) {
      long size = Objects.requireNonNullElse(said.object("body").whole("size_bytes"), 0L);
      return none(
          new Obstacle(
              "body_not_captured",
              stage,
              "the answer of "
                  + size
                  + " bytes is not in the ledger; record the run with --capture-http bodies"));
    }
    if (said.list("headers").isEmpty()
        && recording.attempt().facts().text("capture_http", "").equals("none")) {
      return none(
          new Obstacle(
              "headers_not_captured",
              stage,
              "record the run with --capture-http headers or bodies"));
    }
    return answered(row);
  }

  /// Whether the body of an answer is in the ledger, all of it.
  static boolean isWhole(Row ended) {
    Json.Obj body = ended.event().attributes().object("body");
    long size = Objects.requireNonNullElse(body.whole("size_bytes"), 0L);
    return body.text("captured", "none").equals("all") && (size == 0 || ended.payload() != null);
  }

  /// With no body where that is not whole.
  static Exchange.Answered answered(Row ended) {
    Json.Obj said = ended.event().attributes();
    return new Exchange.Answered(
        Math.toIntExact(Objects.requireNonNullElse(said.whole("http_status"), 0L)),
        said.text("http_version", "HTTP/1.1"),
        headers(said),
        wholeBody(ended),
        said.text("remote_address"),
        timing(ended.event()));
  }

  /// What was taken out was written as JSON without its spaces: spaces at the end give the body its
  /// length again and change no value.
  static byte[] bytes(Payload payload, int size) {
    String text = payload.text();
    if (text == null || !StandIns.has(text)) {
      return payload.bytes();
    }
    byte[] bytes = StandIns.in(text).getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= size || json(text) == null) {
      return bytes;
    }
    byte[] padded = Arrays.copyOf(bytes, size);
    Arrays.fill(padded, bytes.length, size, (byte) ' ');
    return padded;
  }

  /// Of an answer; empty when it was not kept whole.
  static byte[] wholeBody(Row ended) {
    Json.Obj body = ended.event().attributes().object("body");
    Payload payload = ended.payload();
    long size = Objects.requireNonNullElse(body.whole("size_bytes"), 0L);
    return payload == null || !isWhole(ended) ? new byte[0] : bytes(payload, (int) size);
  }

  static List<Header> headers(Json.Obj said) {
    List<Header> headers = new ArrayList<>();
    for (Json.Obj header : said.objects("headers")) {
      headers.add(new Header(header.text("name", ""), StandIns.in(header.text("value", ""))));
    }
    return headers;
  }

  static Exchange.Timing timing(Event event) {
    Duration total = event.duration();
    return new Exchange.Timing(
        Millis.in(event.attributes(), "connect_ms"),
        Millis.in(event.attributes(), "first_byte_ms"),
        total == null ? Duration.ZERO : total);
  }

  /// Both as a ledger has them, so secrets are compared by their placeholders.
  private void compare(Call call, Row recorded, Row now) {
    Json.Obj was = recorded.event().attributes();
    Json.Obj is = now.event().attributes();
    for (String field : List.of("method", "url", "content_type")) {
      differ(call, field, was.get(field), is.get(field));
    }
    Json.Obj wasHeaders = byName(was);
    Json.Obj isHeaders = byName(is);
    for (JsonDifference one : JsonDifference.between(wasHeaders, isHeaders)) {
      add(call, "header " + one.pointer().substring(1), one.recorded(), one.now());
    }
    body(call, recorded, now);
  }

  private void body(Call call, Row recorded, Row now) {
    Payload was = recorded.payload();
    Payload is = now.payload();
    if (was == null || is == null) {
      Json.Obj before = recorded.event().attributes().object("body");
      Json.Obj after = now.event().attributes().object("body");
      differ(call, "body size_bytes", before.get("size_bytes"), after.get("size_bytes"));
      return;
    }
    String before = Objects.requireNonNullElse(was.text(), "");
    String after = Objects.requireNonNullElse(is.text(), "");
    Json wasJson = json(before);
    Json isJson = json(after);
    if (wasJson == null || isJson == null) {
      differ(call, "body", Json.of(before), Json.of(after));
      return;
    }
    List<JsonDifference> found = JsonDifference.between(wasJson, isJson);
    found.forEach(one -> add(call, "body" + one.pointer(), one.recorded(), one.now()));
    if (found.isEmpty()) {
      differ(call, "body", Json.of(before), Json.of(after));
    }
  }

  private static @Nullable Json json(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      return null;
    }
  }

  private static Json.Obj byName(Json.Obj said) {
    Json.Builder headers = Json.object();
    for (Json.Obj header : said.objects("headers")) {
      headers.put(header.text("name", ""), header.get("value"));
    }
    return headers.build();
  }

  private void differ(Call call, String field, @Nullable Json was, @Nullable Json is) {
    if (!Objects.equals(was, is)) {
      add(call, field, was, is);
    }
  }

  private void add(Call call, String field, @Nullable Json was, @Nullable Json is) {
    drifts.add(
        new Drift(
            call.path().toString(),
            call.ordinal() + 1,
            field,
            JsonDifference.shown(was),
            JsonDifference.shown(is)));
  }

  @Override
  public void abort() {}

  @Override
  public void close() {}
}
