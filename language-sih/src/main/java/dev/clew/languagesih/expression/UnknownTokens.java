package dev.clew.languagesih.expression;

import dev.clew.core.json.Json;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.Scope;
import dev.clew.languagesih.template.Token;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.ValueOrigin;

/// One value for every token, before a run gives them theirs.
record UnknownTokens(Json value) implements Scope {
  @Override
  public Resolved resolve(Reference reference) {
    return resolved();
  }

  @Override
  public Resolved resolveToken(Token token) {
    return resolved();
  }

  private Resolved resolved() {
    return new Resolved.Found(value, new ValueOrigin.Literal());
  }
}
