package dev.clew.workflow.reader;

import dev.clew.workflow.definition.Body;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Place;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.template.JsonSkeleton;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.TemplateParser;
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
  public Body body(String text, Place place, List<NamedTemplate> headers) {
    int before = diagnostics.size();
    Template template = TemplateParser.parse(text, place, diagnostics);
    boolean broken = diagnostics.size() > before;
    return new Body(template, broken ? Body.Form.TEXT : of(template, headers));
  }

  private Body.Form of(Template body, List<NamedTemplate> headers) {
    String type = contentType(headers);
    if (type == null || isJson(type)) {
      JsonSkeleton.Fault fault = JsonSkeleton.fault(body);
      if (fault != null && (type != null || looksLikeJson(body.text()))) {
        warn(body, fault);
      }
      return fault == null ? Body.Form.JSON : Body.Form.TEXT;
    }
    return type.equals("application/x-www-form-urlencoded") ? Body.Form.FORM : Body.Form.TEXT;
  }

  private void warn(Template body, JsonSkeleton.Fault fault) {
    String text = body.text().stripTrailing();
    int offset = 0;
    for (int line = 1; line < fault.line(); line++) {
      int end = text.indexOf('\n', offset);
      offset = end < 0 ? offset : end + 1;
    }
    diagnostics.add(
        Rule.BODY_NOT_JSON,
        body.place(),
        offset,
        "the body is not JSON: " + fault.what() + "; values are inserted without escaping",
        null);
  }

  /// The media type in lower case without parameters; null when there is none or it has tokens.
  private static @Nullable String contentType(List<NamedTemplate> headers) {
    for (NamedTemplate header : headers) {
      if (header.name().equalsIgnoreCase("Content-Type")) {
        String text = header.template().hasTokens() ? "" : header.template().text();
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
