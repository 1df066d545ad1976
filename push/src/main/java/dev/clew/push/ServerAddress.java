package dev.clew.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// The server that rows are sent to.
///
/// @param base its address, without a slash at the end
public record ServerAddress(URI base, Credentials credentials) {
  private static final String EVENTS = "/api/v1/events";
  private static final String RUNS = "/runs/";
  private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.[0-9]{1,3}){3}");

  /// @throws IllegalArgumentException when it is no address of a server; the message says why
  public static ServerAddress parse(String text, Credentials credentials) {
    URI address;
    try {
      address = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + text + "' is no address: " + e.getReason(), e);
    }
    String scheme = address.getScheme();
    boolean isHttp = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    if (!isHttp || address.getHost() == null) {
      throw new IllegalArgumentException(
          "'" + text + "' is no address of a server, such as http://127.0.0.1:7373");
    }
    if (address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the address of a server has a path at most: no user, no query, no fragment");
    }
    if (credentials.token() != null
        && !credentials.isInsecure()
        && "http".equalsIgnoreCase(scheme)
        && !isLoopback(address.getHost())) {
      throw new IllegalArgumentException(
          "a token would go to "
              + address.getHost()
              + " where others can read it: use https, or say "
              + Credentials.INSECURE
              + "=1");
    }
    return new ServerAddress(address, credentials);
  }

  /// By the name alone: what a name stands for may change before it is used.
  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || LOOPBACK.matcher(host).matches();
  }

  URI events() {
    return URI.create(base + EVENTS);
  }

  /// Where a person finds the run.
  public URI page(String runId) {
    return URI.create(
        base + RUNS + URLEncoder.encode(runId, StandardCharsets.UTF_8).replace("+", "%20"));
  }
}
