package dev.clew.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A server that says exactly the bytes it is told to, and keeps the bytes that it was sent.
/// Answers in the order of the script; the last answer is given again and again.
public final class TestServer implements AutoCloseable {
  /// One answer. Returns whether the connection goes on.
  interface Answer {
    boolean to(OutputStream out, CountDownLatch closed) throws IOException, InterruptedException;
  }

  /// A request as it came over the wire.
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Received(String head, byte[] body) {
    String method() {
      return head.substring(0, head.indexOf(' '));
    }

    String target() {
      return head.split(" ", 3)[1];
    }

    @Nullable String header(String name) {
      List<String> values = headers(name);
      return values.isEmpty() ? null : values.getFirst();
    }

    List<String> headers(String name) {
      List<String> values = new ArrayList<>();
      for (String line : head.split("\r\n", -1)) {
        int colon = line.indexOf(':');
        if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
          values.add(line.substring(colon + 1).strip());
        }
      }
      return values;
    }

    public String text() {
      return new String(body, UTF_8);
    }
  }

  private final ServerSocket socket;
  private final Deque<Answer> script;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final Semaphore arrivals = new Semaphore(0);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Consumer<Received> listener = request -> {};

  TestServer(Answer... script) {
    this.script = new ArrayDeque<>(Arrays.asList(script));
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /// The same port under another name: another origin.
  String urlAsLocalhost() {
    return "http://localhost:" + socket.getLocalPort();
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  int connections() {
    return connections.size();
  }

  /// Waits until a request is there.
  void awaitRequest() throws InterruptedException {
    if (!arrivals.tryAcquire(30, TimeUnit.SECONDS)) {
      throw new AssertionError("no request came");
    }
  }

  /// Is told each request before it is answered.
  TestServer tells(Consumer<Received> somebody) {
    listener = somebody;
    return this;
  }

  public static Answer json(int status, String body, String... headers) {
    return bytes(status, "application/json", body.getBytes(UTF_8), headers);
  }

  public static Answer text(int status, String type, String body) {
    return bytes(status, type, body.getBytes(UTF_8));
  }

  static Answer bytes(int status, String type, byte[] body, String... headers) {
    return (out, closed) -> {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Because\r\n");
      head.append("Content-Type: ").append(type).append("\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
      out.write(head.toString().getBytes(ISO_8859_1));
      out.write(body);
      return true;
    };
  }

  static Answer redirect(int status, String location) {
    return bytes(status, "text/plain", new byte[0], "Location: " + location);
  }

  /// These bytes, then the connection is closed.
  static Answer raw(String bytes) {
    return (out, closed) -> {
      out.write(bytes.getBytes(ISO_8859_1));
      return false;
    };
  }

  /// These bytes, then silence.
  static Answer stall(String bytes) {
    return (out, closed) -> {
      out.write(bytes.getBytes(ISO_8859_1));
      out.flush();
      closed.await();
      return false;
    };
  }

  static Answer silent() {
    return stall("");
  }

  static Answer hangUp() {
    return raw("");
  }

  /// These bytes, then the others for ever: with pauses, when there are any.
  static Answer endless(String first, String again, long pauseMillis) {
    return (out, closed) -> {
      out.write(first.getBytes(ISO_8859_1));
      byte[] more = again.getBytes(ISO_8859_1);
      do {
        out.write(more);
        out.flush();
      } while (!closed.await(pauseMillis, TimeUnit.MILLISECONDS));
      return false;
    };
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      boolean goesOn = true;
      while (goesOn) {
        Received request = read(in);
        if (request == null) {
          return;
        }
        listener.accept(request);
        received.add(request);
        arrivals.release();
        goesOn = next().to(out, closed);
        out.flush();
      }
    } catch (IOException e) {
      // The client has gone: part of many tests.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Answer next() {
    return script.size() > 1 ? script.removeFirst() : script.getFirst();
  }

  private static @Nullable Received read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.write(next);
      ends = next == "\r\n\r\n".charAt(ends) ? ends + 1 : next == '\r' ? 1 : 0;
    }
    String text = head.toString(ISO_8859_1);
    int length = 0;
    for (String line : text.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    return new Received(text, in.readNBytes(length));
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
