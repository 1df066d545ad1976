package dev.clew.draft.capture;

import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.draft.text.Field;
import dev.clew.plan.value.Escaping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The options of one curl command, and the requests that curl would send for them.
final class CurlRequest {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final String FORM = "application/x-www-form-urlencoded";

  private final String where;
  private final Set<String> notes;
  private final List<String> urls = new ArrayList<>();
  private final List<Field> headers = new ArrayList<>();
  private final List<Field> given = new ArrayList<>();
  private final List<String> data = new ArrayList<>();
  private final List<String> query = new ArrayList<>();
  private @Nullable String method;
  private @Nullable String file;
  private int noise;
  private boolean get;
  private boolean head;
  private boolean json;

  CurlRequest(String where, Set<String> notes) {
    this.where = where;
    this.notes = notes;
  }

  void url(String url) {
    urls.add(url);
  }

  void option(String name, String value, String shown) {
    switch (name) {
      case "url" -> url(value);
      case "request" -> method = value.toUpperCase(Locale.ROOT);
      case "header" -> header(value);
      case "data", "data-ascii", "data-binary" -> data(value);
      case "data-raw" -> data.add(value);
      case "data-urlencode" -> encoded(value);
      case "json" -> {
        json = true;
        data(value);
      }
      case "url-query" -> query.add(value.startsWith("+") ? value.substring(1) : pair(value));
      case "user" -> given.add(new Field("Authorization", "Basic " + RequestDraft.base64(value)));
      case "oauth2-bearer" -> given.add(new Field("Authorization", "Bearer " + value));
      case "cookie" -> cookie(value);
      case "user-agent" -> given.add(new Field("User-Agent", value));
      case "referer" -> given.add(new Field("Referer", value));
      case "range" -> given.add(new Field("Range", "bytes=" + value));
      case "get" -> get = true;
      case "head" -> head = true;
      case "form", "form-string" ->
          throw refused(shown + " sends a multipart body, which a workflow cannot have");
      case "upload-file" -> throw refused(shown + " sends a file, which a workflow cannot do");
      case "config" -> throw refused(shown + " reads options from a file; put them here");
      default -> throw new IllegalStateException("unhandled curl option " + name);
    }
  }

  private Refusal refused(String why) {
    return Refusal.invalid(where + ": curl's " + why);
  }

  /// `Name: value`; `Name;` has no value; `Name:` takes a header of curl's own away.
  private void header(String text) {
    if (text.startsWith("@")) {
      notes.add("headers in the file " + text.substring(1) + " are left out");
      return;
    }
    int colon = text.indexOf(':');
    if (colon < 0 && text.endsWith(";")) {
      headers.add(new Field(text.substring(0, text.length() - 1), ""));
    } else if (colon > 0 && !text.substring(colon + 1).isBlank()) {
      Field field = new Field(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
      if (HeaderNoise.isNoise(field)) {
        noise++;
      } else {
        headers.add(field);
      }
    }
  }

  private void cookie(String value) {
    if (value.indexOf('=') < 0) {
      notes.add("-b without '=' names a file of cookies; it is left out");
    } else {
      given.add(new Field("Cookie", value));
    }
  }

  private void data(String value) {
    if (value.startsWith("@")) {
      file = value.substring(1);
    } else {
      data.add(value);
    }
  }

  /// `content`, `=content`, `name=content`; a file cannot be read.
  private void encoded(String value) {
    int file = value.indexOf('@');
    int equals = value.indexOf('=');
    if (file >= 0 && (equals < 0 || file < equals)) {
      notes.add("form data in the file " + value.substring(file + 1) + " is left out");
    } else {
      data.add(pair(value));
    }
  }

  private static String pair(String value) {
    int equals = value.indexOf('=');
    String name = equals <= 0 ? "" : value.substring(0, equals + 1);
    return name + Escaping.PERCENT.of(value.substring(equals + 1));
  }

  /// How many headers were left out.
  int noise() {
    return noise;
  }

  List<CapturedRequest> requests() {
    if (urls.isEmpty()) {
      throw Refusal.invalid(where + ": the curl command has no URL");
    }
    boolean sends = (!data.isEmpty() || file != null) && !get;
    String used = method != null ? method : head ? "HEAD" : sends ? "POST" : "GET";
    if (!METHODS.contains(used)) {
      throw Refusal.invalid(
          where + ": a workflow cannot send " + used + "; it has " + String.join(", ", METHODS));
    }
    List<Field> all = headers(sends);
    List<CapturedRequest> requests = new ArrayList<>();
    for (String url : urls) {
      requests.add(
          new CapturedRequest(
              used, Target.of(withQuery(url), where), all, sends ? body() : null, null));
    }
    return requests;
  }

  private CapturedRequest.Body body() {
    return file != null
        ? new CapturedRequest.Body.InFile(file)
        : new CapturedRequest.Body.Text(text());
  }

  private String text() {
    return String.join(json ? "" : "&", data);
  }

  private String withQuery(String url) {
    List<String> added = new ArrayList<>(query);
    if (get) {
      added.addAll(data);
    }
    if (added.isEmpty()) {
      return url;
    }
    int hash = url.indexOf('#');
    String bare = hash < 0 ? url : url.substring(0, hash);
    return bare + (bare.indexOf('?') < 0 ? "?" : "&") + String.join("&", added);
  }

  /// With those that curl makes itself. What was given by its own option (`-A`, `-e`) is meant, and
  /// is kept although browsers send it with every request.
  private List<Field> headers(boolean sends) {
    List<Field> all = new ArrayList<>(headers);
    for (Field field : given) {
      if (!has(headers, field.name())) {
        all.add(field);
      }
    }
    if (json && !has(all, "Content-Type")) {
      all.add(new Field("Content-Type", "application/json"));
    }
    if (json && !has(all, "Accept")) {
      all.add(new Field("Accept", "application/json"));
    }
    if (sends && !has(all, "Content-Type")) {
      boolean looksLikeJson = file == null && isJson(text());
      if (looksLikeJson) {
        notes.add("the body is JSON and is sent as application/json; curl would have said form");
      }
      all.add(new Field("Content-Type", looksLikeJson ? "application/json" : FORM));
    }
    return all;
  }

  private static boolean has(List<Field> fields, String name) {
    return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
  }

  private static boolean isJson(String text) {
    try {
      Json json = JsonText.parse(text);
      return json instanceof Json.Obj || json instanceof Json.Arr;
    } catch (JsonText.Malformed e) {
      return false;
    }
  }
}
