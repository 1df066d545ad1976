package dev.clew.server;

import dev.clew.core.Refusal;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The Unix socket in a data folder. Only the owner of the folder can open what is in it, so
/// whoever comes by it is the owner, and needs no token.
public final class OwnerSocket {
  private static final String NAME = "clew.sock";

  /// As long as an address of a Unix socket may be on every system, with its end.
  private static final int MOST_BYTES = 104;

  private OwnerSocket() {}

  /// Null when the path is too long for one.
  public static @Nullable Path of(Path folder) {
    Path socket = folder.toAbsolutePath().normalize().resolve(NAME);
    int bytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
    return bytes < MOST_BYTES ? socket : null;
  }

  /// Whether a server listens there.
  public static boolean isHeard(Path socket) {
    if (!Files.exists(socket)) {
      return false;
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return channel.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /// The folder keeps others out already; this does so when somebody has opened that.
  static void protect(Path socket) {
    try {
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException | UnsupportedOperationException e) {
      throw Refusal.invalid("the socket " + socket + " cannot be protected", e);
    }
  }

  /// Takes away what a server has left that was killed. Whoever calls this holds the lock of the
  /// folder, so that it is nobody's.
  static void clear(Path socket) {
    try {
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      throw Refusal.invalid("the socket " + socket + " cannot be made: " + e.getMessage(), e);
    }
  }
}
