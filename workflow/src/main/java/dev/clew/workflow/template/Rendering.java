package dev.clew.workflow.template;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Replaces the tokens of a template by their values. One pass: what a value contains is never read
/// as a token.
public final class Rendering {
  private Rendering() {}

  /// A template that is one token keeps the value's JSON type, missing as null; every other
  /// template is text.
  public static Rendered<Json> value(Template template, Scope scope, String where) {
    Token token = template.wholeToken();
    if (token == null) {
      Rendered<String> text = text(template, scope, where, Escaping.NONE);
      return new Rendered<>(Json.of(text.value()), text.uses());
    }
    Resolved resolved = scope.resolveToken(token);
    return new Rendered<>(
        resolved.valueOrNull(), List.of(new Use(where, token.display(), resolved)));
  }

  /// Values as [Display] shows them, escaped. Literal text stays as it is.
  public static Rendered<String> text(
      Template template, Scope scope, String where, Escaping escaping) {
    StringBuilder out = new StringBuilder(template.text().length() + 32);
    List<Use> uses = new ArrayList<>();
    for (Template.Part part : template.parts()) {
      switch (part) {
        case Template.Part.Literal literal -> out.append(literal.text());
        case Template.Part.Insert insert -> {
          Use use = use(insert.token(), scope, where);
          uses.add(use);
          escaping.append(Display.text(use.resolved().valueOrNull()), out);
        }
      }
    }
    return new Rendered<>(out.toString(), uses);
  }

  /// JSON text, see [JsonSkeleton]: inside quotes the value's text is escaped, outside of quotes
  /// the value is a JSON value of its own.
  public static Rendered<String> json(Template template, Scope scope, String where) {
    StringBuilder out = new StringBuilder(template.text().length() + 32);
    List<Use> uses = new ArrayList<>();
    JsonSkeleton.Quotes quotes = new JsonSkeleton.Quotes();
    for (Template.Part part : template.parts()) {
      switch (part) {
        case Template.Part.Literal literal -> {
          out.append(literal.text());
          quotes.read(literal.text());
        }
        case Template.Part.Insert insert -> {
          Use use = use(insert.token(), scope, where);
          uses.add(use);
          JsonSkeleton.insert(use.resolved().valueOrNull(), quotes.areOpen(), out);
        }
      }
    }
    return new Rendered<>(out.toString(), uses);
  }

  private static Use use(Token token, Scope scope, String where) {
    return new Use(where, token.display(), scope.resolveToken(token));
  }
}
