package dev.clew.storesql.blob;

import dev.clew.store.BlobTombstone;
import dev.clew.store.Removal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Takes the blobs of a run away from it, in the transaction that removes it.
public final class BlobRemoval {
  private BlobRemoval() {}

  /// What no other run has is removed; what no other run of its namespace has leaves a tombstone.
  ///
  /// @param run its number
  public static void of(Connection connection, long run, Removal removal, BlobBytes bytes)
      throws SQLException {
    BlobTables tables = new BlobTables(connection);
    List<BlobRow> blobs = tables.of(run);
    String namespace = removal.run().namespace();
    tables.takeAll(run);
    for (BlobRow blob : blobs) {
      if (!tables.isIn(namespace, blob.sha256())) {
        tables.add(namespace, -blob.size());
        tables.bury(new BlobTombstone(blob.sha256(), blob.size(), removal));
      }
      if (!tables.isAnywhere(blob.sha256())) {
        tables.delete(blob);
        bytes.remove(connection, blob);
      }
    }
  }
}
