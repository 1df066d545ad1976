package dev.clew.attest;

import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.ledgerfile.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/// A new key pair in two files: the private key, which only its owner may read, and beside it with
/// `.pub` added the public one. Nothing is overwritten.
///
/// @param id of the public key
public record NewKey(Path privateKey, Path publicKey, String id) {

  public static NewKey make(Path file) {
    Path beside = file.resolveSibling(file.getFileName() + ".pub");
    if (Files.exists(beside)) {
      throw taken(beside);
    }
    try {
      KeyPair pair = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM).generateKeyPair();
      Files.createFile(file, LocalDisk.ownerOnly());
      Files.writeString(file, Pem.text(SigningKey.LABEL, pair.getPrivate().getEncoded()));
      Files.createFile(beside);
      Files.writeString(beside, Pem.text(VerifyingKey.LABEL, pair.getPublic().getEncoded()));
      return new NewKey(file, beside, new VerifyingKey(pair.getPublic()).id());
    } catch (FileAlreadyExistsException e) {
      throw taken(Path.of(e.getFile()));
    } catch (IOException e) {
      throw Refusal.notWritten(file + ": the key could not be written: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new ClewException("every Java has Ed25519", e);
    }
  }

  private static Refusal taken(Path file) {
    return Refusal.invalid(file + ": is there already; a key is never overwritten");
  }
}
