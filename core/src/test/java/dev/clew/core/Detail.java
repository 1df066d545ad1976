package dev.clew.core;

import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.Expects;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.IncomingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What an event of a [TestLedger] says beside its kind.
///
/// @param summary null when it is not about the summary
public record Detail(@Nullable String summary, Consumer<IncomingEvent.Builder> addition) {
  private static final String DAY = "2026-11-22T";

  static final Instant MIDNIGHT = Instant.parse(DAY + "00:00:00Z");

  private static Detail of(Consumer<IncomingEvent.Builder> addition) {
    return new Detail(null, addition);
  }

  /// All of these as one.
  public static Detail all(Detail... details) {
    String summary = null;
    Consumer<IncomingEvent.Builder> addition = event -> {};
    for (Detail detail : details) {
      summary = detail.summary() == null ? summary : detail.summary();
      addition = addition.andThen(detail.addition());
    }
    return new Detail(summary, addition);
  }

  /// So many seconds after midnight, to the millisecond.
  public static Detail at(double seconds) {
    return at(MIDNIGHT.plusMillis(Math.round(seconds * 1000)));
  }

  public static Detail at(Instant time) {
    return at(time.toString());
  }

  /// A time of the day, `13:04:02` or `13:04:02.5`, or a whole timestamp.
  public static Detail at(String time) {
    Timestamp when = Timestamp.parse(time.contains("T") ? time : DAY + time + "Z");
    return of(event -> event.at(when));
  }

  public static Detail summary(String words) {
    return new Detail(words, event -> {});
  }

  /// The stage that it is about, with the try behind a `#`: `onboard/push-items[3]#2`.
  public static Detail stage(String path) {
    int mark = path.indexOf('#');
    return mark < 0
        ? of(event -> event.stage(StagePath.parse(path)))
        : stage(
            StagePath.parse(path.substring(0, mark)), Integer.parseInt(path.substring(mark + 1)));
  }

  public static Detail stage(StagePath path, int tryNumber) {
    return of(event -> event.stage(path, tryNumber));
  }

  public static Detail tookMillis(long millis) {
    return of(event -> event.took(Duration.ofMillis(millis)));
  }

  public static Detail severity(@Nullable Severity level) {
    return of(event -> event.severity(level));
  }

  public static Detail artifact(String id) {
    return of(event -> event.artifact(id));
  }

  public static Detail toolCall(String id) {
    return of(event -> event.toolCall(id));
  }

  public static Detail span(String id) {
    return of(event -> event.span(id, null));
  }

  public static Detail payload(@Nullable Payload bytes) {
    return of(event -> event.payload(bytes));
  }

  public static <T> Detail with(Attribute<T> attribute, @Nullable T value) {
    return of(event -> event.with(attribute, value));
  }

  public static Detail with(Attribute<Long> attribute, Integer value) {
    return of(event -> event.with(attribute, value));
  }

  /// Whatever the type of the attribute is.
  public static Detail withJson(Attribute<?> attribute, @Nullable Json value) {
    return of(event -> event.withJson(attribute, value));
  }

  /// Attributes by any name.
  public static Detail withAll(Json.Obj attributes) {
    return of(event -> event.withAll(attributes));
  }

  /// Why a stage, a call or a run failed, or why it is tried again: one attribute for all.
  public static Detail error(String code, String message) {
    return with(StageEnded.ERROR, SaidError.of(code, message));
  }

  public static Detail error(String code) {
    return with(
        StageEnded.ERROR, new SaidError(new Attributes().with(SaidError.CODE, code).build()));
  }

  /// What the run that is created promises.
  public static <T> Detail expects(Attribute<T> promise, T value) {
    return with(RunCreated.EXPECTS, new Expects(new Attributes().with(promise, value).build()));
  }

  /// The file that an artifact is.
  ///
  /// @param kind `input`, `intermediate`, `final` or another
  public static Detail file(String kind, String path) {
    return all(with(ArtifactWritten.ARTIFACT_KIND, kind), with(ArtifactWritten.PATH, path));
  }

  /// The text of a file that is captured, with its digest.
  public static Detail content(String text) {
    Payload content = Payload.of(text);
    return all(with(ConfigCaptured.SHA256, content.digest().hex()), payload(content));
  }

  /// That the call is of the command which is the whole run.
  public static Detail wraps() {
    return all(with(ToolCallStarted.CALL_TYPE, "process"), with(ToolCallStarted.WRAPS, true));
  }
}
