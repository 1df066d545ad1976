package dev.clew.core.fact.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A check before the run.
///
/// The kinds: `preflight_checked`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record PreflightChecked(Json.Obj attributes) implements Fact {
  /// The status of one that found what it looked for.
  public static final String PASSED = "passed";

  /// The status of one that did not.
  public static final String FAILED = "failed";

  public static final Attribute<String> OPERATION =
      Attribute.text("operation", "`health_check` or `contract`.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<String> DEFINITION =
      Attribute.text("definition", "The API.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<String> TARGET =
      Attribute.text("target", "The URL, or the file of the contract.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<String> STATUS =
      Attribute.text("status", "`passed`, `failed`, `not_checked`.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<String> CODE =
      Attribute.text("code", "Absent: it passed.").by(Writer.RUN);

  public static final Attribute<String> MESSAGE =
      Attribute.text("message", "In words; absent: there is nothing to say.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<List<PreflightAttempt>> ATTEMPTS =
      Attribute.parts("attempts", PreflightAttempt.TYPE, "One after the other.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final FactType TYPE =
      new FactType(
          "PreflightChecked",
          List.of(Kind.PREFLIGHT_CHECKED),
          "A check before the run.",
          List.of(OPERATION, DEFINITION, TARGET, STATUS, CODE, MESSAGE, ATTEMPTS));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static PreflightChecked from(Event event) {
    return new PreflightChecked(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public String operation() {
    return get(OPERATION, "");
  }

  public String definition() {
    return get(DEFINITION, "");
  }

  public @Nullable String target() {
    return get(TARGET);
  }

  public String status() {
    return get(STATUS, "");
  }

  public @Nullable String code() {
    return get(CODE);
  }

  public String message() {
    return get(MESSAGE, "");
  }

  public List<PreflightAttempt> attempts() {
    return get(ATTEMPTS, List.of());
  }
}
