package dev.clew.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.TlsKeyPair;
import dev.clew.core.Refusal;
import dev.clew.push.Credentials;
import dev.clew.push.ServerAddress;
import dev.clew.push.ServerConnection;
import dev.clew.server.access.AuditLog;
import dev.clew.server.access.Quota;
import dev.clew.server.access.Role;
import dev.clew.server.access.TokenAsk;
import dev.clew.store.RunStore;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that others can reach: what it asks for before it listens there, and TLS.
class TlsTest {
  @TempDir private Path folder = Path.of("");

  private final RunStore store = TestServer.memory(() -> TestServer.BEGIN);
  private final ClewServer.Parts parts = TestServer.parts(store);
  private Listening.@Nullable Tls tls;

  @BeforeEach
  void makeCertificate() throws IOException, CertificateEncodingException {
    TlsKeyPair pair = TlsKeyPair.ofSelfSigned("localhost");
    tls =
        new Listening.Tls(
            pem("cert.pem", "CERTIFICATE", pair.certificateChain().getFirst().getEncoded()),
            pem("key.pem", "PRIVATE KEY", pair.privateKey().getEncoded()));
  }

  private Path pem(String name, String what, byte[] content) throws IOException {
    String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
  }

  private static String token(ClewServer server) {
    var ask = new TokenAsk(Role.READ, null, false, Quota.NONE, "", null);
    return server.tokens().create(ask, AuditLog.By.OWNER).text();
  }

  private static int status(ClewServer server, Credentials credentials) throws IOException {
    URI where = URI.create(server.url() + "/api/v1/runs");
    ServerAddress address = ServerAddress.parse(server.url(), credentials);
    HttpURLConnection connection = ServerConnection.open(address, where, Duration.ofSeconds(30));
    return connection.getResponseCode();
  }

  @Test
  void tls_withItsCertificateTrusted_isSpoken() throws IOException {
    Listening listening = Listening.DEFAULT.at("localhost", 0).over(tls);
    try (ClewServer server = ClewServer.start(ServerOptions.DEFAULT.at(listening), parts)) {
      Path trusted = folder.resolve("cert.pem");
      String token = token(server);

      assertThat(server.url()).startsWith("https://localhost:");
      assertThat(status(server, new Credentials(token, false, trusted))).isEqualTo(200);
      assertThat(status(server, new Credentials(null, false, trusted))).isEqualTo(401);
      assertThatThrownBy(() -> status(server, new Credentials(token, false, null)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void tls_plainHttp_isNotAnswered() throws IOException {
    Listening listening = Listening.DEFAULT.at("localhost", 0).over(tls);
    try (ClewServer server = ClewServer.start(ServerOptions.DEFAULT.at(listening), parts);
        Socket socket = new Socket()) {
      socket.setSoTimeout(30_000);
      socket.connect(new InetSocketAddress("localhost", server.port()));
      socket
          .getOutputStream()
          .write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));

      assertThat(new String(socket.getInputStream().readNBytes(4), US_ASCII)).isNotEqualTo("HTTP");
    }
  }

  @Test
  void tls_filesThatAreNone_areRefused() throws IOException {
    Path cert = folder.resolve("cert.pem");
    Path nothing = Files.writeString(folder.resolve("nothing.pem"), "no certificate");
    for (Listening.Tls bad :
        List.of(
            new Listening.Tls(cert, folder.resolve("absent.pem")),
            new Listening.Tls(cert, nothing),
            new Listening.Tls(nothing, folder.resolve("key.pem")))) {
      ServerOptions options =
          ServerOptions.DEFAULT.at(Listening.DEFAULT.at("localhost", 0).over(bad));

      assertThatThrownBy(() -> ClewServer.start(options, parts)).isInstanceOf(Refusal.class);
    }
  }

  @Test
  void beyondThisMachine_needsATokenAndTls() throws IOException {
    Listening everywhere = Listening.DEFAULT.at("0.0.0.0", 0);
    assertThatThrownBy(
            () -> ClewServer.start(ServerOptions.DEFAULT.at(everywhere.over(tls)), parts))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("nobody has made a token");
    try (ClewServer here = ClewServer.start(ServerOptions.DEFAULT.at("127.0.0.1", 0), parts)) {
      token(here);
    }

    assertThatThrownBy(() -> ClewServer.start(ServerOptions.DEFAULT.at(everywhere), parts))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("there is no TLS");
    for (Listening listening : List.of(everywhere.over(tls), everywhere.insecure(true))) {
      try (ClewServer server = ClewServer.start(ServerOptions.DEFAULT.at(listening), parts)) {
        assertThat(server.port()).isPositive();
      }
    }
  }

  @Test
  void proxies_thatAreNoAddress_areRefused() {
    ServerOptions options =
        ServerOptions.DEFAULT.at(
            Listening.DEFAULT.at("127.0.0.1", 0).behind(List.of("nonsense/x")));

    assertThatThrownBy(() -> ClewServer.start(options, parts))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("nonsense/x");
  }
}
