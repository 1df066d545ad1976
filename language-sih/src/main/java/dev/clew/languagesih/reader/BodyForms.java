package dev.clew.languagesih.reader;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.languagesih.expression.TemplateExpression;
import dev.clew.languagesih.expression.TemplateExpression.Form;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.JsonSkeleton;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateParser;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.RequestBody;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Decides how values are inserted in a body: by the Content-Type header when it is literal, else
/// by the look of the body. A body that should be JSON and is not is warned of, and its values are
/// inserted as they are.
public final class BodyForms {
  private final Diagnostics diagnostics;

  public BodyForms(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// A body whose tokens are wrong is text; they were reported.
  public RequestBody body(String text, Place place, List<NamedExpression> headers) {
    int before = diagnostics.size();
    Template template = TemplateParser.parse(text, place, diagnostics);
    boolean broken = diagnostics.size() > before;
    Form form = broken ? Form.TEXT : of(template, headers);
    return new RequestBody(new TemplateExpression(template, form), form == Form.TEXT);
  }

  private Form of(Template body, List<NamedExpression> headers) {
    String type = contentType(headers);
    if (type == null || isJson(type)) {
      JsonSkeleton.Fault fault = JsonSkeleton.fault(body);
      if (fault != null && (type != null || looksLikeJson(body.text()))) {
        warn(body, fault);
      }
      return fault == null ? Form.JSON : Form.TEXT;
    }
    return type.equals("application/x-www-form-urlencoded") ? Form.FORM : Form.TEXT;
  }

  private void warn(Template body, JsonSkeleton.Fault fault) {
    String text = body.text().stripTrailing();
    int offset = 0;
    for (int line = 1; line < fault.line(); line++) {
      int end = text.indexOf('\n', offset);
      offset = end < 0 ? offset : end + 1;
    }
    diagnostics.add(
        SihRule.BODY_NOT_JSON,
        body.place(),
        offset,
        "the body is not JSON: " + fault.what() + "; values are inserted without escaping",
        null);
  }

  /// The media type in lower case without parameters; null when there is none or it has tokens.
  private static @Nullable String contentType(List<NamedExpression> headers) {
    for (NamedExpression header : headers) {
      if (header.name().equalsIgnoreCase("Content-Type")) {
        String text = header.expression().isFixed() ? header.expression().written() : "";
        int end = text.indexOf(';');
        String type = (end < 0 ? text : text.substring(0, end)).strip();
        return type.isEmpty() ? null : type.toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }

  private static boolean isJson(String type) {
    return type.equals("application/json") || type.endsWith("+json") || type.equals("text/json");
  }

  private static boolean looksLikeJson(String body) {
    String start = body.stripLeading();
    return start.startsWith("[") || (start.startsWith("{") && !start.startsWith("{{"));
  }
}
