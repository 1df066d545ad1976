package dev.clew.runs.remote;

import dev.clew.core.Refusal;
import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.push.ServerAddress;
import dev.clew.push.ServerConnection;
import dev.clew.runs.ReportSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The API of a server, as far as runs are read from it.
public record RemoteServer(ServerAddress address) {
  private static final Duration WAIT = Duration.ofSeconds(60);

  URI base() {
    return address.base();
  }

  /// @param path from the root of the API, encoded
  /// @param parameters of the query
  /// @throws Refusal when there is no answer, or one that is none
  Json.Obj get(String path, Map<String, String> parameters) {
    URI where = where(path, parameters);
    Json.Obj answer = answer(where, false);
    if (answer == null) {
      throw new IllegalStateException("no answer of " + where);
    }
    return answer;
  }

  /// As [#get]; null when there is no such thing, as in a server of an earlier version.
  Json.@Nullable Obj find(String path, Map<String, String> parameters) {
    return answer(where(path, parameters), true);
  }

  private URI where(String path, Map<String, String> parameters) {
    return URI.create(base() + "/api/v1" + path + query(parameters));
  }

  private Json.@Nullable Obj answer(URI where, boolean mayBeAbsent) {
    byte[] body = bytes(where, mayBeAbsent);
    if (body == null) {
      return null;
    }
    try {
      if (JsonText.parseLarge(body) instanceof Json.Obj object) {
        return object;
      }
    } catch (JsonText.Malformed e) {
      // Said below.
    }
    throw Refusal.invalid(where + ": this is no answer of clew");
  }

  /// Copies a file of a run to where none is yet.
  ///
  /// @return false when the server has none
  /// @throws Refusal when there is no answer, or the file may not be read
  public boolean copy(String namespace, Digest sha256, Path target) throws IOException {
    URI where =
        URI.create(
            base() + "/api/v1/artifacts/" + sha256.hex() + query(Map.of("namespace", namespace)));
    HttpURLConnection connection = ServerConnection.open(address, where, WAIT);
    int status = connection.getResponseCode();
    if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_GONE) {
      return false;
    }
    requireOk(connection, status);
    try (InputStream in = connection.getInputStream()) {
      Files.copy(in, target);
      return true;
    }
  }

  private void requireOk(HttpURLConnection connection, int status) throws IOException {
    if (status != HttpURLConnection.HTTP_OK) {
      throw Refusal.invalid(
          base()
              + " says "
              + status
              + ": "
              + ServerConnection.problem(connection, "no more than that"));
    }
  }

  private static String query(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  /// As a part of an address.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private byte @Nullable [] bytes(URI where, boolean mayBeAbsent) {
    try {
      HttpURLConnection connection = ServerConnection.open(address, where, WAIT);
      connection.setRequestProperty("Accept-Encoding", "gzip");
      int status = connection.getResponseCode();
      if (mayBeAbsent && status == HttpURLConnection.HTTP_NOT_FOUND) {
        return null;
      }
      requireOk(connection, status);
      boolean isPacked = "gzip".equals(connection.getContentEncoding());
      try (InputStream raw = connection.getInputStream();
          InputStream in = isPacked ? new GZIPInputStream(raw) : raw) {
        int limit = ReportSource.LIMIT.bytes();
        byte[] body = in.readNBytes(limit + 1);
        if (body.length > limit) {
          throw Refusal.invalid(
              where + ": larger than " + ReportSource.LIMIT.name() + " = " + limit);
        }
        return body;
      }
    } catch (IOException e) {
      throw Refusal.invalid(
          "the server " + base() + " does not answer: " + ServerConnection.reason(e));
    }
  }
}
