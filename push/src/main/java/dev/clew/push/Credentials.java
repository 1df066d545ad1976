package dev.clew.push;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What somebody says to a server of themselves, and what it has to say to be believed.
///
/// @param token null when the server asks for none
/// @param isInsecure whether the token may go where others can read it
/// @param certificates of those who may sign the server's, in PEM; null for those that Java has
public record Credentials(@Nullable String token, boolean isInsecure, @Nullable Path certificates) {
  public static final Credentials NONE = new Credentials(null, false, null);

  /// Of whoever sends or reads.
  public static final String TOKEN = "CLEW_TOKEN";

  /// When it is `1`, the token may go where others can read it.
  public static final String INSECURE = "CLEW_INSECURE";

  /// As OpenSSL and what uses it know it.
  public static final String CERTIFICATES = "SSL_CERT_FILE";

  /// As the environment says.
  ///
  /// @param variable gives the value of one; null when it is not set
  public static Credentials of(Function<String, @Nullable String> variable) {
    String token = variable.apply(TOKEN);
    String certificates = variable.apply(CERTIFICATES);
    return new Credentials(
        token == null || token.isEmpty() ? null : token,
        "1".equals(variable.apply(INSECURE)),
        certificates == null || certificates.isEmpty() ? null : Path.of(certificates));
  }
}
