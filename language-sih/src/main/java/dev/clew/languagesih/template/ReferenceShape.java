package dev.clew.languagesih.template;

import dev.clew.core.Nearest;
import dev.clew.languagesih.rule.SihRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names of a token, and which reference they make.
///
/// @param lenient whether it may be missing wherever a `?` stands
record ReferenceShape(String word, List<Segment> segments, boolean lenient, Written written) {

  Reference reference() throws SyntaxError {
    return switch (word) {
      case "input" -> {
        Segment name = at(0, "{{input.NAME}}");
        yield new Reference.Input(name.name(), isOptional(name), path(1), written);
      }
      case "global" -> {
        Segment name = at(0, "{{global.NAME}}");
        yield new Reference.Global(name.name(), isOptional(name), path(1), written);
      }
      case "context" -> {
        Segment name = at(0, "{{context.NAME}}");
        yield new Reference.Context(name.name(), isOptional(name), path(1), written);
      }
      case "var" -> {
        Segment name = at(0, "{{var:NAME}}");
        yield new Reference.Variable(name.name(), isOptional(name), path(1), written);
      }
      case "env" -> environment();
      case "system" -> SystemSyntax.read(segments, written);
      case "response" -> ownResponse();
      case "stage" -> stage();
      case "endpoint" -> output("endpoint");
      case "workflow" -> {
        Reference.StageOutput output = output("workflow");
        yield new Reference.WorkflowOutput(
            output.stage(), output.key(), output.optional(), output.path(), written);
      }
      case "rand" -> throw unfinishedDraw();
      default -> throw new IllegalStateException("no such root: " + word);
    };
  }

  private boolean isOptional(Segment name) {
    return lenient || name.optional();
  }

  private SyntaxError unfinishedDraw() {
    Reference.Random.Draw draw =
        segments.isEmpty() ? null : RandomArguments.draw(segments.getFirst().name());
    String form = draw == null ? "rand:number(min, max)" : RandomArguments.form(draw);
    return wrong(written.offset(), "incomplete token; write {{" + form + "}}", null);
  }

  /// What `stage:json(…)` has in its parentheses: `NAME.output.KEY`.
  Reference.StageOutput jsonOutput() throws SyntaxError {
    return output("stage", "{{stage:json(NAME.output.KEY).path}}");
  }

  private Reference environment() throws SyntaxError {
    Segment name = at(0, "{{env:NAME}}");
    if (name.separator() != ':' || segments.size() > 1) {
      throw wrong(name.offset(), "env needs ':' and one name", "env:" + name.name());
    }
    return new Reference.Environment(name.name(), isOptional(name), written);
  }

  private Reference ownResponse() throws SyntaxError {
    Segment first = at(0, "{{response.status}} or {{response.body.path}}");
    ResponsePart part = responsePart(0);
    return new Reference.OwnResponse(
        part == null ? new ResponsePart.Body(path(0)) : part,
        lenient || headOptional(first),
        written);
  }

  private Reference.StageOutput output(String root) throws SyntaxError {
    return output(root, "{{" + root + ":NAME.output.KEY}}");
  }

  private Reference.StageOutput output(String root, String form) throws SyntaxError {
    Segment stage = at(0, form);
    Segment what = at(1, form);
    if (!what.is("output")) {
      throw wrong(
          what.offset(),
          "'" + what.name() + "' is not 'output', and " + root + " has nothing else",
          Nearest.to(what.name(), List.of("output")));
    }
    Segment key = at(2, form);
    boolean optional = isOptional(stage) || what.optional() || key.optional();
    return new Reference.StageOutput(stage.name(), key.name(), optional, path(3), written);
  }

  private Reference stage() throws SyntaxError {
    String form = "{{stage:NAME.output.KEY}}";
    Segment stage = at(0, form);
    Segment what = at(1, form);
    if (what.is("output")) {
      return output("stage");
    }
    if (what.is("workflow")) {
      return child(stage, what);
    }
    if (!what.is("response")) {
      throw wrong(
          what.offset(),
          "a stage has output, response and workflow, not '" + what.name() + "'",
          Nearest.to(what.name(), List.of("output", "response", "workflow")));
    }
    Segment first = at(2, "{{stage:NAME.response.status}}");
    ResponsePart part = responsePart(2);
    if (part == null) {
      throw wrong(
          first.offset(),
          "a response has status, headers.NAME and body, not '" + first.name() + "'",
          Nearest.to(first.name(), List.of("status", "headers", "body")));
    }
    boolean optional = isOptional(stage) || what.optional() || headOptional(first);
    return new Reference.StageResponse(stage.name(), part, optional, written);
  }

  private Reference child(Segment stage, Segment workflow) throws SyntaxError {
    Segment what = at(2, "{{stage:NAME.workflow.output.KEY}}");
    boolean optional = isOptional(stage) || workflow.optional() || what.optional();
    if (what.is("output")) {
      Segment key = at(3, "{{stage:NAME.workflow.output.KEY}}");
      return new Reference.WorkflowOutput(
          stage.name(), key.name(), optional || key.optional(), path(4), written);
    }
    if (!what.is("result")) {
      throw wrong(
          what.offset(),
          "a workflow has output and result, not '" + what.name() + "'",
          Nearest.to(what.name(), List.of("output", "result")));
    }
    Segment part = at(3, "{{stage:NAME.workflow.result.status}}");
    noMoreThan(4);
    if (!part.is("status") && !part.is("message")) {
      throw wrong(
          part.offset(),
          "a result has status and message, not '" + part.name() + "'",
          Nearest.to(part.name(), List.of("status", "message")));
    }
    return new Reference.WorkflowResult(
        stage.name(),
        part.is("status")
            ? Reference.WorkflowResult.Part.STATUS
            : Reference.WorkflowResult.Part.MESSAGE,
        optional || part.optional(),
        written);
  }

  /// Null when the name is not a part of a response.
  private @Nullable ResponsePart responsePart(int from) throws SyntaxError {
    Segment first = segments.get(from);
    if (first.is("body")) {
      return new ResponsePart.Body(path(from + 1));
    }
    if (first.is("headers")) {
      Segment name = at(from + 1, "{{response.headers.NAME}}");
      noMoreThan(from + 2);
      return new ResponsePart.Header(name.name());
    }
    if (first.is("status")) {
      noMoreThan(from + 1);
      return new ResponsePart.Status();
    }
    return null;
  }

  private boolean headOptional(Segment first) {
    Segment last = segments.getLast();
    return (first.is("headers") && last.optional())
        || ((first.is("status") || first.is("body")) && first.optional());
  }

  private Segment at(int index, String form) throws SyntaxError {
    if (index >= segments.size()) {
      throw wrong(written.offset(), "incomplete token; write " + form, null);
    }
    return segments.get(index);
  }

  private void noMoreThan(int count) throws SyntaxError {
    if (segments.size() > count) {
      Segment extra = segments.get(count);
      throw wrong(extra.offset(), "nothing can follow here, but '" + extra.name() + "' does", null);
    }
  }

  private JsonPath path(int from) {
    return path(segments, from);
  }

  static JsonPath path(List<Segment> segments, int from) {
    if (from >= segments.size()) {
      return JsonPath.ROOT;
    }
    List<JsonPath.Step> steps = new ArrayList<>(segments.size() - from);
    for (int index = from; index < segments.size(); index++) {
      steps.add(segments.get(index).step());
    }
    return new JsonPath(steps);
  }

  private static SyntaxError wrong(int offset, String what, @Nullable String suggestion) {
    return new SyntaxError(SihRule.TEMPLATE_SYNTAX, offset, what, suggestion);
  }
}
