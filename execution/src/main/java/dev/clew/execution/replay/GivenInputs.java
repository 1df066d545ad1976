package dev.clew.execution.replay;

import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.fact.part.Missing;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import dev.clew.core.replay.LedgerValues;
import dev.clew.core.run.RunView;
import dev.clew.execution.secret.ProvidedSecrets;
import dev.clew.plan.input.Supplied;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The inputs of a run that is run again: from its ledger, and from its user where the ledger only
/// has a placeholder.
public final class GivenInputs {
  private static final String VARIABLE = "CLEW_INPUT_";
  private static final String VARS_FILE = ".wfvars";

  private final Map<String, Supplied> inputs = new LinkedHashMap<>();
  private final List<String> absent = new ArrayList<>();
  private final Set<String> others = new LinkedHashSet<>();
  private @Nullable String varsFile;

  private GivenInputs() {}

  /// @param given by name
  /// @param environment a variable's value; null when it is not set
  public static GivenInputs of(
      RunView run, Map<String, Supplied.Text> given, UnaryOperator<@Nullable String> environment) {
    GivenInputs inputs = new GivenInputs();
    Map<String, Supplied.Text> left = new LinkedHashMap<>(given);
    for (NamedValue input : run.inputs()) {
      inputs.take(input, left.remove(input.name()), environment);
    }
    left.forEach((name, value) -> inputs.other(name, value));
    return inputs;
  }

  private void take(
      NamedValue input,
      Supplied.@Nullable Text given,
      UnaryOperator<@Nullable String> environment) {
    String name = input.name();
    String from = input.get(NamedValue.SOURCE, "");
    Missing missing = input.missing();
    boolean neverGiven = missing != null && missing.code().equals(Missing.NOT_SUPPLIED);
    boolean recorded = LedgerValues.missing(input) == null;
    String variable = environment.apply(variable(name));
    if (recorded && given != null && !given.text().equals(text(input.value()))) {
      other(name, given);
    } else if (recorded) {
      inputs.put(name, new Supplied.Value(neverGiven ? Json.NULL : input.value(), from));
    } else if (given != null) {
      inputs.put(name, new Supplied.Text(given.text(), from));
    } else if (variable != null) {
      inputs.put(name, new Supplied.Text(variable, from));
    } else if (from.endsWith(VARS_FILE)) {
      varsFile = from;
    } else if (!from.startsWith(ProvidedSecrets.SOURCE)) {
      absent.add(name);
    }
  }

  private void other(String name, Supplied.Text value) {
    others.add(name);
    inputs.put(name, value);
  }

  private static String text(Json value) {
    return value instanceof Json.Str text ? text.value() : value.toString();
  }

  /// `CLEW_INPUT_API_KEY` for `api-key`.
  static String variable(String name) {
    return VARIABLE + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /// What is known of them, by name.
  public Map<String, Supplied> supplied() {
    return Map.copyOf(inputs);
  }

  /// The names of those that have another value than the run had.
  public Set<String> others() {
    return Set.copyOf(others);
  }

  /// The names of those whose values nobody has given yet.
  public List<String> absent() {
    return List.copyOf(absent);
  }

  /// The variables file that gave the run a secret; null when none did.
  public @Nullable String varsFile() {
    return varsFile;
  }

  /// @throws Refusal when values are missing; the message names all of them
  public void requireAll() {
    if (absent.isEmpty()) {
      return;
    }
    List<String> variables = new ArrayList<>();
    for (String name : absent) {
      variables.add(variable(name));
    }
    throw Refusal.invalid(
        "the ledger has only a placeholder for "
            + String.join(", ", absent)
            + ": give "
            + (absent.size() == 1 ? "it" : "them")
            + " again",
        new Remedy.GiveInputs(absent, variables));
  }
}
