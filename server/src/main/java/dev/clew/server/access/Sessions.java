package dev.clew.server.access;

import dev.clew.core.digest.Digest;
import dev.clew.core.digest.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// People who have said their token once, in a browser. What the browser keeps is signed and names
/// the token by its id: it ends with the token, by logging out, and after half a day. Thread-safe.
public final class Sessions {
  public static final Duration LIFE = Duration.ofHours(12);
  private static final String DOMAIN = "clew.session.v1\0";
  private static final int ID_BYTES = 16;
  private static final int PARTS = 4;

  private final Tokens tokens;
  private final Hmac key;
  private final SecureRandom entropy = new SecureRandom();

  /// @param key under a secret of this installation
  public Sessions(Tokens tokens, Hmac key) {
    this.tokens = tokens;
    this.key = key;
  }

  private record Session(String tokenId, long until, String id) {
    String text() {
      return tokenId + "." + until + "." + id;
    }
  }

  /// What the browser has to say from now on.
  public String begin(Token token) {
    byte[] random = new byte[ID_BYTES];
    entropy.nextBytes(random);
    long until = tokens.now().plus(LIFE).getEpochSecond();
    String text = new Session(token.id(), until, HexFormat.of().formatHex(random)).text();
    return text + "." + signature(text).hex();
  }

  /// The token of whoever says that, if it is still good.
  public Optional<Token> of(String said) {
    Session session = read(said);
    return session == null || tokens.isEnded(session.id())
        ? Optional.empty()
        : tokens.ofId(session.tokenId());
  }

  /// @param said of a session; of anything else nothing is ended
  public void end(String said, AuditLog.By by) {
    Session session = read(said);
    if (session != null && !tokens.isEnded(session.id())) {
      tokens.endSession(session.id(), by);
    }
  }

  private @Nullable Session read(String said) {
    String[] parts = said.split("\\.", -1);
    if (parts.length != PARTS) {
      return null;
    }
    String text = said.substring(0, said.lastIndexOf('.'));
    byte[] own = signature(text).hex().getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(own, parts[PARTS - 1].getBytes(StandardCharsets.UTF_8))) {
      return null;
    }
    Session session = new Session(parts[0], Long.parseLong(parts[1]), parts[2]);
    return tokens.now().getEpochSecond() < session.until() ? session : null;
  }

  private Digest signature(String text) {
    return key.of((DOMAIN + text).getBytes(StandardCharsets.UTF_8));
  }
}
