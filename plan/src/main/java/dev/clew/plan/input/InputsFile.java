package dev.clew.plan.input;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A file that gives values for inputs, as it was read for one environment.
///
/// @param inputs by the input's name
/// @param problems one line each, with the place
public record InputsFile(Map<String, Supplied> inputs, List<String> problems) {
  public InputsFile {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    problems = List.copyOf(problems);
  }
}
