package dev.clew.execution.offline;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.document.JsonText;
import dev.clew.engine.context.Exchanges;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Answers a call as it is supposed, else from the recording. What was not sent then has no answer.
/// Thread-safe.
final class SupposedExchanges implements Exchanges {
  private final Supposition supposition;
  private final Recording recording;
  private final RecordedExchanges recorded;
  private final Runnable onOther;
  private final AtomicInteger supposed = new AtomicInteger();
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<WhatIf.NotRecorded> notRecorded =
      new ConcurrentLinkedQueue<>();

  /// @param onOther is told when something is other than it was
  SupposedExchanges(
      Supposition supposition, Recording recording, RecordedExchanges recorded, Runnable onOther) {
    this.supposition = supposition;
    this.recording = recording;
    this.recorded = recorded;
    this.onOther = onOther;
  }

  @Override
  public Exchange send(Call call, Request request, @Nullable Duration atMost) {
    SupposedAnswer answer = supposition.answer(call.path());
    if (answer != null) {
      onOther.run();
      supposed.incrementAndGet();
      used.add(answer.stage());
      return answer(answer, call);
    }
    Recording.Recorded known = recording.call(call);
    if (known == null || known.ended() == null) {
      onOther.run();
      return none(call, request, known != null);
    }
    return recorded.send(call, request, atMost);
  }

  private Exchange none(Call call, Request request, boolean wasSent) {
    String why =
        wasSent
            ? request.method() + " was sent then, and the recording ends before the answer"
            : request.method() + " was not sent then, so the recording has no answer to it";
    notRecorded.add(new WhatIf.NotRecorded(call.path().toString(), why));
    return new Exchange.Unanswered(
        FailureCode.NOT_RECORDED.wire(),
        "not recorded: " + why,
        true,
        new Exchange.Timing(null, null, Duration.ZERO));
  }

  /// With what the recording has of the answer, as far as nothing else is supposed.
  private Exchange answer(SupposedAnswer answer, Call call) {
    Row ended = lastEnd(call);
    ToolCallEnded said =
        ended == null ? new ToolCallEnded(Json.EMPTY_OBJECT) : ToolCallEnded.from(ended.event());
    Exchange.Timing timing =
        ended == null
            ? new Exchange.Timing(null, null, Duration.ZERO)
            : RecordedExchanges.timing(ended.event());
    Long was = said.httpStatus();
    int before = was == null ? 0 : Math.toIntExact(was);
    boolean wasSuccess = before >= 200 && before < 300;
    Integer status = answer.status();
    return new Exchange.Answered(
        status != null ? status : wasSuccess ? before : 200,
        said.get(ToolCallEnded.HTTP_VERSION, "HTTP/1.1"),
        headers(answer, said, wasSuccess),
        body(answer, ended),
        said.remoteAddress(),
        timing);
  }

  /// The answer that the stage's try came to then, else that of its last try; null when none came.
  private @Nullable Row lastEnd(Call call) {
    Row ofTry = null;
    Row ofStage = null;
    for (Map.Entry<Call, Recording.Recorded> one : recording.calls().entrySet()) {
      Row ended = one.getValue().ended();
      StagePath path = one.getKey().path();
      if (ended != null && path.equals(call.path()) && ended.event().is(Kind.TOOL_CALL_COMPLETED)) {
        ofStage = ended;
        ofTry = one.getKey().tryNumber() == call.tryNumber() ? ended : ofTry;
      }
    }
    return ofTry == null ? ofStage : ofTry;
  }

  private static byte[] body(SupposedAnswer answer, @Nullable Row ended) {
    String given = answer.body();
    if (given != null) {
      return given.getBytes(StandardCharsets.UTF_8);
    }
    return ended == null ? new byte[0] : RecordedExchanges.wholeBody(ended);
  }

  /// Those of the recording; of a body that was given what was true of the other one is left out.
  private static List<Header> headers(
      SupposedAnswer answer, ToolCallEnded said, boolean wasSuccess) {
    List<Header> headers = RecordedExchanges.headers(said.headers());
    String given = answer.body();
    if (given == null) {
      return headers;
    }
    List<Header> kept = new ArrayList<>();
    boolean hasType = false;
    for (Header header : headers) {
      boolean type = header.name().equalsIgnoreCase("Content-Type");
      boolean ofBody = header.name().toLowerCase(java.util.Locale.ROOT).startsWith("content-");
      if (!ofBody || (type && wasSuccess)) {
        kept.add(header);
        hasType |= type;
      }
    }
    if (!hasType) {
      kept.add(new Header("Content-Type", isJson(given) ? "application/json" : "text/plain"));
    }
    return kept;
  }

  private static boolean isJson(String text) {
    try {
      JsonText.parse(text);
      return true;
    } catch (JsonText.Malformed e) {
      return false;
    }
  }

  int supposed() {
    return supposed.get();
  }

  int answered() {
    return recorded.answered();
  }

  List<WhatIf.NotRecorded> notRecorded() {
    return notRecorded.stream().distinct().toList();
  }

  /// The stages of answers that no call asked for.
  List<String> unused() {
    List<String> unused = new ArrayList<>();
    for (SupposedAnswer answer : supposition.answers()) {
      if (!used.contains(answer.stage())) {
        unused.add(answer.stage());
      }
    }
    return unused;
  }

  @Override
  public void abort() {}

  @Override
  public void close() {}
}
