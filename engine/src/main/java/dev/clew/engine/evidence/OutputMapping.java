package dev.clew.engine.evidence;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.evidence.ValueOrigin;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.stage.Outputs;
import dev.clew.plan.value.Display;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// Outputs, mapped: a missing value is a null with a reason, never a crash. One that is accepted is
/// a value of its own, null or empty text, so that what uses the output later can be sent.
///
/// @param values those that have a value
/// @param missing why the others have none
/// @param evidence all of them, as an event says them
/// @param secrets the values of those that are secret; the redactor learns them before any is
///   written
public record OutputMapping(
    Map<String, Json> values,
    Map<String, String> missing,
    List<NamedValue> evidence,
    Map<String, String> secrets) {

  public static OutputMapping of(List<NamedExpression> all, RunScope scope, String where) {
    return of(new Outputs(all, List.of()), scope, where);
  }

  public static OutputMapping of(Outputs outputs, RunScope scope, String where) {
    Map<String, String> secrets = new LinkedHashMap<>();
    Map<String, Json> values = new LinkedHashMap<>();
    Map<String, String> missing = new LinkedHashMap<>();
    List<NamedValue> evidence = new ArrayList<>();
    for (NamedExpression output : outputs.all()) {
      String name = output.name();
      Rendered<Json> rendered = output.expression().json(scope, where + name);
      boolean secret = outputs.isSecret(name);
      if (secret) {
        secrets.put(name, Display.text(rendered.value()));
      }
      Use gap = firstGap(rendered.uses());
      Attributes out;
      if (gap != null && gap.resolved() instanceof Resolved.Missing why) {
        missing.put(name, why.reason());
        out = ValueEvidence.value(name, why);
      } else if (rendered.value() instanceof Json.Null
          && !rendered.uses().isEmpty()
          && rendered.uses().getFirst().resolved() instanceof Resolved.Missing accepted) {
        values.put(name, Json.NULL);
        out = ValueEvidence.accepted(name, accepted);
      } else if (rendered.uses().size() == 1
          && rendered.uses().getFirst().resolved() instanceof Resolved.Found) {
        values.put(name, rendered.value());
        out = ValueEvidence.value(name, rendered.uses().getFirst().resolved());
        out.withAll(ValueEvidence.bounded(rendered.value()).attributes());
      } else {
        values.put(name, rendered.value());
        out =
            new Attributes()
                .with(NamedValue.NAME, name)
                .withAll(ValueEvidence.bounded(rendered.value()).attributes());
        List<Use> clocks = rendered.uses().stream().filter(OutputMapping::readsClock).toList();
        out.withJson(
            NamedValue.ORIGIN, clocks.isEmpty() ? null : new ValueOrigin.Composed(clocks).toJson());
      }
      evidence.add(
          new NamedValue(
              out.with(NamedValue.TEMPLATE, output.expression().written())
                  .with(NamedValue.SECRET, secret ? Boolean.TRUE : null)
                  .build()));
    }
    return new OutputMapping(values, missing, evidence, secrets);
  }

  /// Entries of `set` or `context`, each of which sees the ones above it.
  ///
  /// @param scope one that sees what is kept
  /// @param keep takes a value as soon as it is there
  public static OutputMapping inTurn(
      List<NamedExpression> entries, RunScope scope, String where, BiConsumer<String, Json> keep) {
    Map<String, Json> values = new LinkedHashMap<>();
    Map<String, String> missing = new LinkedHashMap<>();
    List<NamedValue> evidence = new ArrayList<>();
    for (NamedExpression entry : entries) {
      OutputMapping one = of(List.of(entry), scope, where);
      one.values().forEach(keep);
      values.putAll(one.values());
      missing.putAll(one.missing());
      evidence.addAll(one.evidence());
    }
    return new OutputMapping(values, missing, evidence, Map.of());
  }

  /// A replay has to know what the clock read.
  private static boolean readsClock(Use use) {
    return use.resolved() instanceof Resolved.Found found
        && switch (found.origin()) {
          case ValueOrigin.SystemTime time -> true;
          case ValueOrigin.Random random -> random.at() != null;
          case ValueOrigin.Variable variable ->
              variable.uses().stream().anyMatch(OutputMapping::readsClock);
          case ValueOrigin.Composed composed ->
              composed.uses().stream().anyMatch(OutputMapping::readsClock);
          case ValueOrigin.Input input -> false;
          case ValueOrigin.Environment variable -> false;
          case ValueOrigin.StageOutput output -> false;
          case ValueOrigin.StageResponse response -> false;
          case ValueOrigin.Literal literal -> false;
          case ValueOrigin.Global global -> false;
          case ValueOrigin.Context entry -> false;
          case ValueOrigin.WorkflowValue value -> false;
        };
  }

  private static @org.jspecify.annotations.Nullable Use firstGap(List<Use> uses) {
    for (Use use : uses) {
      if (use.isUnresolved()) {
        return use;
      }
    }
    return null;
  }
}
