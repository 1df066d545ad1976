package dev.clew.draft.text;

import java.util.List;

/// A draft as the text of its two files.
public record DraftText(String workflow, String catalog) {
  private static final String VERSION = "1.0";

  public static DraftText of(Draft draft) {
    return new DraftText(workflow(draft), catalog(draft));
  }

  private static String workflow(Draft draft) {
    YamlWriter out = new YamlWriter();
    out.text("version", VERSION)
        .text("name", draft.name())
        .text("description", draft.description());
    if (!draft.inputs().isEmpty()) {
      out.below(
          "input", list -> draft.inputs().forEach(each -> list.item(item -> input(each, item))));
    }
    out.below(
        "stages", list -> draft.stages().forEach(each -> list.item(item -> stage(each, item))));
    return out.toString();
  }

  private static void input(Draft.Input input, YamlWriter out) {
    out.text("name", input.name()).text("type", input.type());
    if (input.secret()) {
      out.bare("secret", "true");
    }
    String description = input.description();
    if (description != null) {
      out.text("description", description);
    }
  }

  private static void stage(Draft.Stage stage, YamlWriter out) {
    out.text("name", stage.name())
        .text("kind", "Endpoint")
        .text("apiRef", stage.api())
        .text("endpoint", stage.endpoint())
        .text("httpVerb", stage.method());
    fields("headers", stage.headers(), out);
    fields("query", stage.query(), out);
    String body = stage.body();
    if (body != null) {
      out.block("body", body);
    }
    Integer expected = stage.expected();
    if (expected != null) {
      out.bare("expectedStatus", expected.toString());
    }
    fields("output", stage.outputs(), out);
    if (!stage.secretOutputs().isEmpty()) {
      List<String> quoted = stage.secretOutputs().stream().map(YamlWriter::quoted).toList();
      out.bare("secretOutputs", "[" + String.join(", ", quoted) + "]");
    }
  }

  private static void fields(String key, List<Field> fields, YamlWriter out) {
    if (!fields.isEmpty()) {
      out.below(key, inner -> fields.forEach(each -> inner.text(each.name(), each.value())));
    }
  }

  private static String catalog(Draft draft) {
    YamlWriter out = new YamlWriter();
    out.item(version ->
        version
            .text("version", VERSION)
            .below(
                "definitions",
                list -> draft.apis().forEach(each -> list.item(item -> api(each, item)))));
    return out.toString();
  }

  private static void api(Draft.Api api, YamlWriter out) {
    out.text("name", api.name());
    out.below("baseUrl", inner -> api.baseUrls().forEach(inner::text));
  }
}
