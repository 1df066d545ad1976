package dev.clew.draft.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A workflow and its catalog before they are text. Values are templates: literal braces are
/// escaped, and no secret is in them.
///
/// @param environment the one that the printed command runs in
/// @param notes for the user, one sentence each
/// @param others null when nothing else could be chosen
public record Draft(
    String name,
    String description,
    String environment,
    List<Input> inputs,
    List<Stage> stages,
    List<Api> apis,
    List<String> notes,
    @Nullable OtherOperations others) {

  /// @param sample what stands for the value in the printed command, as the shell is to read it
  public record Input(
      String name, String type, boolean secret, @Nullable String description, String sample) {}

  /// @param expected absent for any 2xx
  public record Stage(
      String name,
      String api,
      String method,
      String endpoint,
      List<Field> headers,
      List<Field> query,
      @Nullable String body,
      @Nullable Integer expected,
      List<Field> outputs,
      List<String> secretOutputs) {
    public Stage {
      headers = List.copyOf(headers);
      query = List.copyOf(query);
      outputs = List.copyOf(outputs);
      secretOutputs = List.copyOf(secretOutputs);
    }
  }

  /// @param baseUrls by environment
  public record Api(String name, Map<String, String> baseUrls) {
    public Api {
      baseUrls = Collections.unmodifiableMap(new LinkedHashMap<>(baseUrls));
    }
  }

  public Draft {
    inputs = List.copyOf(inputs);
    stages = List.copyOf(stages);
    apis = List.copyOf(apis);
    notes = List.copyOf(notes);
  }
}
