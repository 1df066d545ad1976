package dev.clew.workflow.scope;

import dev.clew.core.json.Json;
import dev.clew.workflow.definition.InitStage;
import dev.clew.workflow.definition.InitVariable;
import dev.clew.workflow.definition.InitVariable.Value;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.template.Display;
import dev.clew.workflow.template.MissingCode;
import dev.clew.workflow.template.Origin;
import dev.clew.workflow.template.Rendered;
import dev.clew.workflow.template.Rendering;
import dev.clew.workflow.template.Resolved;
import dev.clew.workflow.template.Resolved.Missing;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.Use;
import dev.clew.workflow.value.Moments;
import dev.clew.workflow.value.TimeKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What `initStage` gives, in the order of the file: variables, of which a later one may use the
/// earlier ones as globals, and then the entries of the context that nobody had set.
///
/// @param variables every variable, also those that have no value
/// @param context only the entries that are to be set
public record InitValues(List<InitValue> variables, List<InitValue> context) {
  public InitValues {
    variables = List.copyOf(variables);
    context = List.copyOf(context);
  }

  /// Pure: the same for the same scope. The clock is read once.
  ///
  /// @param scope its draws and clock are used; its globals are what was set before, if anything
  public static InitValues evaluate(InitStage init, RunScope scope) {
    return evaluate(init, scope, Map.of(), Map.of());
  }

  /// As [#evaluate(InitStage, RunScope)], for a run that goes on where an earlier one left off:
  /// what is not constant has the value that it had then. What is constant is as it is written now.
  ///
  /// @param variables values of then, by the variable's name
  /// @param context values of then, by the entry's name
  public static InitValues evaluate(
      InitStage init, RunScope scope, Map<String, Json> variables, Map<String, Json> context) {
    return new Evaluation(scope).evaluate(init, variables, context);
  }

  /// Those that a run cannot begin without.
  public List<InitValue> unresolved() {
    List<InitValue> unresolved = new ArrayList<>();
    variables.stream().filter(InitValue::isUnresolved).forEach(unresolved::add);
    context.stream().filter(InitValue::isUnresolved).forEach(unresolved::add);
    return unresolved;
  }

  private static final class Evaluation {
    private final RunScope base;
    private final Instant now;
    private final RandomValues random;
    private final Map<String, Json> globals = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Json> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final RunScope scope;

    Evaluation(RunScope base) {
      this.base = base;
      this.now = base.clock().instant();
      this.random = new RandomValues(base.draws());
      this.scope = base.with(layered(globals, base.globals()), layered(entries, base.context()));
    }

    private static ValueLookup layered(Map<String, Json> first, ValueLookup then) {
      return name -> {
        Json value = first.get(name);
        return value == null ? then.get(name) : value;
      };
    }

    InitValues evaluate(
        InitStage init, Map<String, Json> earlier, Map<String, Json> earlierContext) {
      List<InitValue> variables = new ArrayList<>();
      for (InitVariable variable : init.variables()) {
        Resolved value = value(variable);
        boolean constant =
            variable.value() instanceof Value.Fixed fixed && !fixed.template().hasTokens();
        Resolved stands = constant ? value : as(value, earlier.get(variable.name()));
        variables.add(kept(new InitValue(variable.name(), stands, variable.secret()), globals));
      }
      List<InitValue> context = new ArrayList<>();
      for (NamedTemplate entry : init.context()) {
        if (base.context().get(entry.name()) == null) {
          Resolved made = rendered(entry.template(), "initStage.context." + entry.name());
          Resolved value =
              entry.template().hasTokens() ? as(made, earlierContext.get(entry.name())) : made;
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
            new Resolved.Found(number(sequence.start(), sequence.padding()), new Origin.Literal());
      };
    }

    private Resolved rendered(Template template, String where) {
      Rendered<Json> rendered = Rendering.jsonOrText(template, scope, where);
      List<Use> unresolved = rendered.unresolved();
      return unresolved.isEmpty()
          ? new Resolved.Found(rendered.value(), Origin.of(template, rendered.uses()))
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
          new Origin.Random(kind.token(), readsClock ? now : null, uses));
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
      return new Resolved.Found(value, new Origin.Random(name, at, List.of()));
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
}
