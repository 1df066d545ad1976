package dev.clew.attest;

import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.core.digest.Digest;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;

/// An Ed25519 public key (RFC 8032).
public record VerifyingKey(PublicKey key) {
  static final String ALGORITHM = "Ed25519";
  static final String LABEL = "PUBLIC KEY";
  private static final int SHOWN_CHARS = 16;

  /// @throws Refusal when the file holds no such key
  public static VerifyingKey read(Path file) {
    byte[] der = Pem.read(file, LABEL);
    try {
      return new VerifyingKey(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der)));
    } catch (InvalidKeySpecException e) {
      throw Refusal.invalid(file + ": not an Ed25519 public key");
    } catch (GeneralSecurityException e) {
      throw new ClewException("every Java has Ed25519", e);
    }
  }

  /// The SHA-256 of the key's SubjectPublicKeyInfo, which every tool can compute: `openssl pkey
  /// -pubin -in FILE -outform DER | sha256sum`.
  public String id() {
    return Digest.sha256(key.getEncoded()).hex();
  }

  public String shownId() {
    return shown(id());
  }

  static String shown(String id) {
    return id.length() <= SHOWN_CHARS ? id : id.substring(0, SHOWN_CHARS);
  }

  /// Whether that signature is this key's over these bytes.
  public boolean verifies(byte[] signed, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (SignatureException | InvalidKeyException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new ClewException("every Java has Ed25519", e);
    }
  }

  /// One valid signature is enough; the ids in the envelope are not trusted.
  public boolean verifies(Envelope envelope) {
    byte[] signed = envelope.signed();
    for (Envelope.Signature signature : envelope.signatures()) {
      if (verifies(signed, signature.bytes().bytes())) {
        return true;
      }
    }
    return false;
  }
}
