package dev.clew.workflow.template;

import dev.clew.workflow.source.Nearest;
import dev.clew.workflow.source.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names of a token, and which reference they make.
record ReferenceShape(String word, List<Segment> segments, Written written) {

  Reference reference() throws SyntaxError {
    return switch (word) {
      case "input" -> input();
      case "env" -> environment();
      case "response" -> ownResponse();
      case "endpoint" -> stage(true);
      default -> stage(false);
    };
  }

  private Reference input() throws SyntaxError {
    Segment name = at(0, "{{input.NAME}}");
    return new Reference.Input(name.name(), name.optional(), path(1), written);
  }

  private Reference environment() throws SyntaxError {
    Segment name = at(0, "{{env:NAME}}");
    if (name.separator() != ':' || segments.size() > 1) {
      throw wrong(name.offset(), "env needs ':' and one name", "env:" + name.name());
    }
    return new Reference.Environment(name.name(), name.optional(), written);
  }

  private Reference ownResponse() throws SyntaxError {
    Segment first = at(0, "{{response.status}} or {{response.body.path}}");
    ResponsePart part = responsePart(0);
    return new Reference.OwnResponse(
        part == null ? new ResponsePart.Body(path(0)) : part, headOptional(first), written);
  }

  private Reference stage(boolean outputOnly) throws SyntaxError {
    String form = "{{" + word + ":NAME.output.KEY}}";
    Segment stage = at(0, form);
    Segment what = at(1, form);
    if (what.is("output")) {
      Segment key = at(2, form);
      boolean optional = stage.optional() || what.optional() || key.optional();
      return new Reference.StageOutput(stage.name(), key.name(), optional, path(3), written);
    }
    if (what.is("workflow")) {
      throw new SyntaxError(
          Rule.TEMPLATE_NOT_SUPPORTED_YET,
          what.offset(),
          "results of child workflows are not supported yet",
          null);
    }
    if (outputOnly || !what.is("response")) {
      throw wrong(
          what.offset(),
          "'" + what.name() + "' is neither 'output' nor 'response'",
          Nearest.to(what.name(), List.of("output", "response")));
    }
    Segment first = at(2, "{{stage:NAME.response.status}}");
    ResponsePart part = responsePart(2);
    if (part == null) {
      throw wrong(
          first.offset(),
          "a response has status, headers.NAME and body, not '" + first.name() + "'",
          Nearest.to(first.name(), List.of("status", "headers", "body")));
    }
    boolean optional = stage.optional() || what.optional() || headOptional(first);
    return new Reference.StageResponse(stage.name(), part, optional, written);
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
    if (from >= segments.size()) {
      return JsonPath.ROOT;
    }
    List<JsonPath.Step> steps = new ArrayList<>();
    for (Segment segment : segments.subList(from, segments.size())) {
      steps.add(segment.step());
    }
    return new JsonPath(steps);
  }

  private static SyntaxError wrong(int offset, String what, @Nullable String suggestion) {
    return new SyntaxError(Rule.TEMPLATE_SYNTAX, offset, what, suggestion);
  }
}
