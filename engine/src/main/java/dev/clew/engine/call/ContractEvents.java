package dev.clew.engine.call;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.fact.stage.Violation;
import dev.clew.core.json.Json;
import dev.clew.engine.context.Contracts;
import dev.clew.engine.stage.StageNode;
import dev.clew.plan.api.ResolvedApi;
import java.util.ArrayList;
import java.util.List;

/// What is written about a contract that is broken.
final class ContractEvents {
  /// `validation.violations`: how many are written; their number is always said.
  private static final int MAX_VIOLATIONS = 50;

  private ContractEvents() {}

  static void write(
      StageNode node,
      int tryNumber,
      ResolvedApi api,
      String direction,
      List<Contracts.Violation> violations) {
    List<Violation> said = new ArrayList<>();
    for (Contracts.Violation violation :
        violations.subList(0, Math.min(MAX_VIOLATIONS, violations.size()))) {
      said.add(
          new Violation(
              new Attributes()
                  .with(Violation.WHERE, violation.where())
                  .with(Violation.MESSAGE, violation.message())
                  .with(Violation.SOURCE, violation.source())
                  .build()));
    }
    node.parts()
        .recorder()
        .event(
            Kind.VALIDATION_COMPLETED, "the " + direction + " breaks the contract of " + api.name())
        .stage(node.path(), tryNumber)
        .severity(Severity.WARN)
        .with(CheckMade.CONTRACT, api.name())
        .with(CheckMade.DIRECTION, direction)
        .with(CheckMade.RESULT, Json.of(CheckMade.FAILED))
        .with(CheckMade.MESSAGE, words(violations))
        .with(CheckMade.VIOLATIONS, said)
        .with(CheckMade.VIOLATIONS_TOTAL, violations.size())
        .append();
  }

  /// The first, and how many more there are.
  static String words(List<Contracts.Violation> violations) {
    Contracts.Violation first = violations.getFirst();
    int more = violations.size() - 1;
    return first.where() + " " + first.message() + (more == 0 ? "" : " (and " + more + " more)");
  }
}
