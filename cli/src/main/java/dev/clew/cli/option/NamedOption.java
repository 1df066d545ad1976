package dev.clew.cli.option;

import dev.clew.core.Refusal;
import dev.clew.plan.input.Supplied;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Options that take `NAME=VALUE`.
public final class NamedOption {
  private static final String INPUT = "--input";

  private NamedOption() {}

  /// The later wins.
  public static Map<String, String> parse(List<String> given, String option) {
    Map<String, String> named = new LinkedHashMap<>();
    for (String one : given) {
      int equals = nameEnd(one, option);
      named.put(one.substring(0, equals), one.substring(equals + 1));
    }
    return named;
  }

  /// Values of inputs, with the option that gave them.
  public static Map<String, Supplied.Text> inputs(List<String> given) {
    Map<String, Supplied.Text> inputs = new LinkedHashMap<>();
    parse(given, INPUT)
        .forEach((name, value) -> inputs.put(name, new Supplied.Text(value, INPUT + " " + name)));
    return inputs;
  }

  /// Does not show what stands behind the name: it may be a secret.
  static int nameEnd(String given, String option) {
    int equals = given.indexOf('=');
    if (equals <= 0) {
      throw Refusal.invalid(option + " takes NAME=VALUE; one of them has no name or no '='");
    }
    return equals;
  }
}
