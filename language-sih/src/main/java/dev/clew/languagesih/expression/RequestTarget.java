package dev.clew.languagesih.expression;

import dev.clew.languagesih.definition.EndpointSyntax;
import dev.clew.languagesih.template.Scope;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.Template.Part;
import dev.clew.plan.evidence.MissingCode;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.value.Display;
import dev.clew.plan.value.Escaping;
import java.util.ArrayList;
import java.util.List;

/// The path and query of a request. A value in the path can be several segments, as in SIH, but no
/// query; in the query it is a piece of one parameter. A value that would remove or climb a segment
/// (`DELETE /accounts/` with an empty identifier) is not sent. As in SIH, the path of an API has
/// one slash in front and none behind.
record RequestTarget(Template endpoint, Scope scope) {
  Rendered<String> render(String where) {
    List<Use> uses = new ArrayList<>();
    StringBuilder out = new StringBuilder();
    List<Part> parts = endpoint.parts();
    for (int index = 0; index < parts.size(); index++) {
      switch (parts.get(index)) {
        case Part.Literal literal -> out.append(literal.text());
        case Part.Insert insert -> {
          Resolved resolved = scope.resolveToken(insert.token());
          String value = Display.text(resolved.valueOrNull());
          boolean isNothing = value.chars().allMatch(unit -> unit == '/');
          if (isNothing && resolved instanceof Resolved.Found && isSegment(out, index)) {
            resolved = unsafe("the value is empty, and the path would lose a segment");
          }
          uses.add(new Use(where, insert.token().display(), resolved));
          out.append((out.indexOf("?") < 0 ? Escaping.PATH : Escaping.PERCENT).of(value));
        }
      }
    }
    if (EndpointSyntax.hasDotSegment(out)) {
      uses.add(
          new Use(where, endpoint.text(), unsafe("the path would have a segment '.' or '..'")));
    }
    String target =
        EndpointSyntax.isAbsolute(endpoint.text()) ? out.toString() : trimmed(out.toString());
    return new Rendered<>(target, uses);
  }

  private static String trimmed(String target) {
    int query = target.indexOf('?');
    int end = query < 0 ? target.length() : query;
    int start = 0;
    while (end > 0 && target.charAt(end - 1) == '/') {
      end--;
    }
    while (start < end && target.charAt(start) == '/') {
      start++;
    }
    String path = start == end ? "" : "/" + target.substring(start, end);
    return query < 0 ? path : path + target.substring(query);
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
