package dev.clew.core.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void sha256_abc_isThatOfTheStandard() {
    Digest digest = Digest.sha256("a".getBytes(UTF_8), "bc".getBytes(UTF_8));

    assertThat(digest.hex()).isEqualTo(ABC);
    assertThat(digest)
        .hasToString(ABC)
        .isEqualTo(new Digest(ABC))
        .hasSameHashCodeAs(new Digest(ABC));
    assertThat(Digest.of(digest.bytes())).isEqualTo(digest);
    assertThat(digest.prefixed()).isEqualTo("sha256:" + ABC);
  }

  @Test
  void digest_made_doesNotChange() {
    byte[] bytes = new Digest(ABC).bytes();
    Digest digest = Digest.of(bytes);
    bytes[0] = 0;
    digest.bytes()[1] = 0;

    assertThat(digest.hex()).isEqualTo(ABC);
  }

  @Test
  void order_isThatOfTheHexDigits() {
    List<Digest> digests = new ArrayList<>();
    for (int at = 0; at < 200; at++) {
      digests.add(Digest.sha256(new byte[] {(byte) at}));
    }
    List<Digest> byHex = new ArrayList<>(digests);
    byHex.sort(Comparator.comparing(Digest::hex));
    digests.sort(null);

    assertThat(digests).isEqualTo(byHex);
  }

  @Test
  void digest_otherText_isRefused() {
    for (String text :
        List.of(
            "", "ab", ABC.toUpperCase(java.util.Locale.ROOT), ABC + "0", "g" + ABC.substring(1))) {
      assertThatThrownBy(() -> new Digest(text)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Digest.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
  }
}
