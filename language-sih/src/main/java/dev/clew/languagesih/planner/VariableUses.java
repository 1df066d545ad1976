package dev.clew.languagesih.planner;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.Templated;
import dev.clew.plan.expression.NamedExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the derived values of `vars` come from, through each other. A cycle is reported.
final class VariableUses {
  /// A value that needs a longer chain of others would be evaluated too deep.
  static final int MAX_LEVELS = 50;

  private record Uses(List<Reference> references, int levels) {}

  private final Diagnostics diagnostics;
  private final Map<String, NamedExpression> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<String> path = new ArrayList<>();
  private final Map<String, Uses> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  VariableUses(List<NamedExpression> variables, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    for (NamedExpression variable : variables) {
      byName.putIfAbsent(variable.name(), variable);
    }
    for (NamedExpression variable : byName.values()) {
      uses(variable);
    }
  }

  Iterable<String> names() {
    return byName.keySet();
  }

  /// Every reference to a stage or to an answer that a variable comes to, each once; null when
  /// there is no such variable.
  @Nullable List<Reference> of(String name) {
    Uses uses = found.get(name);
    return uses == null ? null : uses.references();
  }

  private Uses uses(NamedExpression variable) {
    Uses known = found.get(variable.name());
    if (known != null) {
      return known;
    }
    path.add(variable.name());
    Map<String, Reference> all = new LinkedHashMap<>();
    int levels = 0;
    for (Reference reference : Templated.in(variable.expression()).references()) {
      if (!(reference instanceof Reference.Variable other)) {
        add(reference, all);
        continue;
      }
      NamedExpression next = byName.get(other.name());
      if (next == null) {
        continue;
      }
      if (isOpen(next.name())) {
        complainOfCycle(next.name(), other, variable.expression().place());
      } else if (path.size() < MAX_LEVELS) {
        Uses below = uses(next);
        levels = Math.max(levels, below.levels());
        below.references().forEach(each -> add(each, all));
      } else {
        levels = MAX_LEVELS;
      }
    }
    path.removeLast();
    if (levels == MAX_LEVELS) {
      diagnostics.add(
          SihRule.WORKFLOW_TOO_DEEP,
          variable.expression().place(),
          0,
          "variable '"
              + variable.name()
              + "' comes from others through more than "
              + MAX_LEVELS
              + " levels",
          null);
      levels = 0;
    }
    Uses uses = new Uses(List.copyOf(all.values()), levels + 1);
    found.put(variable.name(), uses);
    return uses;
  }

  private boolean isOpen(String name) {
    for (String each : path) {
      if (each.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  private static void add(Reference reference, Map<String, Reference> uses) {
    if (StageTokens.stage(reference) != null || reference instanceof Reference.OwnResponse) {
      uses.putIfAbsent(reference.written().text(), reference);
    }
  }

  private void complainOfCycle(String start, Reference reference, Place place) {
    StringBuilder names = new StringBuilder();
    int from = 0;
    while (!path.get(from).equalsIgnoreCase(start)) {
      from++;
    }
    for (String name : path.subList(from, path.size())) {
      names.append(name).append(" → ");
    }
    diagnostics.add(
        SihRule.WORKFLOW_VARIABLE_CYCLE,
        place,
        reference.written().offset(),
        "variables come from each other: " + names + start,
        null);
  }
}
