package dev.clew.ingest.otlp;

import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// What a span of a caller says of the call, by the semantic conventions of today and those before.
///
/// @param type `http`, `sql`, `rpc`, `messaging`, `model`, or `call` for what is none of them
/// @param method empty when it is not said
/// @param target a URL, or what comes nearest; empty when nothing does
/// @param status of HTTP; null when no answer came, or when it is no call over HTTP
/// @param isSafe null when it is not known
record Call(
    String type,
    String method,
    String target,
    @Nullable Long status,
    @Nullable Boolean isSafe,
    @Nullable String model) {

  static Call of(Span span) {
    Json.Obj said = span.attributes();
    String http = Said.text(said, "http.request.method", "http.method");
    if (http != null) {
      Long status = Said.whole(said, "http.response.status_code", "http.status_code");
      return new Call("http", http, httpTarget(said), status, null, null);
    }
    String model = Said.text(said, "gen_ai.request.model", "gen_ai.response.model");
    if (model != null) {
      String operation = or(Said.text(said, "gen_ai.operation.name"), "");
      return new Call("model", operation, server(said, "", ""), null, null, model);
    }
    String database = Said.text(said, "db.system.name", "db.system");
    if (database != null) {
      String operation = or(Said.text(said, "db.operation.name", "db.operation"), "");
      String name = or(Said.text(said, "db.namespace", "db.name"), "");
      boolean isRead = operation.equalsIgnoreCase("SELECT");
      return new Call("sql", operation, server(said, database, name), null, isRead, null);
    }
    String rpc = Said.text(said, "rpc.system.name", "rpc.system");
    if (rpc != null) {
      String method = or(Said.text(said, "rpc.method"), "");
      String service = or(Said.text(said, "rpc.service"), "");
      return new Call("rpc", method, server(said, rpc, service), null, null, null);
    }
    String messaging = Said.text(said, "messaging.system");
    if (messaging != null) {
      String operation = or(Said.text(said, "messaging.operation.name", "messaging.operation"), "");
      String destination = or(Said.text(said, "messaging.destination.name"), "");
      return new Call(
          "messaging", operation, server(said, messaging, destination), null, null, null);
    }
    return new Call("call", "", server(said, "", ""), null, null, null);
  }

  private static String httpTarget(Json.Obj said) {
    String url = Said.text(said, "url.full", "http.url");
    return url != null
        ? url
        : server(
            said,
            or(Said.text(said, "url.scheme", "http.scheme"), "http"),
            or(Said.text(said, "url.path", "http.target"), ""));
  }

  /// `postgresql://db:5432/orders`, as far as it is said.
  private static String server(Json.Obj said, String scheme, String path) {
    String host =
        or(Said.text(said, "server.address", "net.peer.name", "net.host.name", "peer.service"), "");
    Long port = Said.whole(said, "server.port", "net.peer.port");
    String authority = host + (port == null || host.isEmpty() ? "" : ":" + port);
    if (authority.isEmpty() && path.isEmpty()) {
      return scheme;
    }
    String begin = scheme.isEmpty() ? "" : scheme + "://";
    return begin + authority + (path.isEmpty() || path.startsWith("/") ? path : "/" + path);
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  /// Whether an answer came that says that it was not done.
  boolean isRefused() {
    return status != null && status >= 400;
  }

  /// `GET https://shop.example/orders`.
  String words(Span span) {
    String words = (method + " " + target).strip();
    return words.isEmpty() ? SpanTree.nameOf(span) : words;
  }
}
