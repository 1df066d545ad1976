package dev.clew.engine.call;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.Body;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.trace.TraceContext;
import dev.clew.engine.context.Exchanges;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.context.Seeded;
import dev.clew.engine.context.TimeLimit;
import dev.clew.engine.context.Timekeeper;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.evidence.SaidHeaders;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.Request;
import dev.clew.plan.stage.ExpectedStatuses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The calls that one try of a stage makes: the request, and where redirects lead. Each is a tool
/// call of its own, and its start is written down before its bytes leave (DESIGN §5.9).
public final class EndpointRequest {
  private final Exchanges exchanges;
  private final Recorder recorder;
  private final Redactor redactor;
  private final RunSettings settings;
  private final Seeded seeded;
  private final StagePath path;
  private final int tryNumber;
  private final TraceContext trace;
  private final Timekeeper course;
  private @Nullable TimeLimit limit;
  private int calls;

  /// @param limit of the stage; null for none
  public EndpointRequest(
      RunContext parts, StagePath path, int tryNumber, @Nullable TimeLimit limit) {
    this.exchanges = parts.exchanges();
    this.recorder = parts.recorder();
    this.redactor = parts.redactor();
    this.settings = parts.settings();
    this.seeded = parts.seeded();
    this.trace = parts.trace();
    this.course = parts.course();
    this.limit = limit;
    this.path = path;
    this.tryNumber = tryNumber;
  }

  /// From the next call on.
  public void within(@Nullable TimeLimit other) {
    limit = other;
  }

  /// The end of the chain of redirects: an answer that is no redirect, or that is one and is
  /// expected, or no answer.
  ///
  /// @param about more members of the events that it starts with
  public Exchange send(Request first, ExpectedStatuses expected, Json.Obj about) {
    return sendAs(ToolCallStarted.HTTP, first, expected, about);
  }

  /// As [#send], as a tool call of another type.
  ///
  /// @param about more members of the event that it starts with
  public Exchange sendAs(String type, Request first, ExpectedStatuses expected, Json.Obj about) {
    Request request = first;
    for (int redirects = 0; ; redirects++) {
      Exchange exchange = once(type, request, expected, about);
      if (!(exchange instanceof Exchange.Answered answer)
          || expected.accept(answer.status())
          || !settings.followRedirects()) {
        return exchange;
      }
      Request next = Redirects.next(request, answer);
      if (next == null) {
        return exchange;
      }
      if (redirects == RunSettings.MAX_REDIRECTS) {
        return new Exchange.Unanswered(
            FailureCode.TOO_MANY_REDIRECTS.wire(),
            "more than redirects.max = " + RunSettings.MAX_REDIRECTS + " redirects",
            false,
            answer.timing());
      }
      request = next;
    }
  }

  private Exchange once(String type, Request request, ExpectedStatuses expected, Json.Obj about) {
    int counter = calls++;
    String id = "call_" + seeded.hex(path, tryNumber, "tool_call", counter, 8);
    String span = seeded.hex(path, tryNumber, "span", counter, 8);
    Request traced = traced(request, span);
    Duration elapsed =
        course.elapsed(new Timekeeper.Moment(path, tryNumber, Kind.TOOL_CALL_STARTED));
    started(type, traced, id, span, elapsed, about);
    if (!traced.isSafe()) {
      recorder.sync();
    }
    Exchange exchange =
        exchanges.send(
            new Exchanges.Call(path, tryNumber, counter),
            traced,
            limit == null ? null : limit.left(elapsed));
    switch (exchange) {
      case Exchange.Answered answer -> completed(answer, expected, id, span, traced);
      case Exchange.Unanswered none -> failed(none, id, span, traced);
    }
    return exchange;
  }

  /// W3C Trace Context; a workflow that sets one of the headers itself keeps its own.
  private Request traced(Request request, String span) {
    List<Header> headers = new ArrayList<>(request.headers());
    trace
        .headers(span)
        .forEach((name, value) -> {
          if (request.header(name) == null) {
            headers.add(new Header(name, value));
          }
        });
    return new Request(request.method(), request.uri(), headers, request.body());
  }

  private void started(
      String type, Request request, String id, String span, Duration elapsed, Json.Obj about) {
    byte[] body = request.body();
    Recorder.Draft event =
        recorder
            .event(Kind.TOOL_CALL_STARTED, request.method() + " " + request.uri())
            .stage(path, tryNumber)
            .toolCall(id)
            .span(span, null)
            .withAll(about)
            .with(ToolCallStarted.CALL_TYPE, type)
            .with(ToolCallStarted.METHOD, request.method())
            .with(ToolCallStarted.URL, request.uri().toString())
            .with(ToolCallStarted.SAFE, request.isSafe())
            .with(AnyEvent.ELAPSED, elapsed);
    if (settings.capture().keepsHeaders()) {
      event.with(ToolCallStarted.HEADERS, SaidHeaders.of(request.headers()));
    }
    if (body != null) {
      Payload payload = Payload.of(body);
      boolean kept = settings.capture() == Capture.BODIES;
      String media = request.header("Content-Type");
      if (kept) {
        event.payload(payload);
      } else {
        event.inTurn(draft -> redactor.redact(payload, media));
      }
      event
          .with(ToolCallStarted.CONTENT_TYPE, media)
          .with(ToolCallStarted.BODY, body(body.length, media, kept ? Body.ALL : Body.NONE, null));
    }
    event.append();
  }

