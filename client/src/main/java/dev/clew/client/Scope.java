package dev.clew.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where things happen: in a run, or in a stage of it. Thread-safe; nothing throws.
public abstract sealed class Scope extends Span permits Run, Stage {
  Scope(@Nullable Scope parent) {
    super(parent);
  }

  abstract @Nullable Place place();

  /// A stage within this begins. The same name again is the next try of a stage that has failed,
  /// else another visit.
  public final Stage stage(String name) {
    return begun(name, null);
  }

  /// A stage of a loop begins.
  ///
  /// @param item of the loop, from 0
  public final Stage stage(String name, int item) {
    return begun(name, item);
  }

  private Stage begun(String name, @Nullable Integer item) {
    goOn();
    return new Stage(this, name, attempt().places().enter(place(), name, item));
  }

  /// A call out of the run begins.
  ///
  /// @param type `process`, `sql`, `model`, `messaging`, or a word of one's own
  /// @param what what is called, for people
  public final ToolCall toolCall(String type, String what) {
    goOn();
    return new ToolCall(this, what, new Members().with("type", type));
  }

  /// A request of HTTP begins.
  public final ToolCall httpCall(String method, String url) {
    goOn();
    Members said =
        new Members().with("type", "http").with("method", method).with("url", Capped.text(url));
    return new ToolCall(this, method + " " + url, said);
  }

  /// A file was written. Its size and its SHA-256 are taken beside the job, soon after.
  public final void artifact(Path file, ArtifactKind kind) {
    artifact("artifact_written", file, kind);
  }

  /// A file was read.
  public final void consumed(Path file, ArtifactKind kind) {
    artifact("artifact_consumed", file, kind);
  }

  private void artifact(String event, Path file, ArtifactKind kind) {
    if (file == null || kind == null) {
      return;
    }
    goOn();
    FileFacts facts = FileFacts.of(file);
    Event about =
        Event.of(event, facts.shown())
            .in(place())
            .span(spanId(), parentSpanId())
            .artifact(facts.shown())
            .with("artifact_kind", kind.wire())
            .with("path", facts.shown());
    long number = attempt().number();
    attempt()
        .files()
        .add(facts.read().thenAccept(read -> attempt().send(number, about.withAll(read))));
  }

  /// A file was brought to where it is due.
  ///
  /// @param where `s3://reports`
  public final void uploaded(Path file, String where) {
    if (file == null) {
      return;
    }
    goOn();
    String shown = FileFacts.of(file).shown();
    tell(Event.of("artifact_uploaded", shown).artifact(shown).with("where", where));
  }

  /// A choice was made.
  ///
  /// @param expression what was asked: `pages > 0`
  /// @param result what came out
  /// @param chosen what follows from it: `render`
  public final void decision(String expression, boolean result, String chosen) {
    goOn();
    tell(
        Event.of("decision_evaluated", expression + " is " + result + ": " + chosen)
            .with("expression", Capped.text(expression))
            .with("result", result)
            .with("chosen", chosen));
  }

  /// Something was checked.
  public final void check(String name, boolean passed, String message) {
    goOn();
    tell(
        Event.of("validation_completed", message)
            .severity(passed ? Severity.INFO : Severity.ERROR)
            .with("name", name)
            .with("result", passed ? "passed" : "failed")
            .with("message", Capped.text(message)));
  }

  /// The world outside was changed: `email sent`.
  ///
  /// @param target what it is about
  public final void effect(String what, String target) {
    goOn();
    tell(
        Event.of("effect", what)
            .with("what", what)
            .with("target", target)
            .with("status", "committed"));
  }

  /// How far it is; said with the next sign of life.
  public final void progress(long done, long total) {
    attempt().progress(place(), done, total);
  }

  /// Something in words.
  public final void log(String text) {
    log(Severity.INFO, text, null, null);
  }

  /// Something in words.
  public final void log(Severity severity, String text) {
    log(severity, text, null, null);
  }

  /// A line of a log.
  ///
  /// @param logger who says it; null when nobody has a name
  /// @param thrown what it tells of; null when it tells of no exception
  public final void log(
      Severity severity, String text, @Nullable String logger, @Nullable Throwable thrown) {
    if (thrown != null && attempt().isNew(thrown)) {
      tell(Failure.of(thrown).event(text).severity(severity).with("scope", logger));
      return;
    }
    tell(
        Event.of("log", text)
            .severity(severity)
            .with("scope", logger)
            .with("capped", Capped.isOver(text) ? true : null)
            .detail());
  }

  @Override
  final void tell(Event event) {
    attempt().send(event.in(place()).span(spanId(), parentSpanId()));
  }
}
