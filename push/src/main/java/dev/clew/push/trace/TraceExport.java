package dev.clew.push.trace;

import dev.clew.push.ServerAddress;
import dev.clew.push.ServerConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends requests of OTLP over HTTP in a thread of its own, one after the other, again when the
/// collector asks for it, and not beyond a time.
public final class TraceExport {
  private static final String PATH = "/v1/traces";
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final long FIRST_PAUSE_MS = 200;
  private static final long LONGEST_PAUSE_MS = 2_000;

  private final URI address;
  private final ServerAddress target;
  private final Map<String, String> headers;
  private final List<byte[]> requests;
  private final Thread thread;
  private int sent;
  private @Nullable String problem;

  private TraceExport(ServerAddress target, Map<String, String> headers, List<byte[]> requests) {
    this.target = target;
    String base = target.base().toString();
    this.address = URI.create(base.endsWith(PATH) ? base : base + PATH);
    this.headers = Map.copyOf(headers);
    this.requests = requests;
    this.thread = Thread.ofPlatform().name("clew-otlp").daemon().unstarted(this::run);
  }

  /// @param headers that the collector asks for
  /// @param requests in JSON
  public static TraceExport begin(
      ServerAddress target, Map<String, String> headers, List<byte[]> requests) {
    TraceExport export = new TraceExport(target, headers, requests);
    export.thread.start();
    return export;
  }

  /// Returns after `wait` at the latest.
  ///
  /// @return what kept something from being taken; null when all was
  public @Nullable String finish(Duration wait) {
    try {
      thread.join(Math.max(1, wait.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      return sent == requests.size() ? null : problem == null ? "no answer yet" : problem;
    }
  }

  private void run() {
    try {
      for (byte[] request : requests) {
        if (!send(request)) {
          return;
        }
        synchronized (this) {
          sent++;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failed("they could not be sent: " + e.getClass().getSimpleName());
    }
  }

  /// Until it is taken.
  ///
  /// @return false when it never will be
  private boolean send(byte[] request) throws InterruptedException {
    for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
      try {
        int status = status(request);
        if (status == HttpURLConnection.HTTP_OK) {
          return true;
        }
        failed("it answered " + status);
        if (status != 429 && status != 502 && status != 503 && status != 504) {
          return false;
        }
      } catch (IOException e) {
        failed(ServerConnection.reason(e));
      }
      Thread.sleep(pause);
    }
  }

  private int status(byte[] request) throws IOException {
    HttpURLConnection connection = ServerConnection.open(target, address, ANSWER);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    headers.forEach(connection::setRequestProperty);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(request);
    }
    int status = connection.getResponseCode();
    try (InputStream answer =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      if (answer != null) {
        answer.readNBytes(64 << 10);
      }
    }
    return status;
  }

  private synchronized void failed(String why) {
    problem = why;
  }
}