  private void completed(
      Exchange.Answered answer,
      ExpectedStatuses expected,
      String id,
      String span,
      Request request) {
    Exchange.Timing timing = answer.timing();
    Recorder.Draft event =
        recorder
            .event(Kind.TOOL_CALL_COMPLETED, request.method() + " answered " + answer.status())
            .stage(path, tryNumber)
            .toolCall(id)
            .span(span, null)
            .took(timing.total())
            .with(ToolCallEnded.HTTP_STATUS, answer.status())
            .with(ToolCallEnded.HTTP_VERSION, answer.version())
            .with(ToolCallEnded.REMOTE_ADDRESS, answer.remoteAddress())
            .with(ToolCallEnded.CONNECT, timing.connect())
            .with(ToolCallEnded.FIRST_BYTE, timing.firstByte());
    if (settings.capture().keepsHeaders()) {
      event.with(ToolCallEnded.HEADERS, SaidHeaders.of(answer.headers()));
    } else {
      event.with(ToolCallEnded.HEADERS, List.of());
    }
    if (Redirects.isRedirect(answer.status())) {
      event.with(ToolCallEnded.REDIRECT, answer.header("Location"));
    }
    String type = answer.header("Content-Type");
    boolean successful = expected.accept(answer.status()) && answer.status() < 400;
    event.with(ToolCallEnded.CONTENT_TYPE, type);
    byte[] body = answer.body();
    Supplier<@Nullable Payload> redacted = redactor.ahead(Payload.of(body), type);
    event.inTurn(draft -> response(body, redacted, type, successful, draft)).append();
  }

  /// The whole body goes through the redactor, also when it is not kept: that is how a token in it
  /// becomes a secret.
  private void response(
      byte[] body,
      Supplier<@Nullable Payload> ahead,
      @Nullable String type,
      boolean successful,
      Recorder.Draft event) {
    if (body.length == 0) {
      event.with(ToolCallEnded.BODY, body(0, type, Body.ALL, null));
      return;
    }
    Payload redacted = ahead.get();
    boolean whole = settings.capture() == Capture.BODIES;
    if (!whole && (successful || settings.capture() == Capture.NONE)) {
      event.with(ToolCallEnded.BODY, body(body.length, type, Body.NONE, null));
      return;
    }
    if (redacted == null) {
      event.with(ToolCallEnded.BODY, body(body.length, type, Body.NONE, "the body is binary"));
      return;
    }
    if (!whole && redacted.sizeBytes() > Capture.UNSUCCESSFUL_BODY_BYTES) {
      event
          .payload(cut(redacted))
          .with(
              ToolCallEnded.BODY,
              body(
                  body.length,
                  type,
                  Body.CUT,
                  "cut at capture.unsuccessful_body_bytes = " + Capture.UNSUCCESSFUL_BODY_BYTES));
      return;
    }
    event.payload(redacted).with(ToolCallEnded.BODY, body(body.length, type, Body.ALL, null));
  }

  /// Not in the middle of a character: a continuation byte of UTF-8 begins with the bits 10.
  private static Payload cut(Payload payload) {
    byte[] bytes = payload.bytes();
    int end = Capture.UNSUCCESSFUL_BODY_BYTES;
    while (end > 0 && (bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return Payload.of(java.util.Arrays.copyOf(bytes, end));
  }

  private void failed(Exchange.Unanswered none, String id, String span, Request request) {
    recorder
        .event(Kind.TOOL_CALL_FAILED, request.method() + " got no answer: " + none.message())
        .stage(path, tryNumber)
        .toolCall(id)
        .span(span, null)
        .severity(Severity.ERROR)
        .took(none.timing().total())
        .with(ToolCallEnded.SENT_NOTHING, none.sentNothing())
        .with(ToolCallEnded.CONNECT, none.timing().connect())
        .with(ToolCallEnded.ERROR, SaidError.of(none.code(), none.message()))
        .append();
  }

  /// @param reason why not all of it is captured; null when all is, or the settings say so
  private static Body body(
      int size, @Nullable String type, String captured, @Nullable String reason) {
    return new Body(
        new Attributes()
            .with(Body.SIZE_BYTES, size)
            .with(Body.CONTENT_TYPE, type)
            .with(Body.CAPTURED, captured)
            .with(Body.REASON, reason)
            .build());
  }
}
