package dev.clew.engine.llm;

import dev.clew.core.Nearest;
import dev.clew.engine.plugin.StagePlugin.Problem;
import dev.clew.workflow.plan.PluginSpec;
import dev.clew.workflow.template.TemplateTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  private final PluginSpec stage;
  private final List<Problem> problems = new ArrayList<>();

  ModelStageCheck(PluginSpec stage) {
    this.stage = stage;
  }

  List<Problem> problems() {
    connection();
    prompts();
    if (find(Spellings.MODEL) == null
        && stage.api() != null
        && find(stage.api().defaults(), "model") == null) {
      add("model", "the stage and its connection name no model; write config.model");
    }
    keys(stage.config(), "");
    return problems;
  }

  /// What the plan could not resolve it has said itself.
  private void connection() {
    TemplateTree endpoint = find(Spellings.ENDPOINT);
    boolean isAbsolute =
        endpoint instanceof TemplateTree.Text text && LlmPlugin.isAbsolute(text.template().text());
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

  private void keys(TemplateTree.Members at, String path) {
    List<String> known = Spellings.below(path);
    for (TemplateTree.Member member : at.members()) {
      String here = path.isEmpty() ? member.name() : path + "." + member.name();
      if (path.isEmpty() && OTHER_KEYS.contains(member.name().toLowerCase(Locale.ROOT))) {
        continue;
      }
      if (known.stream().noneMatch(each -> each.equalsIgnoreCase(member.name()))) {
        String nearest = Nearest.to(member.name(), known);
        add(here, "unknown key" + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
      } else if (member.value() instanceof TemplateTree.Members members
          && GROUPS.contains(here.toLowerCase(Locale.ROOT))) {
        keys(members, here);
      }
    }
  }

  private @Nullable TemplateTree find(Spellings setting) {
    for (String path : setting.paths()) {
      TemplateTree at = stage.config();
      for (String key : path.split("\\.", -1)) {
        at = find(at, key);
      }
      if (at != null) {
        return at;
      }
    }
    return null;
  }

  private static @Nullable TemplateTree find(@Nullable TemplateTree at, String key) {
    if (at instanceof TemplateTree.Members members) {
      for (TemplateTree.Member member : members.members()) {
        if (member.name().equalsIgnoreCase(key)) {
          return member.value();
        }
      }
    }
    return null;
  }

  private void add(String where, String message) {
    problems.add(new Problem("config." + where, message));
  }
}
