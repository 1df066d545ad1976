package dev.clew.core.ledger;

import dev.clew.core.digest.Digest;
import dev.clew.core.digest.MerkleRoot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// One digest for what rows say, whatever order they came in (DESIGN §5.13): stores, imports and
/// copies compare this.
public final class ContentRoot {
  private ContentRoot() {}

  /// The Merkle root of the distinct event digests.
  public static Digest of(Collection<Row> rows) {
    List<Digest> digests = new ArrayList<>(rows.size());
    for (Row row : rows) {
      digests.add(row.eventDigest());
    }
    return MerkleRoot.of(digests);
  }
}
