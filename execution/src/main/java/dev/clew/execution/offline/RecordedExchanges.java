package dev.clew.execution.offline;

import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.call.Body;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.part.NamedText;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.AttemptStarted;
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
    ToolCallEnded said = ToolCallEnded.from(event);
    SaidError error = said.get(ToolCallEnded.ERROR, new SaidError(Json.EMPTY_OBJECT));
    return new Exchange.Unanswered(
        error.code(), StandIns.in(error.message()), said.sentNothing(), timing(event));
  }

  private Exchange answer(String stage, Row row) {
    ToolCallEnded said = ToolCallEnded.from(row.event());
    if (!isWhole(row)) {
      long size = size(said);
      return none(
          new Obstacle(
              "body_not_captured",
              stage,
              "the answer of " + size + " bytes is not in the ledger; record the run",
              new Remedy.Give(Setting.CAPTURE_BODIES)));
    }
    if (said.headers().isEmpty()
        && recording.attempt().facts().get(AttemptStarted.CAPTURE_HTTP, "").equals("none")) {
      return none(
          new Obstacle(
              "headers_not_captured",
              stage,
              "record the run",
              new Remedy.Give(Setting.CAPTURE_HEADERS)));
    }
    return answered(row);
  }

  /// Whether the body of an answer is in the ledger, all of it.
  static boolean isWhole(Row ended) {
    ToolCallEnded said = ToolCallEnded.from(ended.event());
    Body body = said.body();
    return body != null
        && body.captured().equals(Body.ALL)
        && (size(said) == 0 || ended.payload() != null);
  }

  /// With no body where that is not whole.
  static Exchange.Answered answered(Row ended) {
    ToolCallEnded said = ToolCallEnded.from(ended.event());
    return new Exchange.Answered(
        Math.toIntExact(said.get(ToolCallEnded.HTTP_STATUS, 0L)),
        said.get(ToolCallEnded.HTTP_VERSION, "HTTP/1.1"),
        headers(said.headers()),
        wholeBody(ended),
        said.remoteAddress(),
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
    Payload payload = ended.payload();
    return payload == null || !isWhole(ended)
        ? new byte[0]
        : bytes(payload, (int) size(ToolCallEnded.from(ended.event())));
  }

  /// Of the body of an answer; 0 when nothing says it.
  private static long size(ToolCallEnded said) {
    Body body = said.body();
    return body == null ? 0 : body.get(Body.SIZE_BYTES, 0L);
  }

  static List<Header> headers(List<NamedText> said) {
    List<Header> headers = new ArrayList<>();
    for (NamedText header : said) {
      headers.add(new Header(header.name(), StandIns.in(header.value())));
    }
    return headers;
  }

  static Exchange.Timing timing(Event event) {
    Duration total = event.duration();
    ToolCallEnded said = ToolCallEnded.from(event);
    return new Exchange.Timing(
        said.connect(), said.firstByte(), total == null ? Duration.ZERO : total);
  }

  /// Both as a ledger has them, so secrets are compared by their placeholders.
  private void compare(Call call, Row recorded, Row now) {
    ToolCallStarted was = ToolCallStarted.from(recorded.event());
    ToolCallStarted is = ToolCallStarted.from(now.event());
    for (Attribute<?> field :
        List.of(ToolCallStarted.METHOD, ToolCallStarted.URL, ToolCallStarted.CONTENT_TYPE)) {
      differ(call, field.name(), was.said(field), is.said(field));
    }
    Json.Obj wasHeaders = byName(was.headers());
    Json.Obj isHeaders = byName(is.headers());
    for (JsonDifference one : JsonDifference.between(wasHeaders, isHeaders)) {
      add(call, "header " + one.pointer().substring(1), one.recorded(), one.now());
    }
    body(call, recorded, now);
  }

  private void body(Call call, Row recorded, Row now) {
    Payload was = recorded.payload();
    Payload is = now.payload();
    if (was == null || is == null) {
      Body before = ToolCallStarted.from(recorded.event()).body();
      Body after = ToolCallStarted.from(now.event()).body();
      differ(
          call,
          "body " + Body.SIZE_BYTES.name(),
          before == null ? null : before.said(Body.SIZE_BYTES),
          after == null ? null : after.said(Body.SIZE_BYTES));
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

  private static Json.Obj byName(List<NamedText> said) {
    Json.Builder headers = Json.object();
    for (NamedText header : said) {
      headers.put(header.name(), header.said(NamedText.VALUE));
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
