package dev.clew.engine.preflight;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.PreflightAttempt;
import dev.clew.core.fact.run.PreflightChecked;
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
      event.withAll(json(operation));
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
    PreflightChecked checked = PreflightChecked.from(event);
    Duration took = event.duration();
    return new Operation(
        Type.valueOf(checked.get(PreflightChecked.OPERATION, "contract").toUpperCase(Locale.ROOT)),
        checked.definition(),
        checked.get(PreflightChecked.TARGET, ""),
        Status.valueOf(
            checked.get(PreflightChecked.STATUS, "not_checked").toUpperCase(Locale.ROOT)),
        checked.get(PreflightChecked.CODE, ""),
        checked.message(),
        checked.attempts().stream().map(Preflight::attempt).toList(),
        took == null ? Duration.ZERO : took);
  }

  private static Attempt attempt(PreflightAttempt attempt) {
    Long number = attempt.number();
    Timestamp startedAt = attempt.startedAt();
    Long status = attempt.httpStatus();
    return new Attempt(
        number == null ? 0 : number.intValue(),
        startedAt == null ? Instant.EPOCH : startedAt.instant(),
        attempt.get(PreflightAttempt.DURATION, Duration.ZERO),
        status == null ? null : (Integer) status.intValue(),
        attempt.get(PreflightAttempt.CODE, ""),
        attempt.get(PreflightAttempt.MESSAGE, ""));
  }

  /// As an event has it.
  public static Json.Obj json(Operation operation) {
    return new Attributes()
        .with(PreflightChecked.OPERATION, operation.type().wire())
        .with(PreflightChecked.DEFINITION, operation.definition())
        .with(PreflightChecked.TARGET, operation.target())
        .with(PreflightChecked.STATUS, operation.status().wire())
        .with(PreflightChecked.CODE, orNull(operation.code()))
        .with(PreflightChecked.MESSAGE, operation.message())
        .with(
            PreflightChecked.ATTEMPTS, operation.attempts().stream().map(Preflight::said).toList())
        .build();
  }

  /// As an event has it, in whole milliseconds.
  private static PreflightAttempt said(Attempt attempt) {
    return new PreflightAttempt(
        new Attributes()
            .with(PreflightAttempt.NUMBER, attempt.number())
            .with(PreflightAttempt.STARTED_AT, Timestamp.parse(attempt.startedAt().toString()))
            .with(PreflightAttempt.DURATION, Duration.ofMillis(attempt.took().toMillis()))
            .with(PreflightAttempt.HTTP_STATUS, attempt.httpStatus())
            .with(PreflightAttempt.CODE, orNull(attempt.code()))
            .with(PreflightAttempt.MESSAGE, orNull(attempt.message()))
            .build());
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
