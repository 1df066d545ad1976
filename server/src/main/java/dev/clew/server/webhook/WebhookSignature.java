package dev.clew.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.core.Refusal;
import dev.clew.core.digest.Hmac;
import java.io.ByteArrayOutputStream;
import java.util.Base64;

/// Signs as Standard Webhooks 1.0 says: HMAC-SHA-256 of the id, the time and the body, so that a
/// message can neither be made by others nor sent again later as a new one.
final class WebhookSignature {
  private static final String PREFIX = "whsec_";
  private static final int LEAST_BYTES = 24;

  private final Hmac hmac;

  WebhookSignature(String secret) {
    this.hmac = new Hmac(key(secret));
  }

  /// @throws Refusal when the secret is too short to be one
  static byte[] key(String secret) {
    byte[] key;
    try {
      key =
          secret.startsWith(PREFIX)
              ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
              : secret.getBytes(UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("behind whsec_ the secret of the webhook is not base64");
    }
    if (key.length < LEAST_BYTES) {
      throw Refusal.invalid(
          "the secret of the webhook has fewer than " + LEAST_BYTES + " bytes; make a longer one");
    }
    return key;
  }

  /// The value of `webhook-signature`.
  ///
  /// @param timestamp seconds since the epoch
  String of(String id, long timestamp, byte[] body) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream(body.length + 64);
    signed.writeBytes((id + "." + timestamp + ".").getBytes(UTF_8));
    signed.writeBytes(body);
    return "v1," + Base64.getEncoder().encodeToString(hmac.of(signed.toByteArray()).bytes());
  }
}
