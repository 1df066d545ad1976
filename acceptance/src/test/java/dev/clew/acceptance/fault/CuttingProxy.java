package dev.clew.acceptance.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// Between a client and a server: it cuts what is open when it is told to, wherever in a request or
/// an answer that is, or keeps it open and passes nothing on.
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int port;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isMute = new AtomicBoolean();

  private CuttingProxy(int port) throws IOException {
    this.port = port;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /// @param port of the server
  static CuttingProxy to(int port) throws IOException {
    CuttingProxy proxy = new CuttingProxy(port);
    proxy.threads.execute(proxy::accept);
    return proxy;
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(client);
        open.add(server);
        threads.execute(() -> pass(client, server));
        threads.execute(() -> pass(server, client));
      } catch (IOException e) {
        // Closed, or the server is away: the client's connection ends with its own time-out.
      }
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] some = new byte[64];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        if (!isMute.get()) {
          out.write(some, 0, count);
        }
      }
    } catch (IOException e) {
      // Cut.
    }
    open.remove(from);
    open.remove(to);
  }

  /// For some time nothing arrives, although nobody is told; then all is cut.
  void muteAndCut(long ms) throws InterruptedException {
    isMute.set(true);
    Thread.sleep(ms);
    cut();
    isMute.set(false);
  }

  /// Cuts all connections.
  void cut() {
    for (Socket socket : open) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // It was closed just now.
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
    threads.shutdownNow();
  }
}
