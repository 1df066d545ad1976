package dev.clew.diff.part;

import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.run.ToolCallView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A call out of the run as facts: what was asked, what was answered.
final class CallFacts {
  /// What is said elsewhere, or about this one go only.
  private static final Set<String> NOT_OF_REQUEST =
      Set.of(
          "redactions",
          "type",
          "safe",
          "headers",
          "url",
          "body",
          "content_type",
          "wraps",
          "pid",
          "method");

  private static final Set<String> NOT_OF_RESPONSE =
      Set.of(
          "redactions",
          "http_status",
          "http_version",
          "remote_address",
          "headers",
          "body",
          "content_type",
          "sent_nothing",
          "error",
          "pid",
          "cpu_ms",
          "rss_bytes");

  private final BodyFacts bodies;

  CallFacts(BodyFacts bodies) {
    this.bodies = bodies;
  }

  /// @param sent the payload of the start
  /// @param answered the payload of the end
  Json.Obj of(ToolCallView call, @Nullable Payload sent, @Nullable Payload answered) {
    return Json.object()
        .put("request", request(call.started(), sent))
        .put("response", response(call, answered))
        .build();
  }

  private Json request(Json.Obj about, @Nullable Payload sent) {
    Json.Builder out = Json.object();
    out.put("type", about.get("type")).put("method", about.get("method"));
    String url = about.text("url");
    if (url != null) {
      url(url, out);
    }
    if ("http".equals(about.text("type"))) {
      out.put(
          "headers",
          about.has("headers")
              ? headers(about.list("headers"))
              : NotCaptured.of("not captured", null));
    }
    out.put("body", body(about, sent));
    others(about, NOT_OF_REQUEST, out);
    return out.build();
  }

  private Json response(ToolCallView call, @Nullable Payload answered) {
    Json.Obj about = call.ended() == null ? Json.EMPTY_OBJECT : call.ended();
    Json.Builder out = Json.object();
    Integer status = call.httpStatus();
    if (status != null) {
      out.put("status", status);
      List<Json> headers = about.list("headers");
      out.put(
          "headers", headers.isEmpty() ? NotCaptured.of("not captured", null) : headers(headers));
    } else if (call.status() != ToolCallView.Status.COMPLETED) {
      Json.Obj error = about.object("error");
      out.put("status", "no answer" + (error.has("code") ? ": " + error.text("code", "") : ""));
    }
    out.put("body", body(about, answered));
    others(about, NOT_OF_RESPONSE, out);
    return out.build();
  }

  private @Nullable Json body(Json.Obj about, @Nullable Payload payload) {
    return about.get("body") instanceof Json.Obj said ? bodies.of(said, payload) : null;
  }

  private static void others(Json.Obj about, Set<String> not, Json.Builder out) {
    for (Map.Entry<String, Json> member : about.members().entrySet()) {
      String name = member.getKey();
      if (!not.contains(name) && !name.endsWith("_ms")) {
        out.put(name, NotCaptured.escaped(member.getValue()));
      }
    }
  }

  /// By lower-case name (RFC 9110 §5.1); their order says nothing, except among those of one name.
  private static Json headers(List<Json> headers) {
    Map<String, List<Json>> byName = new TreeMap<>();
    for (Json header : headers) {
      if (header instanceof Json.Obj one) {
        byName
            .computeIfAbsent(
                one.text("name", "").toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
            .add(Json.of(one.text("value", "")));
      }
    }
    Json.Builder out = Json.object();
    byName.forEach((name, values) ->
        out.put(name, values.size() == 1 ? values.getFirst() : new Json.Arr(values)));
    return out.build();
  }

  /// Into `origin`, `path` and `query`.
  private static void url(String url, Json.Builder out) {
    int scheme = url.indexOf("://");
    int from = scheme < 0 ? 0 : scheme + 3;
    int path = from;
    while (path < url.length() && "/?#".indexOf(url.charAt(path)) < 0) {
      path++;
    }
    int fragment = url.indexOf('#', path);
    int end = fragment < 0 ? url.length() : fragment;
    int query = url.indexOf('?', path);
    int pathEnd = query < 0 || query > end ? end : query;
    out.put("origin", url.substring(0, path)).put("path", url.substring(path, pathEnd));
    out.put(
        "query", pathEnd < end ? parameters(url.substring(pathEnd + 1, end)) : Json.EMPTY_OBJECT);
  }

  private static Json parameters(String query) {
    Map<String, List<Json>> byName = new TreeMap<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      byName.computeIfAbsent(name, unseen -> new ArrayList<>(1)).add(Json.of(value));
    }
    Json.Builder out = Json.object();
    byName.forEach((name, values) ->
        out.put(name, values.size() == 1 ? values.getFirst() : new Json.Arr(values)));
    return out.build();
  }
}
