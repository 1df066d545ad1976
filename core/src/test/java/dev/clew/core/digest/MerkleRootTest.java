package dev.clew.core.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MerkleRootTest {

  /// RFC 6962 §2.1 word for word: `MTH({}) = SHA-256()`, `MTH({d}) = SHA-256(0x00 ‖ d)`, `MTH(D[n])
  /// = SHA-256(0x01 ‖ MTH(D[0:k]) ‖ MTH(D[k:n]))` for the largest power of two k < n.
  private static Digest naive(List<Digest> sorted) {
    if (sorted.isEmpty()) {
      return Digest.sha256();
    }
    if (sorted.size() == 1) {
      return Digest.sha256(new byte[] {0}, sorted.getFirst().bytes());
    }
    int split = Integer.highestOneBit(sorted.size() - 1);
    return Digest.sha256(
        new byte[] {1},
        naive(sorted.subList(0, split)).bytes(),
        naive(sorted.subList(split, sorted.size())).bytes());
  }

  private static List<Digest> digests(int count) {
    List<Digest> digests = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      digests.add(Digest.sha256(("leaf " + at).getBytes(StandardCharsets.UTF_8)));
    }
    return digests;
  }

  @Test
  void of_anyCount_isTheTreeOfRfc6962() {
    for (int count = 0; count <= 130; count++) {
      List<Digest> digests = digests(count);

      assertThat(MerkleRoot.of(digests))
          .as("%d digests", count)
          .isEqualTo(naive(List.copyOf(new TreeSet<>(digests))));
    }
  }

  @Test
  void of_anyOrderAndRepetition_isTheSame() {
    List<Digest> digests = new ArrayList<>(digests(37));
    Digest root = MerkleRoot.of(digests);
    digests.addAll(digests.subList(3, 20));
    Random random = new Random(6962);
    for (int round = 0; round < 50; round++) {
      Collections.shuffle(digests, random);

      assertThat(MerkleRoot.of(digests)).isEqualTo(root);
    }
  }

  @Test
  void of_oneDigestMore_isAnother() {
    assertThat(MerkleRoot.of(digests(8))).isNotEqualTo(MerkleRoot.of(digests(9)));
  }
}
