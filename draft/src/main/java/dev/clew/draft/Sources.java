package dev.clew.draft;

import dev.clew.core.Refusal;
import dev.clew.core.Setting;
import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.document.JsonText;
import dev.clew.draft.capture.CaptureDraft;
import dev.clew.draft.capture.CapturedRequests;
import dev.clew.draft.capture.CurlCapture;
import dev.clew.draft.capture.HarCapture;
import dev.clew.draft.openapi.OpenApiDraft;
import dev.clew.draft.text.Draft;
import dev.clew.yaml.YamlJson;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlText;
import java.util.regex.Pattern;

/// Text of a source to a draft; which source it is, is seen by its beginning.
record Sources(String text, String where, InitOptions options) {
  private static final Pattern CURL =
      Pattern.compile("^\\s*(\\$ )?(\\w+=\\S* )*(\\S*/)?curl(\\.exe)?\\s", Pattern.MULTILINE);
  private static final Pattern OPEN_API =
      Pattern.compile("^[\"']?(openapi|swagger)[\"']?\\s*:", Pattern.MULTILINE);

  static Sources of(String text, String where, InitOptions options) {
    return new Sources(text.startsWith("\ufeff") ? text.substring(1) : text, where, options);
  }

  Draft any() {
    if (text.stripLeading().startsWith("{")) {
      Json.Obj document = object();
      if (document.has("log")) {
        return har(document);
      }
      if (document.has("openapi") || document.has("swagger")) {
        return openApi(document);
      }
    } else if (CURL.matcher(text).find()) {
      return curl();
    } else if (OPEN_API.matcher(text).find()) {
      return openApi();
    }
    throw Refusal.invalid(
        where + ": this is neither a curl command nor a HAR file nor an OpenAPI document");
  }

  Draft curl() {
    refuseOperations();
    CapturedRequests capture = CurlCapture.read(text, where);
    return CaptureDraft.of(
        capture, options.name(), options.environmentOrDefault(), "a curl command");
  }

  Draft har() {
    return har(object());
  }

  private Draft har(Json.Obj document) {
    refuseOperations();
    if (!(document.get("log") instanceof Json.Obj)) {
      throw Refusal.invalid(where + ": this is not a HAR file: it has no 'log'");
    }
    CapturedRequests capture = HarCapture.read(document, where);
    return CaptureDraft.of(capture, options.name(), options.environmentOrDefault(), "a HAR file");
  }

  Draft openApi() {
    if (text.stripLeading().startsWith("{")) {
      return openApi(object());
    }
    Json document = yaml();
    if (document instanceof Json.Obj object) {
      return openApi(object);
    }
    throw Refusal.invalid(where + ": this is not an OpenAPI document");
  }

  private Draft openApi(Json.Obj document) {
    return OpenApiDraft.of(
        document, options.operations(), options.name(), options.environment(), where);
  }

  private Json yaml() {
    Diagnostics diagnostics = new Diagnostics();
    YamlNode root = YamlText.read(new SourceFile(where, text), diagnostics);
    if (root == null || diagnostics.hasErrors()) {
      throw Refusal.invalid(diagnostics.inOrder().getFirst().render());
    }
    return YamlJson.of(root);
  }

  private void refuseOperations() {
    if (!options.operations().isEmpty()) {
      throw Refusal.invalid(Setting.OPERATION, "chooses from an OpenAPI document; there is none");
    }
  }

  private Json.Obj object() {
    try {
      if (JsonText.parse(text) instanceof Json.Obj object) {
        return object;
      }
    } catch (JsonText.Malformed e) {
      throw Refusal.invalid(
          where + ":" + e.line() + ":" + e.column() + ": not JSON: " + e.getMessage());
    }
    throw Refusal.invalid(where + ": a JSON object is expected");
  }
}
