package dev.clew.languagesih.template;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.evidence.ValueOrigin;
import dev.clew.plan.value.Display;
import dev.clew.plan.value.Escaping;
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
  /// the value is a JSON value of its own, or items of a list or members ([JsonItems]).
  public static Rendered<String> json(Template template, Scope scope, String where) {
    StringBuilder out = new StringBuilder(template.text().length() + 32);
    List<Use> uses = new ArrayList<>();
    JsonSkeleton.Quotes quotes = new JsonSkeleton.Quotes();
    JsonItems items = new JsonItems(template.parts());
    for (int index = 0; index < template.parts().size(); index++) {
      switch (template.parts().get(index)) {
        case Template.Part.Literal literal -> {
          out.append(literal.text());
          quotes.read(literal.text());
        }
        case Template.Part.Insert insert -> {
          Use use = use(insert.token(), scope, where);
          uses.add(use);
          Json value = use.resolved().valueOrNull();
          String several = quotes.areOpen() ? null : items.at(index, value);
          if (several != null) {
            out.append(several);
          } else {
            JsonSkeleton.insert(value, quotes.areOpen(), out);
          }
        }
      }
    }
    return new Rendered<>(out.toString(), uses);
  }

  /// JSON when it is written as JSON: a template that starts as a list or an object, and is one, is
  /// that list or object, with its values in it as in [#json]. Every other is as in [#value].
  public static Rendered<Json> jsonOrText(Template template, Scope scope, String where) {
    if (!startsAsJson(template) || JsonSkeleton.fault(template) != null) {
      return value(template, scope, where);
    }
    Rendered<String> text = json(template, scope, where);
    try {
      return new Rendered<>(JsonText.parse(text.value()), text.uses());
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      // Two values made one name of two members, or go over a limit of the parser.
      return new Rendered<>(Json.of(text.value()), text.uses());
    }
  }

  /// An input of a child workflow: text as in [#jsonOrText], a list or mapping as in [#tree].
  public static Rendered<Json> jsonOrText(TemplateTree tree, Scope scope, String where) {
    return tree instanceof TemplateTree.Text text
        ? jsonOrText(text.template(), scope, where)
        : tree(tree, scope, where);
  }

  /// The tree as JSON: each text as in [#value]. `where` of a use is the way to it, such as
  /// `inputs.items[0].sku`.
  public static Rendered<Json> tree(TemplateTree tree, Scope scope, String where) {
    List<Use> uses = new ArrayList<>();
    return new Rendered<>(node(tree, scope, where, uses), uses);
  }

  private static Json node(TemplateTree tree, Scope scope, String where, List<Use> uses) {
    return switch (tree) {
      case TemplateTree.Text text -> {
        Rendered<Json> rendered = value(text.template(), scope, where);
        uses.addAll(rendered.uses());
        yield rendered.value();
      }
      case TemplateTree.Literal literal -> literal.value();
      case TemplateTree.Items list -> {
        List<Json> items = new ArrayList<>(list.items().size());
        for (TemplateTree item : list.items()) {
          items.add(node(item, scope, where + "[" + items.size() + "]", uses));
        }
        yield new Json.Arr(items);
      }
      case TemplateTree.Members object -> {
        Json.Builder members = Json.object();
        for (TemplateTree.Member member : object.members()) {
          members.put(
              member.name(), node(member.value(), scope, where + "." + member.name(), uses));
        }
        yield members.build();
      }
    };
  }

  /// Where a value came from that was rendered of a template: from its one token, from several, or
  /// it is literal.
  public static ValueOrigin origin(Template template, List<Use> uses) {
    if (uses.isEmpty()) {
      return new ValueOrigin.Literal();
    }
    return template.wholeToken() != null && uses.getFirst().resolved() instanceof Resolved.Found one
        ? one.origin()
        : new ValueOrigin.Composed(uses);
  }

  private static boolean startsAsJson(Template template) {
    if (template.parts().isEmpty()
        || !(template.parts().getFirst() instanceof Template.Part.Literal first)) {
      return false;
    }
    String start = first.text().stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  private static Use use(Token token, Scope scope, String where) {
    return new Use(where, token.display(), scope.resolveToken(token));
  }
}
