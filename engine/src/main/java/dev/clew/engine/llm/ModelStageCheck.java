package dev.clew.engine.llm;

import dev.clew.core.Nearest;
import dev.clew.core.json.Json;
import dev.clew.engine.plugin.StagePlugin.Problem;
import dev.clew.plan.PluginSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is wrong with a stage of a model before anything is executed.
final class ModelStageCheck {
  /// What names the connection, and what a stage of HTTP may write beside `config`.
  private static final Set<String> OTHER_KEYS =
      Set.of(
          "connectionref",
          "connection",
          "apiref",
          "httpverb",
          "headers",
          "query",
          "body",
          "bodyfile");

  /// Settings whose parts are keys of their own.
  private static final List<String> GROUPS =
      List.of(
          "prompts",
          "prompts.input",
          "prompts.output",
          "prompts.system",
          "prompts.developer",
          "reasoning",
          "generation",
          "limits",
          "runtime",
          "output");

  /// Stands for what only a run knows: text that begins no URL.
  private static final Json UNKNOWN = Json.of("{}");

  private final PluginSpec stage;
  private final Json.Obj config;
  private final List<Problem> problems = new ArrayList<>();

  ModelStageCheck(PluginSpec stage) {
    this.stage = stage;
    this.config = object(stage.config().outline(UNKNOWN));
  }

  List<Problem> problems() {
    connection();
    prompts();
    if (find(Spellings.MODEL) == null
        && stage.api() != null
        && find(object(stage.api().defaults().outline(UNKNOWN)), "model") == null) {
      add("model", "the stage and its connection name no model; write config.model");
    }
    keys(config, "");
    return problems;
  }

  /// What the plan could not resolve it has said itself.
  private void connection() {
    Json endpoint = find(Spellings.ENDPOINT);
    boolean isAbsolute = endpoint instanceof Json.Str text && LlmPlugin.isAbsolute(text.value());
    if (stage.api() == null && !isAbsolute) {
      add(
          "connectionRef",
          "nothing says which model is asked; name one of the catalog's connections");
    }
    if (stage.api() != null && isAbsolute) {
      add(
          "endpoint",
          "an address of its own, while the connection '"
              + stage.api().name()
              + "' says where to send; write a path");
    }
  }

  private void prompts() {
    if (find(Spellings.INPUT) == null && find(Spellings.INPUT_FILE) == null) {
      add("prompts.input", "the model is asked nothing; write prompts.input.text");
    }
    exclusive("input", Spellings.INPUT, Spellings.INPUT_FILE);
    exclusive("output", Spellings.OUTPUT, Spellings.OUTPUT_FILE);
    exclusive("system", Spellings.SYSTEM, Spellings.SYSTEM_FILE);
    exclusive("developer", Spellings.DEVELOPER, Spellings.DEVELOPER_FILE);
  }

  private void exclusive(String role, Spellings text, Spellings file) {
    if (find(text) != null && find(file) != null) {
      add("prompts." + role, "a prompt has either 'text' or 'file'");
    }
  }

  private void keys(Json.Obj at, String path) {
    List<String> known = Spellings.below(path);
    at.members()
        .forEach((name, value) -> {
          String here = path.isEmpty() ? name : path + "." + name;
          if (path.isEmpty() && OTHER_KEYS.contains(name.toLowerCase(Locale.ROOT))) {
            return;
          }
          if (known.stream().noneMatch(name::equalsIgnoreCase)) {
            String nearest = Nearest.to(name, known);
            add(here, "unknown key" + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
          } else if (value instanceof Json.Obj members
              && GROUPS.contains(here.toLowerCase(Locale.ROOT))) {
            keys(members, here);
          }
        });
  }

  private @Nullable Json find(Spellings setting) {
    for (String path : setting.paths()) {
      Json at = config;
      for (String key : path.split("\\.", -1)) {
        at = find(at, key);
      }
      if (at != null) {
        return at;
      }
    }
    return null;
  }

  private static @Nullable Json find(@Nullable Json at, String key) {
    if (at instanceof Json.Obj object) {
      for (Map.Entry<String, Json> member : object.members().entrySet()) {
        if (member.getKey().equalsIgnoreCase(key)) {
          return member.getValue();
        }
      }
    }
    return null;
  }

  private static Json.Obj object(Json outline) {
    return outline instanceof Json.Obj object ? object : Json.EMPTY_OBJECT;
  }

  private void add(String where, String message) {
    problems.add(new Problem("config." + where, message));
  }
}
