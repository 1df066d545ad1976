package dev.clew.core.fact.run;

import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One attempt at a check before the run.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record PreflightAttempt(Json.Obj attributes) implements Part {
  public static final Attribute<Long> NUMBER = Attribute.whole("number", "From 1.");

  public static final Attribute<Timestamp> STARTED_AT =
      Attribute.time("started_at", "When it began.");

  public static final Attribute<Duration> DURATION =
      Attribute.millis("duration_ms", "How long it took.");

  public static final Attribute<Long> HTTP_STATUS =
      Attribute.whole("http_status", "Absent: no answer came.");

  public static final Attribute<String> URL =
      Attribute.text("url", "What was asked.").by(Writer.IMPORT);

  public static final Attribute<String> STATUS =
      Attribute.text("status", "`passed` or `failed`.").by(Writer.IMPORT);

  public static final Attribute<String> ERROR =
      Attribute.text("error", "What went wrong; absent: nothing did.").by(Writer.IMPORT);

  public static final Attribute<String> CODE = Attribute.text("code", "Absent: it went well.");

  public static final Attribute<String> MESSAGE =
      Attribute.text("message", "In words; absent: there is nothing to say.");

  public static final PartType<PreflightAttempt> TYPE =
      PartType.of(
          PreflightAttempt.class,
          PreflightAttempt::new,
          "One attempt at a check before the run.",
          List.of(NUMBER, STARTED_AT, DURATION, HTTP_STATUS, URL, STATUS, ERROR, CODE, MESSAGE));

  public @Nullable Long number() {
    return get(NUMBER);
  }

  public @Nullable Timestamp startedAt() {
    return get(STARTED_AT);
  }

  public @Nullable Duration duration() {
    return get(DURATION);
  }

  public @Nullable Long httpStatus() {
    return get(HTTP_STATUS);
  }

  public @Nullable String url() {
    return get(URL);
  }

  public @Nullable String status() {
    return get(STATUS);
  }

  public @Nullable String error() {
    return get(ERROR);
  }

  public @Nullable String code() {
    return get(CODE);
  }

  public @Nullable String message() {
    return get(MESSAGE);
  }
}
