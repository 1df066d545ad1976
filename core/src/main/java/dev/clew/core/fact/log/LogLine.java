package dev.clew.core.fact.log;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of output, or what a producer says in words. Of a kind `error`, it says that something
/// went wrong.
///
/// The kinds: `log`, `error`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record LogLine(Json.Obj attributes) implements Fact {
  public static final Attribute<String> MESSAGE =
      Attribute.text("message", "In words; absent: there is nothing to say.")
          .by(
              Writer.RUN,
              Writer.EXEC,
              Writer.IMPORT,
              Writer.OTLP,
              Writer.LINEAGE,
              Writer.CI_LOG,
              Writer.OTHERS);

  public static final Attribute<String> LEVEL =
      Attribute.text("level", "As the workflow says.").by(Writer.RUN);

  public static final Attribute<String> SOURCE =
      Attribute.text("source", "Of what a workflow says itself: the key that says it.")
          .by(Writer.RUN);

  public static final Attribute<List<ByteRange>> RANGES =
      Attribute.parts("ranges", ByteRange.TYPE, "When bytes of another stream lie between.")
          .by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<String> TEMPLATE =
      Attribute.text("template", "The text with its changing parts as `<*>`.")
          .by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<String> TEMPLATE_ID =
      Attribute.text("template_id", "A digest of the template.").by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<String> RULE =
      Attribute.text("rule", "By which rule it was read, `id@version`; `unknown` for none.")
          .by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<List<String>> CANDIDATES =
      Attribute.texts("candidates", "The rules of an `ambiguous` one.")
          .by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<Json.Obj> CAPTURES =
      Attribute.object("captures", "What the rule found in it.").by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<String> TIME =
      Attribute.text("time", "What the line says of its time.").by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<Long> HTTP_STATUS =
      Attribute.whole("http_status", "The status of the answer; absent: none came.")
          .by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<String> CAUSE =
      Attribute.text("cause", "A cause of the list below.")
          .by(Writer.RUN, Writer.EXEC, Writer.IMPORT, Writer.CI_LOG, Writer.OTHERS);

  public static final Attribute<String> CODE =
      Attribute.text("code", "Which error it is.")
          .by(
              Writer.RUN,
              Writer.EXEC,
              Writer.IMPORT,
              Writer.OTLP,
              Writer.LINEAGE,
              Writer.CI_LOG,
              Writer.OTHERS);

  public static final Attribute<List<Json>> CAUSE_CHAIN =
      Attribute.jsons("cause_chain", "`{type,message}`, the deepest last.")
          .by(Writer.EXEC, Writer.OTLP, Writer.LINEAGE, Writer.CI_LOG, Writer.OTHERS);

  public static final Attribute<Boolean> CAPPED =
      Attribute.flag("capped", "A limit has cut it.").by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<String> SIGNAL =
      Attribute.text("signal", "The signal that clew was sent.").by(Writer.EXEC);

  public static final FactType TYPE =
      new FactType(
          "LogLine",
          List.of(Kind.LOG, Kind.ERROR),
          "A line of output, or what a producer says in words. Of a kind `error`, it says that something went wrong.",
          List.of(
              MESSAGE,
              LEVEL,
              SOURCE,
              RANGES,
              TEMPLATE,
              TEMPLATE_ID,
              RULE,
              CANDIDATES,
              CAPTURES,
              TIME,
              HTTP_STATUS,
              CAUSE,
              CODE,
              CAUSE_CHAIN,
              CAPPED,
              SIGNAL));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static LogLine from(Event event) {
    return new LogLine(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String message() {
    return get(MESSAGE);
  }

  public @Nullable String level() {
    return get(LEVEL);
  }

  public @Nullable String source() {
    return get(SOURCE);
  }

  public List<ByteRange> ranges() {
    return get(RANGES, List.of());
  }

  public @Nullable String template() {
    return get(TEMPLATE);
  }

  public @Nullable String templateId() {
    return get(TEMPLATE_ID);
  }

  public @Nullable String rule() {
    return get(RULE);
  }

  public List<String> candidates() {
    return get(CANDIDATES, List.of());
  }

  public Json.Obj captures() {
    return get(CAPTURES, Json.EMPTY_OBJECT);
  }

  public @Nullable String time() {
    return get(TIME);
  }

  public @Nullable Long httpStatus() {
    return get(HTTP_STATUS);
  }

  public @Nullable String cause() {
    return get(CAUSE);
  }

  public @Nullable String code() {
    return get(CODE);
  }

  public List<Json> causeChain() {
    return get(CAUSE_CHAIN, List.of());
  }

  public boolean capped() {
    return get(CAPPED, false);
  }

  public @Nullable String signal() {
    return get(SIGNAL);
  }
}
