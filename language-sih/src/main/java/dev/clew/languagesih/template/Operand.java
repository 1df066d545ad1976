package dev.clew.languagesih.template;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.value.Display;
import org.jspecify.annotations.Nullable;

/// A value as a condition takes it. SIH keeps what is written in a condition apart from what a
/// token brings, and this follows it: text that a token brings is JSON when it can be read as that,
/// so that the output `false` is false, and the literal `'false'` is a text.
public record Operand(Kind kind, Json value) {
  public enum Kind {
    /// A token that names nothing that there is.
    MISSING,
    /// Null, written or by a `?`.
    NULL,
    TEXT,
    NUMBER,
    BOOLEAN,
    /// What a token brings that is JSON, null among it.
    JSON,
    /// A list that is written in the condition.
    LIST
  }

  private static final Operand NULL = new Operand(Kind.NULL, Json.NULL);

  public static Operand of(boolean value) {
    return new Operand(Kind.BOOLEAN, Json.of(value));
  }

  public static Operand number(long value) {
    return new Operand(Kind.NUMBER, Json.of(value));
  }

  /// A list with these values.
  public static Operand list(Json.Arr values) {
    return new Operand(Kind.LIST, values);
  }

  public static Operand json(Json value) {
    return new Operand(Kind.JSON, value);
  }

  public static Operand nothing() {
    return NULL;
  }

  /// What is written in a condition.
  public static Operand literal(Json value) {
    return switch (value) {
      case Json.Null nothing -> NULL;
      case Json.Str text -> new Operand(Kind.TEXT, text);
      case Json.Num number -> new Operand(Kind.NUMBER, number);
      case Json.Bool bool -> new Operand(Kind.BOOLEAN, bool);
      case Json.Arr list -> list(list);
      case Json.Obj object -> json(object);
    };
  }

  /// What a token stands for.
  public static Operand of(Token token, Resolved resolved) {
    return switch (resolved) {
      // A `?` in a path makes null of what is missing; one behind a stage or a key accepts that
      // there is nothing.
      case Resolved.Missing missing ->
          missing.optional() && missing.code().isOfPath()
              ? NULL
              : new Operand(Kind.MISSING, Json.NULL);
      case Resolved.Found found ->
          found.value() instanceof Json.Str text ? text(token, text) : json(found.value());
    };
  }

  private static Operand text(Token token, Json.Str text) {
    return switch (token) {
      case Token.Comparison comparison -> new Operand(Kind.TEXT, text);
      case Token.Coalesce coalesce -> read(text);
      case Reference reference -> text(reference, text);
    };
  }

  private static Operand text(Reference reference, Json.Str text) {
    return switch (reference) {
      case Reference.Input use -> read(text, use.path());
      case Reference.Global use -> read(text, use.path());
      case Reference.Context use -> read(text, use.path());
      case Reference.Variable use -> read(text, use.path());
      case Reference.StageOutput use -> read(text, use.path());
      case Reference.WorkflowOutput use -> read(text, use.path());
      case Reference.StageJson use -> json(text);
      case Reference.StageResponse use -> part(text, use.part());
      case Reference.OwnResponse use -> part(text, use.part());
      case Reference.Environment use -> new Operand(Kind.TEXT, text);
      case Reference.SystemTime use -> new Operand(Kind.TEXT, text);
      case Reference.Random use -> new Operand(Kind.TEXT, text);
      case Reference.WorkflowResult use -> new Operand(Kind.TEXT, text);
    };
  }

  private static Operand part(Json.Str text, ResponsePart part) {
    return part instanceof ResponsePart.Body body
        ? read(text, body.path())
        : new Operand(Kind.TEXT, text);
  }

  /// Text inside of JSON is a text of JSON.
  private static Operand read(Json.Str text, JsonPath path) {
    return path.steps().isEmpty() ? read(text) : json(text);
  }

  private static Operand read(Json.Str text) {
    Json parsed = parsed(text.value());
    return parsed == null ? new Operand(Kind.TEXT, text) : json(parsed);
  }

  /// The value as JSON, which text may be; null when it is none.
  public @Nullable Json asJson() {
    return switch (kind) {
      case JSON, LIST -> value;
      case TEXT -> parsed(Display.text(value));
      case MISSING, NULL, NUMBER, BOOLEAN -> null;
    };
  }

  public boolean isNull() {
    return kind == Kind.MISSING || kind == Kind.NULL || asJson() instanceof Json.Null;
  }

  public boolean exists() {
    return kind != Kind.MISSING;
  }

  public boolean isEmpty() {
    return isNull() || Display.isEmpty(value);
  }

  /// A number that is not 0, text that is not empty (`'false'` is true), a list or object that is
  /// not empty.
  public boolean isTrue() {
    return isTrue(value);
  }

  public static boolean isTrue(Json value) {
    return switch (value) {
      case Json.Bool bool -> bool.value();
      case Json.Num number -> number.decimal().signum() != 0;
      case Json.Null nothing -> false;
      case Json.Str string -> !Display.isEmpty(string);
      case Json.Arr array -> !Display.isEmpty(array);
      case Json.Obj object -> !Display.isEmpty(object);
    };
  }

  private static @Nullable Json parsed(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) <= ' ') {
      start++;
    }
    if (start == text.length() || "{[\"-0123456789tfn".indexOf(text.charAt(start)) < 0) {
      return null;
    }
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      return null;
    }
  }
}
