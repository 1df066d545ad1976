package dev.clew.workflow.definition;

import dev.clew.workflow.template.Escaping;
import dev.clew.workflow.template.Rendered;
import dev.clew.workflow.template.Rendering;
import dev.clew.workflow.template.Scope;
import dev.clew.workflow.template.Template;

/// What a request carries, and how values are inserted in it.
public record Body(Template template, Form form) {
  public enum Form {
    /// Values are escaped in strings, and are JSON values outside of them.
    JSON,
    /// application/x-www-form-urlencoded.
    FORM,
    /// Anything else: values are inserted as they are.
    TEXT
  }

  public Rendered<String> render(Scope scope) {
    return switch (form) {
      case JSON -> Rendering.json(template, scope, "body");
      case FORM -> Rendering.text(template, scope, "body", Escaping.FORM);
      case TEXT -> Rendering.text(template, scope, "body", Escaping.NONE);
    };
  }
}
