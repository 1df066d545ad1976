package dev.clew.runs.secret;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.runs.file.DiskFault;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Says of a value that is not written down whether it is the same as before: its HMAC under the
/// key of this user, which nobody without the key can try values against (DESIGN §5.6, §5.12).
/// Thread-safe.
public final class SecretHmac {
  private static final String DOMAIN = "clew.secret.v1";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEPT_BYTES = 16;

  private final byte[] key;

  private SecretHmac(byte[] key) {
    this.key = key.clone();
  }

  /// @param key any number of bytes
  public static SecretHmac with(byte[] key) {
    return new SecretHmac(key);
  }

  /// With the key in a file, which is made when there is none.
  ///
  /// @throws IOException when it cannot be used; the message names the file and says why
  public static SecretHmac from(Path keyFile) throws IOException {
    try {
      return new SecretHmac(LocalKey.readOrMake(keyFile));
    } catch (IOException e) {
      throw new IOException("the key " + keyFile + " cannot be used: " + DiskFault.reason(e), e);
    }
  }

  /// The first 128 bits of `HMAC-SHA-256(key, "clew.secret.v1\0" ‖ JCS{name, value})` as hex
  /// digits. With the name, so that two of one value do not show that they are equal.
  public String of(String name, Json value) {
    Json.Obj message = Json.object().put("name", name).put("value", value).build();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(Digest.domain(DOMAIN));
      byte[] digest = mac.doFinal(Canonical.bytes(Json.interoperable(message)));
      return HexFormat.of().formatHex(digest, 0, KEPT_BYTES);
    } catch (GeneralSecurityException e) {
      throw new ClewException("every Java has HmacSHA256", e);
    }
  }
}
