package dev.clew.core.fact.part;

import dev.clew.core.event.Event;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What went wrong, as a producer says it. A text in its place is the message of an error without a
/// code.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record SaidError(Json.Obj attributes) implements Part {
  public static final Attribute<String> CODE =
      Attribute.text("code", "Which error it is; `error` when the producer names none.");

  public static final Attribute<String> MESSAGE =
      Attribute.text("message", "One sentence for people; the code when there is none.");

  public static final Attribute<String> CAUSE =
      Attribute.text(
          "cause",
          "A cause of the list below; absent: it follows from the code, else from the words.");

  public static final Attribute<Quoted> QUOTE =
      Attribute.part(
          "quote",
          Quoted.TYPE,
          "What the answer itself says about it; absent: the answer says nothing that is known by a rule.");

  public static final Attribute<String> RULE =
      Attribute.text(
          "rule",
          "The rule by which a line of output was read so, `id@version`; absent: its producer says it itself.");

  public static final Attribute<List<Json>> CAUSE_CHAIN =
      Attribute.jsons(
          "cause_chain",
          "From the outermost failure to the deepest cause: texts, or objects with `type` and `message`.");

  public static final PartType<SaidError> TYPE =
      PartType.of(
              SaidError.class,
              SaidError::new,
              "What went wrong, as a producer says it. A text in its place is the message of an error without a code.",
              List.of(CODE, MESSAGE, CAUSE, QUOTE, RULE, CAUSE_CHAIN))
          .required(CODE, MESSAGE)
          .coerced(SaidError::coerced);

  private static final Attribute<SaidError> ERROR =
      Attribute.part("error", TYPE, "What went wrong.");

  /// What an event says of an error; null when it says nothing.
  public static @Nullable SaidError of(Event event) {
    return ERROR.fitted(event.attributes());
  }

  /// One without a quote.
  public static SaidError of(String code, String message) {
    return new SaidError(new Attributes().with(CODE, code).with(MESSAGE, message).build());
  }

  /// An event that says in its own attributes what went wrong, as an `error` does.
  public static SaidError from(Event event) {
    return new SaidError(event.attributes());
  }

  /// A text is the message of an error without a code of its own.
  private static Json coerced(Json value) {
    return switch (value) {
      case Json.Str text when !text.value().isBlank() ->
          new Attributes().with(CODE, "error").with(MESSAGE, text.value()).build();
      case Json.Obj said -> {
        Json code = text(said, CODE, Json.of("error"));
        Json message = text(said, MESSAGE, code);
        boolean isSame =
            code.equals(said.get(CODE.name())) && message.equals(said.get(MESSAGE.name()));
        yield isSame ? said : said.with(CODE.name(), code).with(MESSAGE.name(), message);
      }
      default -> value;
    };
  }

  private static Json text(Json.Obj said, Attribute<String> attribute, Json otherwise) {
    Json value = said.get(attribute.name());
    Json text = value == null ? null : attribute.fit(value);
    return text == null ? otherwise : text;
  }

  public String code() {
    return get(CODE, "");
  }

  public String message() {
    return get(MESSAGE, "");
  }

  public @Nullable String cause() {
    return get(CAUSE);
  }

  public @Nullable Quoted quote() {
    return get(QUOTE);
  }

  public @Nullable String rule() {
    return get(RULE);
  }

  public List<Json> causeChain() {
    return get(CAUSE_CHAIN, List.of());
  }
}
