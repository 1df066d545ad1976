package dev.clew.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.access.AuditLog;
import dev.clew.server.access.Quota;
import dev.clew.server.access.Role;
import dev.clew.server.access.TokenAsk;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The socket of a data folder, by which its owner needs no token.
class OwnerSocketTest {
  @TempDir private Path folder = Path.of("");

  private static String asked(Path socket, String path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: anything\r\nConnection: close\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), US_ASCII);
    }
  }

  @Test
  void owner_needsNoToken_andOthersDo() throws IOException {
    Path socket = Objects.requireNonNull(OwnerSocket.of(folder));
    ServerOptions options = ServerOptions.DEFAULT.at("127.0.0.1", 0).withSocket(socket);
    ClewServer.Parts parts = TestServer.parts(TestServer.memory(() -> TestServer.BEGIN));
    try (ClewServer server = ClewServer.start(options, parts)) {
      var ask = new TokenAsk(Role.READ, null, false, Quota.NONE, "", null);
      String id = server.tokens().create(ask, AuditLog.By.OWNER).token().id();

      assertThat(asked(socket, "/api/v1/tokens")).startsWith("HTTP/1.1 200").contains(id);
      assertThat(asked(socket, "/api/v1/runs")).startsWith("HTTP/1.1 200");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
      assertThat(OwnerSocket.isHeard(socket)).isTrue();
    }
    assertThat(OwnerSocket.isHeard(socket)).isFalse();
  }

  @Test
  void socketThatAKilledServerLeft_isTakenAway() throws IOException {
    Path socket = Files.createFile(folder.resolve("clew.sock"));
    ServerOptions options = ServerOptions.DEFAULT.at("127.0.0.1", 0).withSocket(socket);
    ClewServer.Parts parts = TestServer.parts(TestServer.memory(() -> TestServer.BEGIN));

    try (ClewServer server = ClewServer.start(options, parts)) {
      assertThat(server.port()).isPositive();
      assertThat(OwnerSocket.isHeard(socket)).isTrue();
    }
  }

  @Test
  void pathThatIsTooLong_hasNone() {
    assertThat(OwnerSocket.of(folder.resolve("x".repeat(120)))).isNull();
  }
}
