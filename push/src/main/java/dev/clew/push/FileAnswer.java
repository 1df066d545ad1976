package dev.clew.push;

import dev.clew.core.digest.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a server says of a file (`docs/server.md`, "Files of a run").
sealed interface FileAnswer {
  /// The run has the whole.
  record Whole() implements FileAnswer {}

  /// It goes on at an offset.
  record At(long offset) implements FileAnswer {}

  /// Not now; the same request may be answered otherwise later.
  record Later(String why) implements FileAnswer {}

  /// Not so many bytes at once.
  record Large(String why) implements FileAnswer {}

  /// Not this file.
  record Refused(String why) implements FileAnswer {}

  /// Nobody was asked: the file is not what it was.
  record Changed() implements FileAnswer {}

  /// No file of this run.
  record RefusedAll(String why) implements FileAnswer {}

  String OFFSET = "Upload-Offset";

  /// Whose file it is.
  record Place(ServerAddress server, String namespace, String runId) {
    private URI of(Digest sha256) {
      return URI.create(
          server.base()
              + "/api/v1/artifacts/"
              + sha256.hex()
              + "?run_id="
              + encoded(runId)
              + "&namespace="
              + encoded(namespace));
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
  }

  /// How much of it is there.
  static FileAnswer asked(Place place, Digest sha256, Duration wait) {
    try {
      HttpURLConnection connection = ServerConnection.open(place.server(), place.of(sha256), wait);
      connection.setRequestMethod("HEAD");
      return read(connection);
    } catch (IOException e) {
      return new Later(ServerConnection.reason(e));
    }
  }

  /// Gives it the next bytes; with none of them the run is given what the namespace has.
  ///
  /// @param offset of the first
  /// @param size of the whole
  static FileAnswer put(
      Place place, Digest sha256, long offset, byte[] bytes, long size, Duration wait) {
    try {
      HttpURLConnection connection = ServerConnection.open(place.server(), place.of(sha256), wait);
      connection.setRequestMethod("PUT");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(bytes.length);
      connection.setRequestProperty("Content-Type", "application/octet-stream");
      String range = bytes.length == 0 ? "*" : offset + "-" + (offset + bytes.length - 1);
      connection.setRequestProperty("Content-Range", "bytes " + range + "/" + size);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(bytes);
      }
      return read(connection);
    } catch (IOException e) {
      return new Later(ServerConnection.reason(e));
    }
  }

  private static FileAnswer read(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    String offset = connection.getHeaderField(OFFSET);
    return switch (status) {
      case 200, 201, 202, 204, 409 -> at(connection, status, offset);
      case 408, 425, 429, 500, 502, 503, 504, 507 -> new Later(why(connection, status));
      case 413 -> new Large(why(connection, status));
      case 400, 422 -> new Refused(why(connection, status));
      default -> new RefusedAll(why(connection, status));
    };
  }

  private static FileAnswer at(HttpURLConnection connection, int status, @Nullable String offset)
      throws IOException {
    if ("?1".equals(connection.getHeaderField("Upload-Complete"))) {
      return new Whole();
    }
    try {
      return new At(Long.parseLong(offset == null ? "" : offset));
    } catch (NumberFormatException e) {
      return new RefusedAll(
          status == 409 ? why(connection, status) : "an answer that is not of clew");
    }
  }

  private static String why(HttpURLConnection connection, int status) throws IOException {
    String words = connection.getResponseMessage();
    return status + " " + ServerConnection.problem(connection, words == null ? "" : words);
  }
}
