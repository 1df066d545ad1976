package dev.clew.languagesih.scope;

import dev.clew.core.json.Json;
import dev.clew.languagesih.definition.InitStage;
import dev.clew.languagesih.definition.InitVariable;
import dev.clew.languagesih.definition.InitVariable.Value;
import dev.clew.languagesih.template.Rendering;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.Templated;
import dev.clew.languagesih.value.Moments;
import dev.clew.languagesih.value.TimeKind;
import dev.clew.plan.evidence.MissingCode;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Resolved.Missing;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.evidence.ValueOrigin;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.InitValue;
import dev.clew.plan.scope.InitValues;
import dev.clew.plan.scope.ValueLookup;
import dev.clew.plan.value.Display;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Evaluates what stands before the first stage, in the order of the file: a later variable may use
/// the earlier ones as globals.
final class InitEvaluation {
  private final RunScope base;
  private final Instant now;
  private final RandomValues random;
  private final Map<String, Json> globals = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Json> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final RunTokens scope;

  InitEvaluation(RunScope base) {
    this.base = base;
    this.now = base.clock().instant();
    this.random = new RandomValues(base.draws());
    this.scope =
        new RunTokens(
            base.with(layered(globals, base.globals()), layered(entries, base.context())));
  }

  private static ValueLookup layered(Map<String, Json> first, ValueLookup then) {
    return name -> {
      Json value = first.get(name);
      return value == null ? then.get(name) : value;
    };
  }

  InitValues evaluate(InitStage init, Map<String, Json> earlier, Map<String, Json> earlierContext) {
    List<InitValue> variables = new ArrayList<>();
    for (InitVariable variable : init.variables()) {
      Resolved value = value(variable);
      boolean constant =
          variable.value() instanceof Value.Fixed fixed && !fixed.template().hasTokens();
      Resolved stands = constant ? value : as(value, earlier.get(variable.name()));
      variables.add(kept(new InitValue(variable.name(), stands, variable.secret()), globals));
    }
    List<InitValue> context = new ArrayList<>();
    for (NamedExpression entry : init.context()) {
      Template template = Templated.in(entry.expression());
      if (base.context().get(entry.name()) == null) {
        Resolved made = rendered(template, "initStage.context." + entry.name());
        Resolved value = template.hasTokens() ? as(made, earlierContext.get(entry.name())) : made;
        context.add(kept(new InitValue(entry.name(), value, false), entries));
      }
    }
    return new InitValues(variables, context);
  }

  /// It is made even so: what is drawn after it is then drawn as it was.
  private static Resolved as(Resolved made, @Nullable Json earlier) {
    return earlier != null && made instanceof Resolved.Found found
        ? new Resolved.Found(earlier, found.origin())
        : made;
  }

  private static InitValue kept(InitValue made, Map<String, Json> values) {
    if (made.resolved() instanceof Resolved.Found found) {
      values.put(made.name(), found.value());
    }
    return made;
  }

  private Resolved value(InitVariable variable) {
    return switch (variable.value()) {
      case Value.Fixed fixed -> rendered(fixed.template(), "initStage." + variable.name());
      case Value.Whole whole ->
          drawn("number", null, number(random.whole(whole.min(), whole.max()), whole.padding()));
      case Value.Text text ->
          drawn("text", null, Json.of(random.text(text.length(), text.characters())));
      case Value.Guid guid -> drawn("guid", null, Json.of(random.guid()));
      case Value.Ulid ulid -> drawn("ulid", now, Json.of(random.ulid(now)));
      case Value.Moment moment -> moment(moment, "initStage." + variable.name());
      case Value.Sequence sequence ->
          new Resolved.Found(
              number(sequence.start(), sequence.padding()), new ValueOrigin.Literal());
    };
  }

  private Resolved rendered(Template template, String where) {
    Rendered<Json> rendered = Rendering.jsonOrText(template, scope, where);
    List<Use> unresolved = rendered.unresolved();
    return unresolved.isEmpty()
        ? new Resolved.Found(rendered.value(), Rendering.origin(template, rendered.uses()))
        : unresolved.getFirst().resolved();
  }

  private Resolved moment(Value.Moment moment, String where) {
    TimeKind kind = moment.kind();
    List<Use> uses = new ArrayList<>();
    Bound from = bound(moment.from(), "from", kind, where, uses);
    Bound to = bound(moment.to(), "to", kind, where, uses);
    Missing missing = from.missing() == null ? to.missing() : from.missing();
    if (missing != null) {
      return missing;
    }
    OffsetDateTime drawn = random.moment(kind, from.moment(), to.moment(), now);
    if (!Moments.isInRange(drawn)) {
      return new Missing(
          "the range goes to the year " + drawn.getYear(), MissingCode.OUT_OF_RANGE, false);
    }
    boolean readsClock = uses.isEmpty() && kind != TimeKind.TIME;
    return new Resolved.Found(
        Json.of(moment.format().format(drawn)),
        new ValueOrigin.Random(kind.token(), readsClock ? now : null, uses));
  }

  /// @param moment null for none
  /// @param missing why a bound that is written has no moment; null when it has one
  private record Bound(@Nullable OffsetDateTime moment, @Nullable Missing missing) {}

  private Bound bound(
      @Nullable Template template, String prefix, TimeKind kind, String where, List<Use> uses) {
    if (template == null) {
      return new Bound(null, null);
    }
    String key = prefix + kind.word();
    return switch (rendered(template, where + "." + key)) {
      case Missing missing -> new Bound(null, missing);
      case Resolved.Found found -> {
        uses.add(new Use(where + "." + key, template.text(), found));
        OffsetDateTime moment = Moments.parse(kind, Display.text(found.value()));
        yield moment != null
            ? new Bound(moment, null)
            : new Bound(
                null,
                new Missing(
                    key + " is not a " + kind.token() + " such as " + kind.example(),
                    MissingCode.INVALID_ARGUMENT,
                    false));
      }
    };
  }

  private static Resolved drawn(String name, @Nullable Instant at, Json value) {
    return new Resolved.Found(value, new ValueOrigin.Random(name, at, List.of()));
  }

  /// Padded, it is text: JSON has no numbers with zeros in front.
  private static Json number(long value, int padding) {
    if (padding == 0) {
      return Json.of(value);
    }
    String digits = Long.toString(value);
    String sign = value < 0 ? "-" : "";
    String plain = digits.substring(sign.length());
    return Json.of(sign + "0".repeat(Math.max(0, padding - plain.length())) + plain);
  }
}
