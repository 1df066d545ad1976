package dev.clew.draft.capture;

import dev.clew.core.json.Json;
import dev.clew.draft.text.Draft;
import dev.clew.draft.text.Field;
import dev.clew.draft.text.Marks;
import dev.clew.redaction.name.SecretPlaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts marks in the place of values that must not or need not be written: secrets, and what an
/// earlier stage makes.
final class Substitution {
  private final SecretInputs secrets;
  private final Produced produced;
  private final Marks marks;

  Substitution(SecretInputs secrets, Produced produced, Marks marks) {
    this.secrets = secrets;
    this.produced = produced;
    this.marks = marks;
  }

  /// A value that is a secret: the output of an earlier stage, or an input.
  String secret(String value, String name, String description) {
    String token = produced.token(value, name);
    if (token == null) {
      produced.sent(value);
      token = token(secrets.of(value, name, description));
    }
    return marks.mark(token);
  }

  String input(Draft.Input input) {
    return marks.mark(token(input));
  }

  private static String token(Draft.Input input) {
    return "{{input." + input.name() + "}}";
  }

  /// Any other value: itself, unless it is or has something that must go.
  ///
  /// @param place the name of what holds it, for the name of an input; empty for a path
  String value(String text, String place) {
    String value = Marks.without(text);
    String token = produced.token(value, place);
    if (token != null) {
      return marks.mark(token);
    }
    String scheme = schemeOf(value);
    String credentials =
        scheme.isEmpty() ? null : produced.token(value.substring(scheme.length()), place);
    if (credentials != null) {
      return scheme + marks.mark(credentials);
    }
    produced.sent(value);
    String marked = value;
    for (Map.Entry<String, Draft.Input> secret : secrets.distinctive().entrySet()) {
      marked = replaced(marked, secret.getKey(), marks.mark(token(secret.getValue())));
    }
    boolean whole = !marked.equals(value) && hasLooseBrace(marked);
    if (whole || (marked.equals(value) && secrets.looksSecret(value))) {
      return secret(value, place.isEmpty() ? "path" : place, "looked like a secret");
    }
    return marked;
  }

  /// `Bearer ` of `Bearer X`; empty for anything else.
  private static String schemeOf(String value) {
    int space = value.indexOf(' ');
    boolean two = space > 0 && value.indexOf(' ', space + 1) < 0;
    return two && value.substring(0, space).matches("[A-Za-z]+")
        ? value.substring(0, space + 1)
        : "";
  }

  private static String replaced(String text, String secret, String mark) {
    return text.contains(secret) ? text.replace(secret, mark) : text;
  }

  private static boolean hasLooseBrace(String marked) {
    for (int at = 0; at < marked.length(); at++) {
      if (Marks.isOpening(marked.charAt(at)) && !Marks.canPrecedeToken(marked.substring(0, at))) {
        return true;
      }
    }
    return false;
  }

  String parameter(Field parameter) {
    return SecretPlaces.isSecretParameter(parameter.name()) && !parameter.value().isEmpty()
        ? secret(parameter.value(), parameter.name(), "parameter " + parameter.name())
        : value(parameter.value(), parameter.name());
  }

  /// A JSON body whose leaves are marked.
  Json json(Json value) {
    return json(value, "", "", false);
  }

  private Json json(Json value, String parent, String name, boolean below) {
    return switch (value) {
      case Json.Obj object -> {
        Map<String, Json> members = new LinkedHashMap<>();
        object
            .members()
            .forEach((key, member) ->
                members.put(
                    Marks.without(key),
                    json(member, name, key, below || SecretPlaces.isSecretMember(name, key))));
        yield new Json.Obj(members);
      }
      case Json.Arr array -> {
        List<Json> items = new ArrayList<>();
        for (Json item : array.items()) {
          items.add(json(item, parent, name, below));
        }
        yield new Json.Arr(items);
      }
      case Json.Str string -> {
        String text = string.value();
        boolean isSecret = below && !text.isEmpty();
        yield Json.of(
            isSecret
                ? secret(text, name, "member " + name)
                : value(text, name.isEmpty() ? "item" : name));
      }
      case Json.Num number -> number(number, name, below);
      case Json.Bool bool -> bool;
      case Json.Null nothing -> nothing;
    };
  }

  /// Numbers are replaced as a whole only: a token in the place of a number is a number.
  private Json number(Json.Num number, String name, boolean below) {
    String place = name.isEmpty() ? "item" : name;
    String marked =
        below ? secret(number.text(), place, "member " + name) : value(number.text(), place);
    return Marks.isOne(marked) ? Json.of(Marks.bare(marked)) : number;
  }
}
