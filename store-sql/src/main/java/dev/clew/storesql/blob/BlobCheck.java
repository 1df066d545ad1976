package dev.clew.storesql.blob;

import dev.clew.core.digest.Digest;
import dev.clew.store.BlobDigest;
import dev.clew.storesql.Readers;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at every byte of every blob of a store.
public final class BlobCheck {
  private final Readers readers;
  private final BlobBytes bytes;

  public BlobCheck(Readers readers, BlobBytes bytes) {
    this.readers = readers;
    this.bytes = bytes;
  }

  /// What is not what was put, with its place; empty when all is.
  public List<String> damage() throws SQLException {
    List<String> damage = new ArrayList<>();
    for (String one : readers.read(null, connection -> new BlobTables(connection).broken())) {
      damage.add("damaged: file " + one + ": it or the run is not there");
    }
    for (BlobRow blob : readers.read(null, connection -> new BlobTables(connection).blobs())) {
      String wrong = wrong(blob);
      if (!wrong.isEmpty() && isThere(blob)) {
        damage.add("damaged: file " + blob.sha256().prefixed() + ": " + wrong);
      }
    }
    return damage;
  }

  /// It may have been removed meanwhile.
  private boolean isThere(BlobRow blob) throws SQLException {
    BlobRow now =
        readers.<@Nullable BlobRow>read(
            null, connection -> new BlobTables(connection).blob(blob.sha256()));
    return blob.equals(now);
  }

  private String wrong(BlobRow blob) {
    try (InputStream in = bytes.open(null, blob, 0)) {
      Digest actual = BlobDigest.of(in);
      return actual.equals(blob.sha256()) ? "" : "its bytes have another digest";
    } catch (IOException e) {
      return "its bytes cannot be read: " + e.getMessage();
    }
  }
}
