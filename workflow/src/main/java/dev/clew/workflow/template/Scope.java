package dev.clew.workflow.template;

/// What references stand for at one moment of a run. `dev.clew.workflow.scope.RunScope` is the one
/// for a run.
public interface Scope {
  Resolved resolve(Reference reference);

  /// As [#resolve], for every kind of token.
  default Resolved resolveToken(Token token) {
    return switch (token) {
      case Reference reference -> resolve(reference);
      case Token.Coalesce coalesce -> firstNonEmpty(coalesce);
    };
  }

  private Resolved firstNonEmpty(Token.Coalesce coalesce) {
    for (Token choice : coalesce.choices()) {
      if (resolveToken(choice) instanceof Resolved.Found found && !Display.isEmpty(found.value())) {
        return found;
      }
    }
    return new Resolved.Found(Display.EMPTY_TEXT, new Origin.Literal());
  }
}
