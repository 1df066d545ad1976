package dev.clew.core.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UlidTest {
  /// The time of the ULID specification's example, 01ARYZ6S41….
  @Test
  void of_theSpecificationsTime_beginsAsItDoesThere() {
    String ulid = Ulid.of(1_469_918_176_385L, new byte[Ulid.RANDOM_BYTES]);
    assertThat(ulid).isEqualTo("01ARYZ6S410000000000000000");
    assertThat(Ulid.is(ulid)).isTrue();
  }

  @Test
  void of_allBits_isTheLargest() {
    byte[] ones = new byte[Ulid.RANDOM_BYTES];
    Arrays.fill(ones, (byte) -1);
    assertThat(Ulid.of((1L << 48) - 1, ones)).isEqualTo("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
  }

  @Test
  void is_whatIsNone_isFalse() {
    assertThat(Ulid.is("8ZZZZZZZZZZZZZZZZZZZZZZZZZ")).isFalse();
    assertThat(Ulid.is("01ARYZ6S41000000000000000U")).isFalse();
    assertThat(Ulid.is("01ARYZ6S4100000000000000")).isFalse();
    assertThat(Ulid.is("01aryz6s410000000000000000")).isTrue();
  }
}
