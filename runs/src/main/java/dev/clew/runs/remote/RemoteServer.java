package dev.clew.runs.remote;

import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.runs.ReportSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The API of a server, as far as runs are read from it.
///
/// @param base its address, without a slash at the end
/// @param token of whoever asks; null when the server asks for none
public record RemoteServer(URI base, @Nullable String token) {
  private static final int CONNECT_MS = 5_000;
  private static final int READ_MS = 60_000;

  /// Of a body that says what was wrong.
  private static final int PROBLEM_BYTES = 64 << 10;

  /// @param path from the root of the API, encoded
  /// @param parameters of the query
  /// @throws Refusal when there is no answer, or one that is none
  Json.Obj get(String path, Map<String, String> parameters) {
    URI address = URI.create(base + "/api/v1" + path + query(parameters));
    byte[] body = bytes(address);
    try {
      if (JsonText.parseLarge(body) instanceof Json.Obj object) {
        return object;
      }
    } catch (JsonText.Malformed e) {
      // Said below.
    }
    throw Refusal.invalid(address + ": this is no answer of clew");
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

  private byte[] bytes(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(CONNECT_MS);
      connection.setReadTimeout(READ_MS);
      connection.setInstanceFollowRedirects(false);
      connection.setRequestProperty("Accept", "application/json");
      connection.setRequestProperty("Accept-Encoding", "gzip");
      if (token != null) {
        connection.setRequestProperty("Authorization", "Bearer " + token);
      }
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw Refusal.invalid(base + " says " + status + ": " + problem(connection));
      }
      boolean isPacked = "gzip".equals(connection.getContentEncoding());
      try (InputStream raw = connection.getInputStream();
          InputStream in = isPacked ? new GZIPInputStream(raw) : raw) {
        int limit = ReportSource.LIMIT.bytes();
        byte[] body = in.readNBytes(limit + 1);
        if (body.length > limit) {
          throw Refusal.invalid(
              address + ": larger than " + ReportSource.LIMIT.name() + " = " + limit);
        }
        return body;
      }
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw Refusal.invalid("the server " + base + " does not answer: " + why);
    }
  }

  private static String problem(HttpURLConnection connection) throws IOException {
    try (InputStream in = connection.getErrorStream()) {
      if (in != null && JsonText.parse(in.readNBytes(PROBLEM_BYTES)) instanceof Json.Obj problem) {
        return problem.text("detail", problem.text("title", ""));
      }
    } catch (JsonText.Malformed e) {
      // The status says enough.
    }
    return "no more than that";
  }
}
