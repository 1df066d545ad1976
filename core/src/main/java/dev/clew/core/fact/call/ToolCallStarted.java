package dev.clew.core.fact.call;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.fact.part.NamedText;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call out of the run began.
///
/// The kinds: `tool_call_started`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record ToolCallStarted(Json.Obj attributes) implements Fact {
  /// The type of one over HTTP.
  public static final String HTTP = "http";

  public static final Attribute<String> CALL_TYPE =
      Attribute.text("type", "`http`, `process`, `sql`, `model`; absent: `http`.")
          .by(Writer.RUN, Writer.EXEC, Writer.IMPORT, Writer.OTLP)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<Boolean> SAFE =
      Attribute.flag(
              "safe",
              "Whether it changes nothing outside; absent: by its method (RFC 9110 §9.2.1).")
          .by(Writer.RUN, Writer.IMPORT, Writer.OTLP)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> METHOD =
      Attribute.text("method", "Of the request.")
          .by(Writer.RUN, Writer.IMPORT, Writer.OTLP)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> URL =
      Attribute.text("url", "Redacted.")
          .by(Writer.RUN, Writer.IMPORT, Writer.OTLP)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<List<NamedText>> HEADERS =
      Attribute.parts("headers", NamedText.TYPE, "Absent: they were not captured.")
          .by(Writer.RUN, Writer.IMPORT)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> CONTENT_TYPE =
      Attribute.text("content_type", "Of the payload.").by(Writer.RUN).that(Trait.NOT_COMPARED);

  public static final Attribute<Body> BODY =
      Attribute.part("body", Body.TYPE, "What was sent or came.")
          .by(Writer.RUN)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<List<String>> ARGV =
      Attribute.texts("argv", "The words of a process.").by(Writer.EXEC);

  public static final Attribute<Long> PID =
      Attribute.whole("pid", "The process.")
          .by(Writer.EXEC)
          .that(Trait.NOT_COMPARED, Trait.OF_PRODUCER);

  public static final Attribute<Boolean> WRAPS =
      Attribute.flag(
              "wraps",
              "It is the process that a whole attempt runs in. It counts as work only if that process says nothing about its own work.")
          .by(Writer.EXEC)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<List<EnumValue>> ENUM_VALUES =
      Attribute.parts("enum_values", EnumValue.TYPE, "What stands in the place of names of enums.")
          .by(Writer.RUN);

  public static final Attribute<String> MODEL =
      Attribute.text("model", "The model that is asked.").by(Writer.RUN, Writer.OTLP);

  public static final Attribute<Long> ESTIMATED_INPUT_TOKENS =
      Attribute.whole("estimated_input_tokens", "As clew counts them.").by(Writer.RUN);

  public static final FactType TYPE =
      new FactType(
          "ToolCallStarted",
          List.of(Kind.TOOL_CALL_STARTED),
          "A call out of the run began.",
          List.of(
              CALL_TYPE,
              SAFE,
              METHOD,
              URL,
              HEADERS,
              CONTENT_TYPE,
              BODY,
              ARGV,
              PID,
              WRAPS,
              ENUM_VALUES,
              MODEL,
              ESTIMATED_INPUT_TOKENS));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static ToolCallStarted from(Event event) {
    return new ToolCallStarted(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String callType() {
    return get(CALL_TYPE);
  }

  public @Nullable Boolean safe() {
    return get(SAFE);
  }

  public String method() {
    return get(METHOD, "");
  }

  public String url() {
    return get(URL, "");
  }

  public List<NamedText> headers() {
    return get(HEADERS, List.of());
  }

  public @Nullable String contentType() {
    return get(CONTENT_TYPE);
  }

  public @Nullable Body body() {
    return get(BODY);
  }

  public List<String> argv() {
    return get(ARGV, List.of());
  }

  public @Nullable Long pid() {
    return get(PID);
  }

  public boolean wraps() {
    return get(WRAPS, false);
  }

  public List<EnumValue> enumValues() {
    return get(ENUM_VALUES, List.of());
  }

  public @Nullable String model() {
    return get(MODEL);
  }

  public @Nullable Long estimatedInputTokens() {
    return get(ESTIMATED_INPUT_TOKENS);
  }
}
