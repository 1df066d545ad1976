package dev.clew.languagesih.expression;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.expression.TemplateExpression.Form;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateParser;
import dev.clew.plan.expression.TextParser;

/// The text of a file that a stage names: a template, of JSON when it begins as JSON.
public final class TemplateFile {
  private TemplateFile() {}

  /// For [TextParser].
  public static TextParser.Parsed parse(SourceFile file) {
    Diagnostics diagnostics = new Diagnostics();
    Place place = Place.fixed(file.logicalName(), Position.START);
    Template content = TemplateParser.parse(file.text(), place, diagnostics);
    return diagnostics.hasErrors()
        ? new TextParser.Parsed.Fault(diagnostics.inOrder().getFirst().render())
        : new TextParser.Parsed.Text(
            new TemplateExpression(content, startsAsJson(file.text()) ? Form.JSON : Form.TEXT));
  }

  /// Then values are inserted as JSON.
  private static boolean startsAsJson(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }
}
