package dev.clew.languagesih.template;

import dev.clew.core.json.Json;
import dev.clew.core.source.Position;
import java.util.List;

/// A value of YAML whose texts are templates: the inputs of a child workflow, the configuration of
/// a plug-in, what an assertion expects.
public sealed interface TemplateTree {
  record Text(Template template) implements TemplateTree {}

  /// A scalar that is no text and has no tokens: a number, `true`, `false` or null.
  record Literal(Json value) implements TemplateTree {}

  record Items(List<TemplateTree> items) implements TemplateTree {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Members(List<Member> members) implements TemplateTree {
    public Members {
      members = List.copyOf(members);
    }
  }

  /// @param name is literal
  /// @param at where the name stands in its file
  record Member(String name, TemplateTree value, Position at) {
    public Member(String name, TemplateTree value) {
      this(name, value, Position.NONE);
    }
  }

  /// As it is written, tokens as text.
  default Json written() {
    return switch (this) {
      case Text text -> Json.of(text.template().text());
      case Literal literal -> literal.value();
      case Items list -> new Json.Arr(list.items().stream().map(TemplateTree::written).toList());
      case Members object -> {
        Json.Builder out = Json.object();
        object.members().forEach(member -> out.put(member.name(), member.value().written()));
        yield out.build();
      }
    };
  }

  /// Every text in it, in order.
  default List<Template> templates() {
    return switch (this) {
      case Text text -> List.of(text.template());
      case Literal literal -> List.of();
      case Items list -> list.items().stream().flatMap(item -> item.templates().stream()).toList();
      case Members object ->
          object.members().stream().flatMap(member -> member.value().templates().stream()).toList();
    };
  }

  default boolean hasTokens() {
    return templates().stream().anyMatch(Template::hasTokens);
  }
}
