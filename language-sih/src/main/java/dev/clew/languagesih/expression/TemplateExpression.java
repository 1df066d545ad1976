package dev.clew.languagesih.expression;

import dev.clew.core.json.Json;
import dev.clew.core.source.Place;
import dev.clew.languagesih.scope.RunTokens;
import dev.clew.languagesih.template.Rendering;
import dev.clew.languagesih.template.Scope;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.Templated;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.value.Escaping;

/// A template as an expression: where it stands decides how values are inserted.
public record TemplateExpression(Template template, Form form) implements Templated {
  public enum Form {
    /// Values as they are; one token and nothing else keeps the type of its value.
    TEXT,
    /// JSON text, in which values are JSON; as a value, JSON when it is written as JSON.
    JSON,
    /// application/x-www-form-urlencoded.
    FORM,
    /// The path and query of a request, see [RequestTarget].
    TARGET,
    /// The header Authorization, see [BearerToken].
    AUTHORIZATION
  }

  public static TemplateExpression text(Template template) {
    return new TemplateExpression(template, Form.TEXT);
  }

  @Override
  public String written() {
    return template.text();
  }

  @Override
  public Place place() {
    return template.place();
  }

  @Override
  public boolean isFixed() {
    return !template.hasTokens();
  }

  @Override
  public Rendered<String> text(RunScope scope, String where) {
    return text(new RunTokens(scope), where);
  }

  private Rendered<String> text(Scope scope, String where) {
    return switch (form) {
      case TEXT -> Rendering.text(template, scope, where, Escaping.NONE);
      case JSON -> Rendering.json(template, scope, where);
      case FORM -> Rendering.text(template, scope, where, Escaping.FORM);
      case TARGET -> new RequestTarget(template, scope).render(where);
      case AUTHORIZATION -> BearerToken.bare(Rendering.text(template, scope, where, Escaping.NONE));
    };
  }

  @Override
  public Rendered<Json> json(RunScope scope, String where) {
    Scope tokens = new RunTokens(scope);
    return form == Form.JSON
        ? Rendering.jsonOrText(template, tokens, where)
        : Rendering.value(template, tokens, where);
  }

  @Override
  public Json outline(Json unknown) {
    Scope scope = new UnknownTokens(unknown);
    return Json.of(
        form == Form.TARGET
            ? Rendering.text(template, scope, "", Escaping.NONE).value()
            : text(scope, "").value());
  }
}
