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

  int CONNECT_MS = 5_000;
  int READ_MS = 30_000;

  /// Of a body that says what was wrong.
  int PROBLEM_BYTES = 64 << 10;

  static Answer to(PushTarget target, byte[] body) {
    try {
      HttpURLConnection connection = (HttpURLConnection) target.events().toURL().openConnection();
      connection.setConnectTimeout(CONNECT_MS);
      connection.setReadTimeout(READ_MS);
      connection.setInstanceFollowRedirects(false);
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/x-ndjson");
      connection.setRequestProperty("Content-Encoding", "gzip");
      connection.setRequestProperty("Accept", "application/json");
      if (target.token() != null) {
        connection.setRequestProperty("Authorization", "Bearer " + target.token());
      }
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      return read(connection);
    } catch (IOException e) {
      return new Later(reason(e), null);
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
    try (InputStream in = connection.getErrorStream()) {
      if (in != null && JsonText.parse(in.readNBytes(PROBLEM_BYTES)) instanceof Json.Obj problem) {
        return problem.text("detail", problem.text("title", ""));
      }
    } catch (JsonText.Malformed e) {
      // The status says enough.
    }
    String words = connection.getResponseMessage();
    return words == null ? "" : words;
  }

  private static @Nullable Duration seconds(@Nullable String header) {
    try {
      return header == null ? null : Duration.ofSeconds(Long.parseLong(header.strip()));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
