package dev.clew.diff.part;

import dev.clew.core.event.Payload;
import dev.clew.core.fact.Vocabulary;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.call.Body;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.part.NamedText;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.json.Json;
import dev.clew.core.run.ToolCallView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A call out of the run as facts: what was asked, what was answered.
final class CallFacts {
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

  private Json request(ToolCallStarted about, @Nullable Payload sent) {
    Json.Builder out = Json.object();
    out.put("type", about.callType()).put("method", about.get(ToolCallStarted.METHOD));
    String url = about.get(ToolCallStarted.URL);
    if (url != null) {
      url(url, out);
    }
    if ("http".equals(about.callType())) {
      out.put(
          "headers",
          about.has(ToolCallStarted.HEADERS)
              ? headers(about.headers())
              : NotCaptured.of("not captured", null));
    }
    out.put("body", body(about.body(), sent));
    others(about, out);
    return out.build();
  }

  private Json response(ToolCallView call, @Nullable Payload answered) {
    ToolCallEnded ended = call.ended();
    ToolCallEnded about = ended == null ? new ToolCallEnded(Json.EMPTY_OBJECT) : ended;
    Json.Builder out = Json.object();
    Integer status = call.httpStatus();
    if (status != null) {
      out.put("status", status);
      List<NamedText> headers = about.headers();
      out.put(
          "headers", headers.isEmpty() ? NotCaptured.of("not captured", null) : headers(headers));
    } else if (call.status() != ToolCallView.Status.COMPLETED) {
      SaidError error = about.error();
      out.put("status", "no answer" + (error == null ? "" : ": " + error.code()));
    }
    out.put("body", body(about.body(), answered));
    others(about, out);
    return out.build();
  }

  private @Nullable Json body(@Nullable Body said, @Nullable Payload payload) {
    return said == null ? null : bodies.of(said, payload);
  }

  /// What takes time is in the windows.
  private static void others(Fact about, Json.Builder out) {
    for (Map.Entry<String, Json> member :
        Vocabulary.without(Trait.NOT_COMPARED, about).members().entrySet()) {
      String name = member.getKey();
      if (!name.endsWith("_ms")) {
        out.put(name, NotCaptured.escaped(member.getValue()));
      }
    }
  }

  /// By lower-case name (RFC 9110 §5.1); their order says nothing, except among those of one name.
  private static Json headers(List<NamedText> headers) {
    Map<String, List<Json>> byName = new TreeMap<>();
    for (NamedText header : headers) {
      byName
          .computeIfAbsent(header.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
          .add(Json.of(header.value()));
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
