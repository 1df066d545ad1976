package dev.clew.engine.preflight;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What was looked at before a run begins, and what came of it. Immutable.
public record Preflight(List<Operation> operations) {
  /// Nothing had to be looked at.
  public static final Preflight NONE = new Preflight(List.of());

  public Preflight {
    operations = List.copyOf(operations);
  }

  public enum Type {
    HEALTH_CHECK,
    CONTRACT;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public enum Status {
    PASSED,
    FAILED,
    /// It was not asked, and `message` says why.
    NOT_CHECKED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One thing that was looked at.
  ///
  /// @param definition the catalog's definition that it belongs to
  /// @param target a URL, or the path of a file
  /// @param code why it failed: `dependency_not_ready`, `contract_unavailable`,
  ///   `contract_unreadable`; empty when it did not
  /// @param message one sentence for people, with the remedy when it failed
  /// @param took from the first attempt to the end of the last, waiting included
  public record Operation(
      Type type,
      String definition,
      String target,
      Status status,
      String code,
      String message,
      List<Attempt> attempts,
      Duration took) {
    public Operation {
      attempts = List.copyOf(attempts);
    }

    public boolean failed() {
      return status == Status.FAILED;
    }
  }

  /// One request.
  ///
  /// @param number from 1
  /// @param httpStatus null when no answer came
  /// @param code why no answer came, as calls of a run say it; empty when one came
  public record Attempt(
      int number,
      Instant startedAt,
      Duration took,
      @Nullable Integer httpStatus,
      String code,
      String message) {}

  /// The first that failed; null when the run may begin.
  public @Nullable Operation failure() {
    for (Operation operation : operations) {
      if (operation.failed()) {
        return operation;
      }
    }
    return null;
  }

  /// One `preflight_checked` for each, in order.
  public void write(Recorder recorder) {
    for (Operation operation : operations) {
      Recorder.Draft event =
          recorder
              .event(Kind.PREFLIGHT_CHECKED, operation.message())
              .severity(operation.failed() ? Severity.ERROR : Severity.INFO)
              .took(operation.took());
      json(operation).members().forEach(event::with);
      event.append();
    }
  }

  /// What [#write] left in the rows of an attempt, so that a replay can write it again.
  public static Preflight recorded(List<Row> rows) {
    List<Operation> operations = new ArrayList<>();
    for (Row row : rows) {
      if (row.event().is(Kind.PREFLIGHT_CHECKED)) {
        operations.add(recorded(row.event()));
      }
    }
    return new Preflight(operations);
  }

  private static Operation recorded(Event event) {
    Json.Obj about = event.attributes();
    List<Attempt> attempts = new ArrayList<>();
    for (Json.Obj attempt : about.objects("attempts")) {
      Long number = attempt.whole("number");
      Long took = attempt.whole("duration_ms");
      Long status = attempt.whole("http_status");
      attempts.add(
          new Attempt(
              number == null ? 0 : number.intValue(),
              Instant.parse(attempt.text("started_at", Instant.EPOCH.toString())),
              Duration.ofMillis(took == null ? 0 : took),
              status == null ? null : (Integer) status.intValue(),
              attempt.text("code", ""),
              attempt.text("message", "")));
    }
    Duration took = event.duration();
    return new Operation(
        Type.valueOf(about.text("operation", "contract").toUpperCase(Locale.ROOT)),
        about.text("definition", ""),
        about.text("target", ""),
        Status.valueOf(about.text("status", "not_checked").toUpperCase(Locale.ROOT)),
        about.text("code", ""),
        about.text("message", ""),
        attempts,
        took == null ? Duration.ZERO : took);
  }

  /// As an event has it.
  public static Json.Obj json(Operation operation) {
    List<Json> attempts = new ArrayList<>();
    for (Attempt attempt : operation.attempts()) {
      attempts.add(
          Json.object()
              .put("number", attempt.number())
              .put("started_at", attempt.startedAt().toString())
              .put("duration_ms", attempt.took().toMillis())
              .put("http_status", attempt.httpStatus())
              .put("code", attempt.code().isEmpty() ? null : attempt.code())
              .put("message", attempt.message().isEmpty() ? null : attempt.message())
              .build());
    }
    return Json.object()
        .put("operation", operation.type().wire())
        .put("definition", operation.definition())
        .put("target", operation.target())
        .put("status", operation.status().wire())
        .put("code", operation.code().isEmpty() ? null : operation.code())
        .put("message", operation.message())
        .put("attempts", attempts)
        .build();
  }
}
