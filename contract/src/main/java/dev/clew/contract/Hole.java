package dev.clew.contract;

import dev.clew.core.json.Json;
import dev.clew.workflow.template.Origin;
import dev.clew.workflow.template.Reference;
import dev.clew.workflow.template.Resolved;
import dev.clew.workflow.template.Scope;
import dev.clew.workflow.template.Token;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What stands in a body in the place of every token that has no value yet: a list of one text of
/// one character that the body has nowhere else. As a scope it gives that to every token, so that a
/// body is made of a template as the run makes it: a token that is a value of its own becomes the
/// list, one in a text or a name becomes a part of it.
record Hole(char unit) implements Scope {
  /// The private use area of Unicode (§23.5), which a text has no need of.
  private static final char FIRST = '\ue000';

  private static final char LAST = '\uf8ff';

  /// Null when the text has all characters that could be one.
  static @Nullable Hole outside(String text) {
    String escapes = text.toLowerCase(Locale.ROOT);
    for (char unit = FIRST; unit <= LAST; unit++) {
      if (text.indexOf(unit) < 0 && !escapes.contains(Integer.toHexString(unit))) {
        return new Hole(unit);
      }
    }
    return null;
  }

  @Override
  public Resolved resolve(Reference reference) {
    return value();
  }

  @Override
  public Resolved resolveToken(Token token) {
    return value();
  }

  private Resolved value() {
    Json text = Json.of(String.valueOf(unit));
    return new Resolved.Found(new Json.Arr(List.of(text)), new Origin.Literal());
  }

  /// Whether a token is all of the value.
  boolean isValue(JsonNode value) {
    return value.isArray()
        && value.size() == 1
        && value.get(0).isString()
        && value.get(0).stringValue().equals(String.valueOf(unit));
  }

  /// Whether a token stands in the text.
  boolean isIn(String text) {
    return text.indexOf(unit) >= 0;
  }
}
