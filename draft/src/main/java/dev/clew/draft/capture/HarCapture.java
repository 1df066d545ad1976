package dev.clew.draft.capture;

import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.draft.text.Field;
import dev.clew.draft.text.PercentText;
import dev.clew.plan.value.Escaping;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a HAR 1.2 file as browsers export it: the calls of the application, without what makes the
/// page.
///
/// Source: w3c.github.io/web-performance/specs/HAR/Overview.html; `_resourceType` is Chrome's.
public final class HarCapture {
  private static final Set<String> CALLS = Set.of("xhr", "fetch", "document", "");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private final String where;
  private final List<CapturedRequest> requests = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int assets;
  private int failed;
  private int noise;
  private @Nullable String redirect;

  private HarCapture(String where) {
    this.where = where;
  }

  public static CapturedRequests read(Json.Obj document, String where) {
    return new HarCapture(where).capture(document);
  }

  private CapturedRequests capture(Json.Obj document) {
    List<Json.Obj> entries = document.object("log").objects("entries");
    if (entries.isEmpty()) {
      throw Refusal.invalid(where + ": this HAR file has no entries; record some requests first");
    }
    for (Json.Obj entry : entries) {
      entry(entry);
    }
    if (requests.isEmpty()) {
      throw Refusal.invalid(
          where
              + ": none of the "
              + CaptureDraft.count(entries.size(), "request")
              + " is a JSON or form call; nothing can become a stage");
    }
    if (assets > 0) {
      notes.add(
          "left out "
              + CaptureDraft.count(assets, "request")
              + " for pages, scripts, images and the like");
    }
    if (failed > 0) {
      notes.add("left out " + CaptureDraft.count(failed, "request") + " without an answer");
    }
    return new CapturedRequests(requests, notes, noise);
  }

  private void entry(Json.Obj entry) {
    Json.Obj request = entry.object("request");
    Json.Obj response = entry.object("response");
    String url = request.text("url", "");
    String method = request.text("method", "").toUpperCase(Locale.ROOT);
    boolean follows = url.equals(redirect) && method.equals("GET");
    redirect = null;
    Long status = response.whole("status");
    boolean isCall = CALLS.contains(entry.text("_resourceType", "").toLowerCase(Locale.ROOT));
    if (follows || !isCall || !url.startsWith("http") || !METHODS.contains(method)) {
      assets++;
    } else if (status == null || status < 100 || status > 599) {
      failed++;
    } else if (isApplication(method, request, response)) {
      redirect = status >= 300 && status < 400 ? response.text("redirectURL") : null;
      add(method, url, request, response, status.intValue());
    } else {
      assets++;
    }
  }

  /// JSON in the request or the answer, or anything that changes something.
  private static boolean isApplication(String method, Json.Obj request, Json.Obj response) {
    String asked = CapturedRequest.mediaType(request.object("postData").text("mimeType", ""));
    String got = CapturedRequest.mediaType(response.object("content").text("mimeType", ""));
    return CapturedRequest.isJson(asked)
        || CapturedRequest.isJson(got)
        || !(method.equals("GET") || method.equals("HEAD"));
  }

  private void add(String method, String url, Json.Obj request, Json.Obj response, int status) {
    List<Field> headers = new ArrayList<>();
    for (Json.Obj header : request.objects("headers")) {
      Field field = new Field(header.text("name", ""), header.text("value", ""));
      if (HeaderNoise.isNoise(field)) {
        noise++;
      } else {
        headers.add(field);
      }
    }
    Json.Obj posted = request.object("postData");
    String type = CapturedRequest.mediaType(posted.text("mimeType", ""));
    boolean multipart = type.startsWith("multipart/");
    String body = multipart ? "" : body(posted);
    if (multipart) {
      notes.add("the multipart body of a " + method + " is left out: a workflow cannot have one");
      headers.removeIf(header -> header.name().equalsIgnoreCase("Content-Type"));
    }
    Target target = Target.of(url, where);
    Json answer = answer(response.object("content"));
    requests.add(
        new CapturedRequest(
            method,
            target,
            headers,
            body.isEmpty() ? null : new CapturedRequest.Body.Text(body),
            new CapturedRequest.Answer(status, answer)));
  }

  /// Firefox gives the parameters of a form, and not always its text.
  private static String body(Json.Obj posted) {
    String text = posted.text("text", "");
    if (!text.isEmpty()) {
      return text;
    }
    List<String> parts = new ArrayList<>();
    for (Json.Obj parameter : posted.objects("params")) {
      parts.add(
          Escaping.FORM.of(PercentText.decodeForm(parameter.text("name", "")))
              + "="
              + Escaping.FORM.of(PercentText.decodeForm(parameter.text("value", ""))));
    }
    return String.join("&", parts);
  }

  private static @Nullable Json answer(Json.Obj content) {
    if (!CapturedRequest.isJson(CapturedRequest.mediaType(content.text("mimeType", "")))) {
      return null;
    }
    String text = content.text("text", "");
    try {
      return "base64".equals(content.text("encoding"))
          ? JsonText.parse(new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8))
          : JsonText.parse(text);
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      return null;
    }
  }
}
