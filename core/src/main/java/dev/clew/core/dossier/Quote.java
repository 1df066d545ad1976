package dev.clew.core.dossier;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.NamedText;
import dev.clew.core.fact.part.Quoted;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is quoted from an answer that says why it failed, and by which rule. The rules, in this
/// order:
///
/// 1. `quote.rfc9457@1`: a problem document (RFC 9457, by its content type or by its members):
///    `title`, `detail`.
/// 2. `quote.error-object@1`: `error` is an object: its `code`, `type` or `status`; its `message`,
///    `detail` or `description`.
/// 3. `quote.error-text@1`: `error` is a text: that; `error_description`, `message` or `detail`.
/// 4. `quote.error-list@1`: the first of `errors`: a text, or an object as in 2.
/// 5. `quote.members@1`: the first of `code error_code errorCode type reason status`; of `message
///    detail description title msg`.
/// 6. `quote.html-title@1`: the title of an HTML page.
/// 7. `quote.text@1`: the first line of a text that is not blank.
///
/// @param code short, for machines; null when there is none
/// @param message for people; null when there is none
/// @param fields the other scalar members of the answer, at most 8
public record Quote(
    String rule, @Nullable String code, @Nullable String message, List<Field> fields) {
  private static final int MAX_CODE = 120;
  private static final int MAX_MESSAGE = 300;
  private static final int MAX_VALUE = 120;
  private static final int MAX_FIELDS = 8;

  public Quote {
    fields = List.copyOf(fields);
  }

  public record Field(String name, String value) {}

  /// From a JSON body. Null when no rule finds anything.
  public static @Nullable Quote of(Json body, @Nullable String contentType) {
    if (body instanceof Json.Str text) {
      return ofText(text.value(), "text/plain");
    }
    if (body instanceof Json.Arr array
        && !array.items().isEmpty()
        && array.items().getFirst() instanceof Json.Obj first) {
      return of(first, contentType);
    }
    return body instanceof Json.Obj object ? ofObject(object, contentType) : null;
  }

  /// A rule that finds neither a code nor a message leaves it to the next.
  private static @Nullable Quote ofObject(Json.Obj body, @Nullable String contentType) {
    Quote found = isProblem(body, contentType) ? ofProblem(body) : null;
    if (found == null && body.get("error") instanceof Json.Obj error) {
      found = ofError("quote.error-object@1", "error", error, body);
    }
    if (found == null && text(body.get("error")) != null) {
      found = ofErrorText(body);
    }
    if (found == null && !body.list("errors").isEmpty()) {
      found = ofErrors(body.list("errors").getFirst(), body);
    }
    return found == null ? ofMembers(body) : found;
  }

  private static @Nullable Quote ofProblem(Json.Obj body) {
    Set<String> used = new LinkedHashSet<>();
    String title = pick(body, used, "title");
    String detail = pick(body, used, "detail");
    return quote("quote.rfc9457@1", title, detail, body, used);
  }

  private static @Nullable Quote ofErrorText(Json.Obj body) {
    Set<String> used = new LinkedHashSet<>();
    String code = pick(body, used, "error");
    String message = pick(body, used, "error_description", "message", "detail");
    return quote("quote.error-text@1", code, message, body, used);
  }

  private static @Nullable Quote ofErrors(Json first, Json.Obj body) {
    String rule = "quote.error-list@1";
    return first instanceof Json.Obj error
        ? ofError(rule, "errors", error, body)
        : quote(rule, null, text(first), body, Set.of("errors"));
  }

  private static @Nullable Quote ofMembers(Json.Obj body) {
    Set<String> used = new LinkedHashSet<>();
    String code = pick(body, used, "code", "error_code", "errorCode", "type", "reason", "status");
    String message = pick(body, used, "message", "detail", "description", "title", "msg");
    return quote("quote.members@1", code, message, body, used);
  }

  /// RFC 9457 §3: by its media type, or by the members that only it has together.
  private static boolean isProblem(Json.Obj body, @Nullable String contentType) {
    if (contentType != null
        && contentType.toLowerCase(Locale.ROOT).startsWith("application/problem+json")) {
      return true;
    }
    return text(body.get("title")) != null
        && text(body.get("detail")) != null
        && (body.has("type") || body.has("status"));
  }

  private static @Nullable Quote ofError(
      String rule, String member, Json.Obj error, Json.Obj body) {
    String code = pick(error, new LinkedHashSet<>(), "code", "type", "status");
    String message = pick(error, new LinkedHashSet<>(), "message", "detail", "description");
    return quote(rule, code, message, body, Set.of(member));
  }

  private static @Nullable Quote quote(
      String rule,
      @Nullable String code,
      @Nullable String message,
      Json.Obj body,
      Set<String> used) {
    if (code == null && message == null) {
      return null;
    }
    List<Field> fields = new ArrayList<>();
    for (var member : body.members().entrySet()) {
      String value = text(member.getValue());
      if (value != null && !used.contains(member.getKey()) && fields.size() < MAX_FIELDS) {
        fields.add(new Field(cut(member.getKey(), MAX_VALUE), cut(value, MAX_VALUE)));
      }
    }
    return new Quote(
        rule,
        code == null ? null : cut(code, MAX_CODE),
        message == null ? null : cut(message, MAX_MESSAGE),
        fields);
  }

  private static @Nullable String pick(Json.Obj body, Set<String> used, String... names) {
    for (String name : names) {
      String value = text(body.get(name));
      if (value != null && !value.isBlank()) {
        used.add(name);
        return value.strip();
      }
    }
    return null;
  }

  private static @Nullable String text(@Nullable Json value) {
    return switch (value) {
      case Json.Str string -> string.value();
      case Json.Num number -> number.text();
      case Json.Bool bool -> Boolean.toString(bool.value());
      case null -> null;
      case Json.Null nothing -> null;
      case Json.Arr array -> null;
      case Json.Obj object -> null;
    };
  }

  /// From a body that is not JSON. Null when it is blank.
  public static @Nullable Quote ofText(String body, @Nullable String contentType) {
    if (contentType != null && contentType.contains("html")) {
      String title = htmlTitle(body);
      if (title != null) {
        return new Quote("quote.html-title@1", null, cut(title, MAX_MESSAGE), List.of());
      }
    }
    for (String line : body.split("\n", 50)) {
      if (!line.isBlank()) {
        return new Quote("quote.text@1", null, cut(line.strip(), MAX_MESSAGE), List.of());
      }
    }
    return null;
  }

  private static @Nullable String htmlTitle(String body) {
    String lower = body.toLowerCase(java.util.Locale.ROOT);
    int open = lower.indexOf("<title");
    int from = open < 0 ? -1 : lower.indexOf('>', open) + 1;
    int to = from <= 0 ? -1 : lower.indexOf("</title", from);
    if (to < 0) {
      return null;
    }
    String title = body.substring(from, to).strip();
    return title.isEmpty() ? null : title;
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + "…";
  }

  /// As an event says it.
  public Quoted said() {
    List<NamedText> items = new ArrayList<>();
    for (Field field : fields) {
      items.add(NamedText.of(field.name(), field.value()));
    }
    return new Quoted(
        new Attributes()
            .with(Quoted.RULE, rule)
            .with(Quoted.CODE, code)
            .with(Quoted.MESSAGE, message)
            .with(Quoted.FIELDS, items)
            .build());
  }
}
