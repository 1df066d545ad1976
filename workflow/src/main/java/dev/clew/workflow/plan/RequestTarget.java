package dev.clew.workflow.plan;

import dev.clew.workflow.definition.EndpointSyntax;
import dev.clew.workflow.template.Display;
import dev.clew.workflow.template.Escaping;
import dev.clew.workflow.template.MissingCode;
import dev.clew.workflow.template.Resolved;
import dev.clew.workflow.template.Scope;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.Template.Part;
import dev.clew.workflow.template.Use;
import java.util.List;

/// The path and query of a request. A value is always one piece of one segment or parameter: it is
/// percent-encoded, and a value that would remove or climb a segment (`DELETE /accounts/` with an
/// empty identifier) is not sent.
record RequestTarget(Template endpoint, Scope scope) {
  private static final String WHERE = "endpoint";

  String render(List<Use> uses) {
    StringBuilder out = new StringBuilder();
    List<Part> parts = endpoint.parts();
    for (int index = 0; index < parts.size(); index++) {
      switch (parts.get(index)) {
        case Part.Literal literal -> out.append(literal.text());
        case Part.Insert insert -> {
          Resolved resolved = scope.resolveToken(insert.token());
          String value = Display.text(resolved.valueOrNull());
          if (value.isEmpty() && resolved instanceof Resolved.Found && isSegment(out, index)) {
            resolved = unsafe("the value is empty, and the path would lose a segment");
          }
          uses.add(new Use(WHERE, insert.token().display(), resolved));
          out.append(Escaping.PERCENT.of(value));
        }
      }
    }
    if (EndpointSyntax.hasDotSegment(out)) {
      uses.add(
          new Use(WHERE, endpoint.text(), unsafe("the path would have a segment '.' or '..'")));
    }
    return out.toString();
  }

  /// Whether the token at that index is a whole segment of the path.
  private boolean isSegment(StringBuilder before, int index) {
    boolean inPath = before.indexOf("?") < 0;
    boolean starts = before.isEmpty() || before.charAt(before.length() - 1) == '/';
    if (!inPath || !starts) {
      return false;
    }
    if (index + 1 >= endpoint.parts().size()) {
      return true;
    }
    return endpoint.parts().get(index + 1) instanceof Part.Literal next
        && (next.text().startsWith("/") || next.text().startsWith("?"));
  }

  private static Resolved unsafe(String reason) {
    return new Resolved.Missing(reason, MissingCode.UNSAFE_VALUE, false);
  }
}
