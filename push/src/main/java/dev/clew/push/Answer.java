package dev.clew.push;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a server says to a request with rows.
sealed interface Answer {
  /// It has them, safely.
  ///
  /// @param rejected how many it did not take, because they are over a limit of its own
  /// @param why of the first of these; null when there are none
  record Taken(long rejected, @Nullable String why) implements Answer {}

  /// Not now; the same request may be answered otherwise later.
  ///
  /// @param after how long it asks to wait; null when it does not say
  record Later(String why, @Nullable Duration after) implements Answer {}

  /// Never like this.
  record Refused(String why) implements Answer {}

  Duration WAIT = Duration.ofSeconds(30);

  static Answer to(ServerAddress target, byte[] body) {
    try {
      HttpURLConnection connection = ServerConnection.open(target, target.events(), WAIT);
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/x-ndjson");
      connection.setRequestProperty("Content-Encoding", "gzip");
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      return read(connection);
    } catch (IOException e) {
      return new Later(ServerConnection.reason(e), null);
    }
  }

  private static Answer read(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status == HttpURLConnection.HTTP_OK) {
      try (InputStream in = connection.getInputStream()) {
        return taken(in.readAllBytes());
      }
    }
    String why = status + " " + problem(connection);
    return switch (status) {
      case 408, 425, 429, 500, 502, 503, 504, 507 ->
          new Later(why, seconds(connection.getHeaderField("Retry-After")));
      default -> new Refused(why);
    };
  }

  private static Answer taken(byte[] body) {
    Json answer;
    try {
      answer = JsonText.parse(body);
    } catch (JsonText.Malformed e) {
      return new Refused("an answer that is not of clew");
    }
    if (!(answer instanceof Json.Obj object) || !object.has("results")) {
      return new Refused("an answer that is not of clew");
    }
    long rejected = 0;
    String why = null;
    for (Json.Obj result : object.objects("results")) {
      if (result.text("status", "").equals("rejected")) {
        rejected++;
        why = why == null ? result.text("message", "over a limit") : why;
      }
    }
    return new Taken(rejected, why);
  }

  private static String problem(HttpURLConnection connection) throws IOException {
    String words = connection.getResponseMessage();
    return ServerConnection.problem(connection, words == null ? "" : words);
  }

  private static @Nullable Duration seconds(@Nullable String header) {
    try {
      return header == null ? null : Duration.ofSeconds(Long.parseLong(header.strip()));
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
