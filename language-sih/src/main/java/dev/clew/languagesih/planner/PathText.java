package dev.clew.languagesih.planner;

import dev.clew.core.source.Diagnostics;
import dev.clew.languagesih.definition.InitStage;
import dev.clew.languagesih.definition.InitVariable;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.Templated;
import dev.clew.languagesih.template.Token;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.input.BoundInput;
import dev.clew.plan.input.BoundInputs;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.value.Display;
import org.jspecify.annotations.Nullable;

/// The path of a file that has to be known before the run begins: environment variables, the inputs
/// of the workflow that is run, and what `initStage` makes of these can be in it.
///
/// @param inputs null for a child workflow, whose inputs only a run knows
record PathText(
    EnvironmentVariables environment,
    @Nullable BoundInputs inputs,
    InitStage init,
    Diagnostics diagnostics) {
  /// Null when it is not known; that is reported.
  @Nullable String of(Template path) {
    StringBuilder out = new StringBuilder();
    for (Template.Part part : path.parts()) {
      switch (part) {
        case Template.Part.Literal literal -> out.append(literal.text());
        case Template.Part.Insert insert -> {
          String value = value(insert.token(), init.variables().size());
          if (value == null || value.isEmpty()) {
            complain(insert.token(), path);
            return null;
          }
          out.append(value);
        }
      }
    }
    return out.toString();
  }

  /// Whether only the run knows it: a value of the context, a time, a variable that is drawn, the
  /// input of a child.
  boolean isLate(Template path) {
    boolean late = false;
    for (Template.Part part : path.parts()) {
      if (part instanceof Template.Part.Insert insert) {
        String value = value(insert.token(), init.variables().size());
        if (value == null || value.isEmpty()) {
          if (!comesLater(insert.token())) {
            return false;
          }
          late = true;
        }
      }
    }
    return late;
  }

  private boolean comesLater(Token token) {
    return token instanceof Reference.Context
        || token instanceof Reference.SystemTime
        || token instanceof Reference.Global
        || (token instanceof Reference.Input && inputs == null);
  }

  /// Of a variable or an entry of `initStage`: null as soon as a part of it is not known.
  ///
  /// @param before how many variables there are already, which keeps it from going in circles
  private @Nullable String known(Template template, int before) {
    StringBuilder out = new StringBuilder();
    for (Template.Part part : template.parts()) {
      String text =
          switch (part) {
            case Template.Part.Literal literal -> literal.text();
            case Template.Part.Insert insert -> value(insert.token(), before);
          };
      if (text == null) {
        return null;
      }
      out.append(text);
    }
    return out.toString();
  }

  private @Nullable String global(String name, int before) {
    for (int at = 0; at < before; at++) {
      InitVariable variable = init.variables().get(at);
      if (variable.name().equalsIgnoreCase(name)
          && variable.value() instanceof InitVariable.Value.Fixed fixed) {
        return known(fixed.template(), at);
      }
    }
    return null;
  }

  private @Nullable String context(String name) {
    for (NamedExpression entry : init.context()) {
      if (entry.name().equalsIgnoreCase(name)) {
        return known(Templated.in(entry.expression()), init.variables().size());
      }
    }
    return null;
  }

  /// What names nothing at all is complained about where all tokens are.
  private void complain(Token token, Template path) {
    boolean isReported =
        token instanceof Reference reference
            && (StageTokens.stage(reference) != null
                || reference instanceof Reference.OwnResponse
                || (reference instanceof Reference.Input input
                    && inputs != null
                    && inputs.get(input.name()) == null));
    if (!isReported) {
      diagnostics.add(
          SihRule.WORKFLOW_PATH,
          path.place(),
          token.written().offset(),
          token.display()
              + " is not known before the run; a path can have env: tokens, inputs of the workflow"
              + " that is run, and Fixed variables made of these",
          null);
    }
  }

  private @Nullable String value(Token token, int before) {
    if (token instanceof Reference.Global global && global.path().steps().isEmpty()) {
      return global(global.name(), before);
    }
    if (token instanceof Reference.Context entry && entry.path().steps().isEmpty()) {
      return context(entry.name());
    }
    if (token instanceof Reference.Environment variable) {
      return environment.get(variable.name());
    }
    if (token instanceof Reference.Input input
        && inputs != null
        && input.path().steps().isEmpty()) {
      BoundInput bound = inputs.get(input.name());
      return bound == null || bound.value() == null ? null : Display.text(bound.value());
    }
    return null;
  }
}
