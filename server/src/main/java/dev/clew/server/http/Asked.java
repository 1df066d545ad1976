package dev.clew.server.http;

import dev.clew.core.Nearest;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The body of a request that asks for something: a JSON object whose members are known. A member
/// that is misspelt and passed over would do something else than was asked.
///
/// @param body what was sent
public record Asked(Json.Obj body) {

  /// @throws Problem.Raised when the body is no JSON object
  public static Asked of(Exchange exchange) {
    try {
      if (JsonText.parse(exchange.body()) instanceof Json.Obj object) {
        return new Asked(object);
      }
    } catch (JsonText.Malformed e) {
      // Said below.
    }
    throw Problem.badRequest("body.json", "the body is a JSON object that says what is asked")
        .raised();
  }

  /// @throws Problem.Raised when there is a member of another name
  public void knows(String... names) {
    Set<String> known = Set.of(names);
    for (String name : body.members().keySet()) {
      if (!known.contains(name)) {
        throw Problem.badRequest("body.member", "what is asked has no such member")
            .with("suggestion", Nearest.to(name, known))
            .with("known", Json.strings(List.of(names)))
            .raised();
      }
    }
  }

  public Problem bad(String name, String what) {
    return Problem.badRequest("body.value", name + " " + what).with("member", name);
  }

  /// Null when it is absent or null.
  public @Nullable Json member(String name) {
    Json value = body.members().get(name);
    return value == null || value.equals(Json.NULL) ? null : value;
  }

  /// Null when it is absent.
  ///
  /// @param chars at most so many
  public @Nullable String text(String name, int chars) {
    Json value = member(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Json.Str(String text) && !text.isEmpty() && text.length() <= chars) {
      return text;
    }
    throw bad(name, "is a text of 1 to " + chars + " characters").raised();
  }

  public String required(String name, int chars) {
    String text = text(name, chars);
    if (text == null) {
      throw bad(name, "is missing").raised();
    }
    return text;
  }

  /// A whole number of a range; null when it is absent.
  public @Nullable Long whole(String name, long least, long most) {
    if (member(name) == null) {
      return null;
    }
    Long whole = body.whole(name);
    if (whole == null || whole < least || whole > most) {
      throw bad(
              name,
              "is a whole number from " + least + (most < Long.MAX_VALUE ? " to " + most : ""))
          .raised();
    }
    return whole;
  }

  public long whole(String name, long least, long most, long otherwise) {
    Long whole = whole(name, least, most);
    return whole == null ? otherwise : whole;
  }
}
