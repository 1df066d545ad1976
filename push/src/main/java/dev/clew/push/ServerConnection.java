package dev.clew.push;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;

/// How a program asks a server of clew.
public final class ServerConnection {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /// Of a body that says what was wrong.
  private static final int PROBLEM_BYTES = 64 << 10;

  private ServerConnection() {}

  /// A request that may still be given a body and headers. It follows no redirect, which would take
  /// the token elsewhere.
  ///
  /// @param wait for an answer
  public static HttpURLConnection open(ServerAddress server, URI address, Duration wait)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
    connection.setReadTimeout(Math.toIntExact(wait.toMillis()));
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Accept", "application/json");
    Credentials credentials = server.credentials();
    if (credentials.token() != null) {
      connection.setRequestProperty("Authorization", "Bearer " + credentials.token());
    }
    if (credentials.certificates() != null && connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(Trust.of(credentials.certificates()));
    }
    return connection;
  }

  /// What an answer that is none says is wrong.
  ///
  /// @param otherwise when it says nothing (RFC 9457)
  public static String problem(HttpURLConnection connection, String otherwise) throws IOException {
    try (InputStream in = connection.getErrorStream()) {
      if (in != null && JsonText.parse(in.readNBytes(PROBLEM_BYTES)) instanceof Json.Obj problem) {
        return problem.text("detail", problem.text("title", ""));
      }
    } catch (JsonText.Malformed e) {
      // The status says enough.
    }
    return otherwise;
  }

  /// What kept an answer from coming, in a few words.
  public static String reason(IOException fault) {
    String message = fault.getMessage();
    return message == null ? fault.getClass().getSimpleName() : message;
  }
}
