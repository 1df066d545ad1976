package dev.clew.engine.call;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Millis;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.engine.context.Exchanges;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.context.Seeded;
import dev.clew.engine.context.TimeLimit;
import dev.clew.engine.context.Timekeeper;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.evidence.HeaderJson;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.Request;
import dev.clew.workflow.definition.ExpectedStatuses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The calls that one try of a stage makes: the request, and where redirects lead. Each is a tool
/// call of its own, and its start is written down before its bytes leave (DESIGN §5.9).
public final class EndpointRequest {
  private static final String HTTP = "http";

  private final Exchanges exchanges;
  private final Recorder recorder;
  private final Redactor redactor;
  private final RunSettings settings;
  private final Seeded seeded;
  private final StagePath path;
  private final int tryNumber;
  private final String traceId;
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
    this.traceId = parts.traceId();
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
    return sendAs(HTTP, first, expected, about);
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
            "too_many_redirects",
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

  /// W3C Trace Context; a workflow that sets the header itself keeps its own.
  private Request traced(Request request, String span) {
    if (request.header("traceparent") != null) {
      return request;
    }
    List<Header> headers = new ArrayList<>(request.headers());
    headers.add(new Header("traceparent", "00-" + traceId + "-" + span + "-01"));
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
            .with("type", type)
            .with("method", request.method())
            .with("url", request.uri().toString())
            .with("safe", request.isSafe())
            .with("elapsed_ms", Millis.of(elapsed));
    if (settings.capture().keepsHeaders()) {
      event.with("headers", HeaderJson.of(request.headers()));
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
          .with("content_type", media)
          .with("body", body(body.length, media, kept ? "all" : "none"));
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
            .with("http_status", answer.status())
            .with("http_version", answer.version())
            .with("remote_address", answer.remoteAddress())
            .with("connect_ms", Millis.ofNullable(timing.connect()))
            .with("first_byte_ms", Millis.ofNullable(timing.firstByte()));
    if (settings.capture().keepsHeaders()) {
      event.with("headers", HeaderJson.of(answer.headers()));
    } else {
      event.with("headers", List.of());
    }
    if (Redirects.isRedirect(answer.status())) {
      event.with("redirect", answer.header("Location"));
    }
    String type = answer.header("Content-Type");
    boolean successful = expected.accept(answer.status()) && answer.status() < 400;
    event.with("content_type", type);
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
      event.with("body", body(0, type, "all"));
      return;
    }
    Payload redacted = ahead.get();
    boolean whole = settings.capture() == Capture.BODIES;
    if (!whole && (successful || settings.capture() == Capture.NONE)) {
      event.with("body", body(body.length, type, "none"));
      return;
    }
    if (redacted == null) {
      event.with(
          "body", body(body.length, type, "none").with("reason", Json.of("the body is binary")));
      return;
    }
    if (!whole && redacted.sizeBytes() > Capture.UNSUCCESSFUL_BODY_BYTES) {
      event
          .payload(cut(redacted))
          .with(
              "body",
              body(body.length, type, "cut")
                  .with(
                      "reason",
                      Json.of(
                          "cut at capture.unsuccessful_body_bytes = "
                              + Capture.UNSUCCESSFUL_BODY_BYTES)));
      return;
    }
    event.payload(redacted).with("body", body(body.length, type, "all"));
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
        .with("sent_nothing", none.sentNothing())
        .with("connect_ms", Millis.ofNullable(none.timing().connect()))
        .with(
            "error", Json.object().put("code", none.code()).put("message", none.message()).build())
        .append();
  }

  private static Json.Obj body(int size, @Nullable String type, String captured) {
    return Json.object()
        .put("size_bytes", size)
        .put("content_type", type)
        .put("captured", captured)
        .build();
  }
}
