package dev.clew.languagesih.template;

import dev.clew.core.json.Json;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.evidence.ValueOrigin;
import dev.clew.plan.value.Display;
import java.util.List;

/// What references stand for at one moment of a run. `scope.RunTokens` is the one for a run.
public interface Scope {
  Resolved resolve(Reference reference);

  /// As [#resolve], for every kind of token.
  default Resolved resolveToken(Token token) {
    return switch (token) {
      case Reference reference -> resolve(reference);
      case Token.Coalesce coalesce -> firstNonEmpty(coalesce);
      case Token.Comparison comparison -> compared(comparison);
    };
  }

  private Resolved compared(Token.Comparison comparison) {
    List<Use> uses =
        List.of(
            new Use("left", comparison.left().display(), resolveToken(comparison.left())),
            new Use("right", comparison.right().display(), resolveToken(comparison.right())));
    boolean equal =
        Equality.areEqual(
            Operand.of(comparison.left(), uses.getFirst().resolved()),
            Operand.of(comparison.right(), uses.getLast().resolved()));
    return new Resolved.Found(
        Json.of(equal != comparison.negated()), new ValueOrigin.Composed(uses));
  }

  private Resolved firstNonEmpty(Token.Coalesce coalesce) {
    for (Token choice : coalesce.choices()) {
      if (resolveToken(choice) instanceof Resolved.Found found && !Display.isEmpty(found.value())) {
        return found;
      }
    }
    return new Resolved.Found(Display.EMPTY_TEXT, new ValueOrigin.Literal());
  }
}
