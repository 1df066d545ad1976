package dev.clew.client.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Where events are sent, and how a server answers.
///
/// @param base the address of the server, without a slash at the end
/// @param token null when there is none
public record Endpoint(URI base, @Nullable String token) {
  private static final String EVENTS = "/api/v1/events";
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");
  private static final String REJECTED = "\"status\":\"rejected\"";
  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 30_000;
  private static final int PROBLEM_BYTES = 16 << 10;
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

  /// @throws IllegalArgumentException when it is no address of a server; the message says why
  public static Endpoint of(String address, @Nullable String token) {
    URI base;
    try {
      base = new URI(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + address + "' is no address: " + e.getReason(), e);
    }
    String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
    boolean isHttp = scheme.equals("http") || scheme.equals("https");
    if (!isHttp
        || base.getHost() == null
        || base.getRawUserInfo() != null
        || base.getRawQuery() != null
        || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the address of a server is like http://127.0.0.1:7373: no user, no query, no fragment");
    }
    return new Endpoint(base, token);
  }

  /// Whether a token would cross a network in clear.
  public boolean showsToken() {
    return token != null
        && "http".equalsIgnoreCase(base.getScheme())
        && !LOOPBACK.matcher(base.getHost().toLowerCase(Locale.ROOT)).matches();
  }

  /// Without the token.
  @Override
  public String toString() {
    return base.toString();
  }

  Answer post(List<String> lines) {
    try {
      HttpURLConnection connection = connection();
      try (OutputStream out = new GZIPOutputStream(connection.getOutputStream())) {
        for (String line : lines) {
          out.write(line.getBytes(StandardCharsets.UTF_8));
          out.write('\n');
        }
      }
      return answer(connection);
    } catch (IOException e) {
      return Answer.later(base + ": " + e, null);
    }
  }

  /// It follows no redirect, which would take the token elsewhere.
  private HttpURLConnection connection() throws IOException {
    URI events = URI.create(base + EVENTS);
    HttpURLConnection connection = (HttpURLConnection) events.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(ANSWER_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Accept", "application/json");
    connection.setRequestProperty("Content-Type", "application/x-ndjson");
    connection.setRequestProperty("Content-Encoding", "gzip");
    if (token != null) {
      connection.setRequestProperty("Authorization", "Bearer " + token);
    }
    return connection;
  }

  private Answer answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    String type = String.valueOf(connection.getContentType());
    if (status == HttpURLConnection.HTTP_OK) {
      try (InputStream in = connection.getInputStream()) {
        String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return body.startsWith("{\"results\"")
            ? Answer.taken(count(body))
            : Answer.later(base + " is no server of clew", null);
      }
    }
    String why = base + " answers " + status + " " + problem(connection);
    // What stands between here and the server may answer like this too: it has no say in what is
    // kept, but in how much may go at once.
    boolean isItsOwn = type.startsWith("application/problem+json");
    boolean isNever = status == 413 || (isItsOwn && (status == 400 || status == 409));
    return isNever
        ? Answer.never(why)
        : Answer.later(why, seconds(connection.getHeaderField("Retry-After")));
  }

  private static int count(String body) {
    int found = 0;
    int at = body.indexOf(REJECTED);
    for (; at >= 0; at = body.indexOf(REJECTED, at + 1)) {
      found++;
    }
    return found;
  }

  private static String problem(HttpURLConnection connection) throws IOException {
    try (InputStream in = connection.getErrorStream()) {
      return in == null
          ? ""
          : new String(in.readNBytes(PROBLEM_BYTES), StandardCharsets.UTF_8).strip();
    }
  }

  private static @Nullable Duration seconds(@Nullable String header) {
    try {
      Duration asked = header == null ? null : Duration.ofSeconds(Long.parseLong(header.strip()));
      return asked != null && asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
