package dev.clew.cli.check;

import dev.clew.core.json.Json;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The plan for people: one line for each stage, and below it what it depends on.
///
/// @param verbose whether headers, query and bodies are shown too
public record PlanLines(Palette palette, boolean verbose) {
  private static final String INDENT = "  ";

  /// @param plan as [PlanJson] made it, redacted
  public List<String> of(Json.Obj plan) {
    List<String> lines = new ArrayList<>();
    Json.Obj workflow = plan.object("workflow");
    lines.add(
        palette.bold(VisibleText.line(workflow.text("name", "")))
            + palette.dim(
                "  "
                    + VisibleText.line(
                        workflow.text("version", "") + ", " + plan.text("environment", ""))));
    for (Json.Obj api : plan.objects("apis")) {
      lines.add(
          palette.dim("api      ")
              + VisibleText.line(api.text("api", "") + "  " + api.text("url", "")));
    }
    for (Json.Obj input : plan.objects("inputs")) {
      lines.add(palette.dim("input    ") + VisibleText.line(input(input)));
    }
    workflow(workflow, "", lines);
    return lines;
  }

  private static String input(Json.Obj input) {
    String source = input.text("source");
    return input.text("name", "")
        + " "
        + input.text("type", "")
        + (input.flag("secret") ? ", secret" : "")
        + (source == null ? ", not given" : ", from " + source);
  }

  private void workflow(Json.Obj workflow, String indent, List<String> lines) {
    int number = 0;
    for (Json.Obj stage : workflow.objects("stages")) {
      number++;
      stage(stage, number, indent, lines);
    }
    detail("gives", words(workflow.list("outputs")), indent, lines);
  }

  private void stage(Json.Obj stage, int number, String indent, List<String> lines) {
    lines.add(
        indent
            + palette.dim(number + ". ")
            + palette.bold(VisibleText.line(stage.text("name", "")))
            + INDENT
            + VisibleText.line(what(stage)));
    String inner = indent + INDENT + INDENT;
    detail("if", stage.text("run_if", ""), inner, lines);
    detail("each", loop(stage.object("loop")), inner, lines);
    String after = words(stage.list("depends_on"));
    detail("after", after, inner, lines);
    if (verbose) {
      named("header", stage.object("headers"), inner, lines);
      named("query", stage.object("query"), inner, lines);
      detail("body", stage.text("body", stage.text("body_file", "")), inner, lines);
    }
    detail("inputs", words(stage.list("inputs")), inner, lines);
    detail("gives", words(stage.list("outputs")), inner, lines);
    if (stage.has("workflow")) {
      workflow(stage.object("workflow"), inner, lines);
    }
  }

  private static String what(Json.Obj stage) {
    if (stage.has("workflow")) {
      return "workflow " + stage.object("workflow").text("file", "");
    }
    String api = stage.text("api", "");
    if (stage.has("plugin")) {
      return stage.text("plugin", "") + (api.isEmpty() ? "" : " " + api);
    }
    return stage.text("method", "")
        + " "
        + (api.isEmpty() ? "" : api + " ")
        + stage.text("endpoint", "")
        + "  → "
        + stage.text("expected_statuses", "");
  }

  private static String loop(Json.Obj loop) {
    if (loop.members().isEmpty()) {
      return "";
    }
    Long most = loop.whole("max_parallel");
    return loop.text("items", loop.text("data_file", ""))
        + ", "
        + loop.text("mode", "")
        + (most == null ? "" : ", at most " + most);
  }

  private static String words(List<Json> items) {
    List<String> words = new ArrayList<>();
    for (Json item : items) {
      if (item instanceof Json.Str text) {
        words.add(text.value());
      }
    }
    return String.join(", ", words);
  }

  private void named(String what, Json.Obj values, String indent, List<String> lines) {
    for (Map.Entry<String, Json> one : values.members().entrySet()) {
      String value =
          one.getValue() instanceof Json.Str text ? text.value() : one.getValue().toString();
      detail(what, one.getKey() + ": " + value, indent, lines);
    }
  }

  private void detail(String what, String text, String indent, List<String> lines) {
    if (!text.isBlank()) {
      lines.add(
          indent
              + palette.dim(what + " ".repeat(Math.max(1, 7 - what.length())))
              + VisibleText.line(text.strip().replace("\n", "⏎ ")));
    }
  }
}
