package dev.clew.languagesih.expression;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.source.Place;
import dev.clew.languagesih.scope.RunTokens;
import dev.clew.languagesih.template.Rendering;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.value.Display;

/// A list or a mapping of templates as an expression: the configuration of a plug-in, an input of a
/// child.
public record TreeExpression(TemplateTree tree, Place place) implements Expression {
  /// A text as [TemplateExpression.Form#JSON], a list or mapping as this.
  public static Expression jsonOrText(TemplateTree tree, Place place) {
    return tree instanceof TemplateTree.Text text
        ? new TemplateExpression(text.template(), TemplateExpression.Form.JSON)
        : new TreeExpression(tree, place);
  }

  @Override
  public String written() {
    return JsonWriter.compact(tree.written());
  }

  @Override
  public boolean isFixed() {
    return !tree.hasTokens();
  }

  @Override
  public Rendered<String> text(RunScope scope, String where) {
    Rendered<Json> value = json(scope, where);
    return new Rendered<>(Display.text(value.value()), value.uses());
  }

  @Override
  public Rendered<Json> json(RunScope scope, String where) {
    return Rendering.tree(tree, new RunTokens(scope), where);
  }

  @Override
  public Json outline(Json unknown) {
    return Rendering.tree(tree, new UnknownTokens(unknown), "").value();
  }
}
