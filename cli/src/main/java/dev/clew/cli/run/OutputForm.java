package dev.clew.cli.run;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.workflow.template.Display;

/// How the values of an `.output` file are written. As `sih`, the program writes what SIH writes,
/// for which every output is text: `"7"` and not 7, and `""` and not null.
public enum OutputForm {
  /// Each value as it is.
  TYPED,

  /// Text, but for that of a list or an object, which is that list or object.
  SIH,

  /// As [#SIH], of a workflow with `outputJson: false`: text.
  SIH_TEXT;

  /// The property that holds the name by which the program was called.
  public static final String CALLED_AS = "clew.called_as";

  /// @param writesJson what the workflow says by `outputJson`
  static OutputForm called(boolean writesJson) {
    if (!"sih".equals(System.getProperty(CALLED_AS))) {
      return TYPED;
    }
    return writesJson ? SIH : SIH_TEXT;
  }

  public byte[] bytes(Json.Obj output) {
    Json.Builder values = Json.object();
    output.members().forEach((name, value) -> values.put(name, value(value)));
    return Reports.outputBytes(values.build());
  }

  private Json value(Json value) {
    return switch (this) {
      case TYPED -> value;
      case SIH_TEXT -> Json.of(Display.text(value));
      case SIH -> isTree(value) ? value : tree(Display.text(value));
    };
  }

  private static Json tree(String text) {
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return Json.of(text);
    }
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      return Json.of(text);
    }
  }

  private static boolean isTree(Json value) {
    return value instanceof Json.Obj || value instanceof Json.Arr;
  }
}
