package dev.clew.client;

import dev.clew.client.delivery.Delivery;
import dev.clew.client.delivery.Endpoint;
import dev.clew.client.delivery.Notices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A client of one's own. What is not said is as the environment says, else as it is usual.
///
/// ```java
/// ClewClient clew = Clew.client().server("https://clew.example").spool(folder).open();
/// ```
public final class ClientBuilder {
  private static final long SPOOL_BYTES = 256L << 20;
  private static final int NAME_BYTES = 6;
  private static final Duration LEAST_BEAT = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofDays(1);

  private final Map<String, String> environment;
  private @Nullable String server;
  private @Nullable String token;
  private @Nullable Path spool;
  private long spoolBytes = SPOOL_BYTES;
  private boolean insecure;
  private Duration maxDelay = Duration.ofMillis(10);
  private Duration closeWait = Duration.ofSeconds(5);
  private Duration heartbeat = Duration.ofSeconds(30);

  ClientBuilder(Map<String, String> environment) {
    this.environment = environment;
    this.server = environment.getOrDefault("CLEW_SERVER", environment.get("CLEW_PUSH"));
    this.token = environment.get("CLEW_TOKEN");
  }

  /// Where the events go, such as `http://127.0.0.1:7373`; otherwise `CLEW_SERVER` or `CLEW_PUSH`.
  public ClientBuilder server(String address) {
    server = address;
    return this;
  }

  /// Sent as a bearer token; otherwise `CLEW_TOKEN`.
  public ClientBuilder token(String secret) {
    token = secret;
    return this;
  }

  /// Lets the token cross a network in clear: plain HTTP to another machine.
  public ClientBuilder insecure() {
    insecure = true;
    return this;
  }

  /// The folder of what waits for a server; nobody else may read what is made in it. Otherwise
  /// `clew/spool` in `$XDG_STATE_HOME`, else in `~/.local/state`.
  public ClientBuilder spool(Path folder) {
    spool = folder;
    return this;
  }

  /// How much may wait; 256 MiB otherwise. Past it log lines and signs of life are lost first.
  public ClientBuilder spoolBytes(long limit) {
    spoolBytes = limit;
    return this;
  }

  /// How long a call may hold the job up when neither queue nor disk take more; 10 ms otherwise.
  public ClientBuilder maxDelay(Duration limit) {
    maxDelay = within(Duration.ZERO, limit, maxDelay);
    return this;
  }

  /// How long the end of a run waits for the server to have it; 5 s otherwise.
  public ClientBuilder closeWait(Duration limit) {
    closeWait = within(Duration.ZERO, limit, closeWait);
    return this;
  }

  /// How often a run says that it is alive; every 30 s otherwise.
  public ClientBuilder heartbeat(Duration every) {
    heartbeat = within(LEAST_BEAT, every, heartbeat);
    return this;
  }

  /// Times that make sense, whatever is said.
  private static Duration within(Duration least, @Nullable Duration wanted, Duration usual) {
    if (wanted == null) {
      return usual;
    }
    Duration enough = wanted.compareTo(least) < 0 ? least : wanted;
    return enough.compareTo(MOST) > 0 ? MOST : enough;
  }

  /// A client that does nothing when there is no server, or nothing can be kept; a warning in
  /// `java.util.logging` says so.
  public ClewClient open() {
    Notices notices = new Notices();
    String address = server;
    if (address == null || address.isBlank()) {
      notices.info("no server is named, so nothing is recorded: set CLEW_SERVER");
      return off();
    }
    try {
      return opened(Endpoint.of(address.strip(), token), notices);
    } catch (IOException | RuntimeException e) {
      // Whatever it is, the job is more important.
      notices.warn("nothing is recorded: " + e.getMessage());
      return off();
    }
  }

  private ClewClient off() {
    return new ClewClient(settings(), null);
  }

  /// Where the usual folder cannot be made, one that the next program does not find is better than
  /// none.
  private ClewClient opened(Endpoint endpoint, Notices notices) throws IOException {
    Path usual = spoolRoot().resolve(nameOf(endpoint));
    try {
      return delivering(endpoint, usual, notices);
    } catch (IOException e) {
      notices.warn("what waits when this program ends is found by nobody: " + e);
      Path other = Files.createTempDirectory("clew-spool");
      // When it is empty; what waits in it stays.
      other.toFile().deleteOnExit();
      return delivering(endpoint, other, notices);
    }
  }

  private ClewClient delivering(Endpoint endpoint, Path folder, Notices notices)
      throws IOException {
    boolean isMute = endpoint.showsToken() && !insecure;
    Delivery delivery = Delivery.begin(endpoint, folder, spoolBytes, maxDelay, isMute, notices);
    if (isMute) {
      notices.warn(
          "a token is not sent over plain HTTP to "
              + endpoint.base()
              + ": use https, or say insecure; events wait in "
              + folder);
    }
    return new ClewClient(settings(), delivery);
  }

  private Settings settings() {
    return new Settings(closeWait, heartbeat, environment);
  }

  private Path spoolRoot() {
    if (spool != null) {
      return spool;
    }
    String state = environment.get("XDG_STATE_HOME");
    Path folder =
        state == null || state.isBlank()
            ? Path.of(System.getProperty("user.home", "."), ".local", "state")
            : Path.of(state);
    return folder.resolve("clew").resolve("spool");
  }

  /// What waits for one server must never be sent to another.
  private static String nameOf(Endpoint endpoint) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = digest.digest(endpoint.base().toString().getBytes(StandardCharsets.UTF_8));
      String host = endpoint.base().getHost().replaceAll("[^A-Za-z0-9.-]", "_");
      return host + "-" + HexFormat.of().formatHex(bytes, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
