package dev.clew.workflow.template;

import dev.clew.core.json.Json;
import dev.clew.workflow.source.Position;
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
}
