package dev.clew.attest;

import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/// An Ed25519 private key with its public half, which PKCS#8 version 1 does not carry.
public record SigningKey(PrivateKey key, VerifyingKey verifyingKey) {
  static final String LABEL = "PRIVATE KEY";

  /// @throws Refusal when the file holds no such key
  public static SigningKey read(Path file) {
    byte[] der = Pem.read(file, LABEL);
    try {
      PrivateKey key =
          KeyFactory.getInstance(VerifyingKey.ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(der));
      return new SigningKey(key, publicHalf((EdECPrivateKey) key));
    } catch (InvalidKeySpecException e) {
      throw Refusal.invalid(file + ": not an Ed25519 private key");
    } catch (GeneralSecurityException e) {
      throw new ClewException("every Java has Ed25519", e);
    }
  }

  /// The public key is derived from the seed by what generates key pairs: given the seed instead of
  /// entropy, it makes the pair of that seed.
  private static VerifyingKey publicHalf(EdECPrivateKey key) throws GeneralSecurityException {
    byte[] seed = key.getBytes().orElseThrow(() -> new InvalidKeySpecException("no seed"));
    var generator = java.security.KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM);
    generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
    VerifyingKey half = new VerifyingKey(generator.generateKeyPair().getPublic());
    if (!half.verifies(seed, sign(key, seed))) {
      throw new ClewException("this Java does not give the public half of an Ed25519 key");
    }
    return half;
  }

  public byte[] sign(byte[] bytes) {
    return sign(key, bytes);
  }

  private static byte[] sign(PrivateKey key, byte[] bytes) {
    try {
      Signature signer = Signature.getInstance(VerifyingKey.ALGORITHM);
      signer.initSign(key);
      signer.update(bytes);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new ClewException("the run could not be signed: " + e.getMessage(), e);
    }
  }

  /// "Entropy" that is known.
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final byte[] seed;

    Given(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length) {
        throw new IllegalStateException(bytes.length + " bytes wanted, " + seed.length + " given");
      }
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
