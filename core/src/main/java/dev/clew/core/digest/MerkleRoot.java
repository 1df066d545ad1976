package dev.clew.core.digest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/// The content root: one digest for a set of digests, whatever order they came in. The tree is that
/// of RFC 6962 §2.1 (leaves hashed with 0x00 before them, nodes with 0x01, split at the largest
/// power of two below the count) over the sorted distinct digests; the root of no digest is the
/// SHA-256 of nothing.
public final class MerkleRoot {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleRoot() {}

  public static Digest of(Collection<Digest> digests) {
    List<byte[]> level = new ArrayList<>();
    List<Digest> sorted = new ArrayList<>(new HashSet<>(digests));
    Collections.sort(sorted);
    for (Digest digest : sorted) {
      level.add(Digest.sha256(LEAF, digest.bytes()).bytes());
    }
    if (level.isEmpty()) {
      return Digest.sha256();
    }
    while (level.size() > 1) {
      level = parents(level);
    }
    return Digest.of(level.getFirst());
  }

  /// Pairing neighbours and letting an odd last one rise gives the same tree as RFC 6962's
  /// recursive split.
  private static List<byte[]> parents(List<byte[]> level) {
    List<byte[]> parents = new ArrayList<>((level.size() + 1) / 2);
    for (int at = 0; at + 1 < level.size(); at += 2) {
      parents.add(Digest.sha256(NODE, level.get(at), level.get(at + 1)).bytes());
    }
    if (level.size() % 2 == 1) {
      parents.add(level.getLast());
    }
    return parents;
  }
}
