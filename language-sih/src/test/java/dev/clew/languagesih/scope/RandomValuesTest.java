package dev.clew.languagesih.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.languagesih.value.CharacterSet;
import dev.clew.languagesih.value.TimeKind;
import dev.clew.plan.scope.Draws;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RandomValuesTest {
  private static final long SEED = Long.getLong("seed", 742L);
  private static final Instant NOW = Instant.parse("2024-03-31T12:00:00.123456789Z");

  static Draws seeded(long seed) {
    Random random = new Random(seed);
    return count -> {
      byte[] bytes = new byte[count];
      random.nextBytes(bytes);
      return bytes;
    };
  }

  @Test
  void values_sameDraws_areTheSame() {
    assertThat(everything(SEED)).isEqualTo(everything(SEED)).isNotEqualTo(everything(SEED + 1));
  }

  private static List<String> everything(long seed) {
    RandomValues values = new RandomValues(seeded(seed));
    List<String> all = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      all.add(Long.toString(values.whole(1, 1_000_000)));
      all.add(values.text(16, CharacterSet.ALNUM));
      all.add(values.guid());
      all.add(values.ulid(NOW));
      for (TimeKind kind : TimeKind.values()) {
        all.add(values.moment(kind, null, null, NOW).toString());
      }
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "5, 1",
    "-3, 3",
    "9223372036854775807, -9223372036854775808",
    "9223372036854775806, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "0, 9223372036854775807",
    "1, 256",
    "0, 256",
  })
  void whole_anyBounds_liesBetweenThem(long one, long other) {
    RandomValues values = new RandomValues(seeded(SEED));
    for (int round = 0; round < 2_000; round++) {
      assertThat(values.whole(one, other))
          .as("seed %s", SEED)
          .isBetween(Math.min(one, other), Math.max(one, other));
    }
  }

  @Test
  void whole_smallRange_reachesBothBounds() {
    RandomValues values = new RandomValues(seeded(SEED));
    TreeSet<Long> seen = new TreeSet<>();
    for (int round = 0; round < 2_000; round++) {
      seen.add(values.whole(-2, 3));
    }
    assertThat(seen).containsExactly(-2L, -1L, 0L, 1L, 2L, 3L);
  }

  /// Folding 256 values into 1 to 192 by a remainder would make each of the first 64 twice as
  /// likely: a chi-square of about 14,000 here. With 191 degrees of freedom, 270 is passed by
  /// chance once in 10,000 seeds.
  @ParameterizedTest
  @CsvSource({"192, 270", "3, 19", "100, 160", "62, 110"})
  void whole_manyDraws_areEvenlySpread(int size, double limit) {
    RandomValues values = new RandomValues(seeded(SEED));
    int rounds = 200_000;
    long[] counts = new long[size];
    for (int round = 0; round < rounds; round++) {
      counts[(int) values.whole(1, size) - 1]++;
    }
    assertThat(chiSquare(counts, rounds)).as("seed %s", SEED).isLessThan(limit);
  }

  @Test
  void chiSquare_ofRemainders_isOverTheLimit() {
    Random random = new Random(SEED);
    long[] counts = new long[192];
    for (int round = 0; round < 200_000; round++) {
      counts[random.nextInt(256) % 192]++;
    }
    assertThat(chiSquare(counts, 200_000)).isGreaterThan(10_000);
  }

  private static double chiSquare(long[] counts, int rounds) {
    double expected = (double) rounds / counts.length;
    return Arrays.stream(counts)
        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
        .sum();
  }

  @Test
  void whole_drawsThatAreNotRandom_endsWithAnError() {
    RandomValues stuck =
        new RandomValues(count -> {
          byte[] bytes = new byte[count];
          Arrays.fill(bytes, (byte) 0xff);
          return bytes;
        });
    assertThatThrownBy(() -> stuck.whole(0, 4)).hasMessageContaining("the draws are not random");
  }

  @ParameterizedTest
  @EnumSource(CharacterSet.class)
  void text_ofSet_hasAllOfItsCharactersAndNoOthers(CharacterSet set) {
    String text = new RandomValues(seeded(SEED)).text(10_000, set);
    TreeSet<Character> seen = new TreeSet<>();
    TreeSet<Character> all = new TreeSet<>();
    text.chars().forEach(unit -> seen.add((char) unit));
    set.characters().chars().forEach(unit -> all.add((char) unit));
    assertThat(seen).isEqualTo(all);
    assertThat(all).hasSize(set.characters().length());
    assertThat(text).hasSize(10_000);
  }

  @Test
  void guid_isOfVersion4() {
    RandomValues values = new RandomValues(seeded(SEED));
    for (int round = 0; round < 200; round++) {
      assertThat(values.guid())
          .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }
  }

  @Test
  void ulid_ofTheSpecification_hasItsTimePart() {
    String ulid = new RandomValues(seeded(SEED)).ulid(Instant.ofEpochMilli(1469918176385L));
    assertThat(ulid).matches("01ARYZ6S41[0-9A-HJKMNP-TV-Z]{16}");
  }

  @Test
  void ulid_sameMillisecond_isTheNext() {
    Ulids ulids = new Ulids(count -> bytes(count, 0x00, 0x1f));
    assertThat(ulids.next(Instant.EPOCH)).isEqualTo("0000000000000000000000000Z");
    assertThat(ulids.next(Instant.EPOCH)).isEqualTo("00000000000000000000000010");
    RandomValues values = new RandomValues(seeded(SEED));
    List<String> made = new ArrayList<>();
    for (int round = 0; round < 500; round++) {
      made.add(values.ulid(NOW));
    }
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void ulid_behindTheLastOfAMillisecond_isDrawnAgain() {
    int[] draws = {0};
    Ulids ulids =
        new Ulids(count -> draws[0]++ == 0 ? bytes(count, 0xff, 0xff) : bytes(count, 0, 7));
    assertThat(ulids.next(Instant.EPOCH)).isEqualTo("0000000000ZZZZZZZZZZZZZZZZ");
    assertThat(ulids.next(Instant.EPOCH)).isEqualTo("00000000000000000000000007");
  }

  private static byte[] bytes(int count, int fill, int last) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) fill);
    bytes[count - 1] = (byte) last;
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({
    "DATE_TIME, , , 2024-02-29T12:00:00.1234567Z, 2024-04-30T12:00:00.123456789Z",
    "DATE_TIME, 2024-01-31T00:00:00+02:00, , 2024-01-31T00:00+02:00, 2024-02-29T00:00+02:00",
    "DATE_TIME, , 2024-01-31T00:00Z, 2023-12-31T00:00Z, 2024-01-31T00:00Z",
    "DATE_TIME, 2024-01-02T00:00Z, 2024-01-01T00:00Z, 2024-01-01T00:00Z, 2024-01-02T00:00Z",
    "DATE_TIME, 0001-01-01T00:00Z, 9999-12-31T23:59:59Z, 0001-01-01T00:00Z, 9999-12-31T23:59:59Z",
    "DATE, , , 2024-02-29T00:00Z, 2024-04-30T00:00Z",
    "DATE, 2024-02-27T00:00Z, 2024-03-01T00:00Z, 2024-02-27T00:00Z, 2024-03-01T00:00Z",
    "DATE, 2024-03-01T00:00Z, 2024-02-27T00:00Z, 2024-02-27T00:00Z, 2024-03-01T00:00Z",
    "TIME, , , 1970-01-01T00:00Z, 1970-01-01T23:59:59.9999999Z",
    "TIME, 1970-01-01T18:00Z, 1970-01-01T08:00Z, 1970-01-01T08:00Z, 1970-01-01T18:00Z",
  })
  void moment_anyBounds_liesBetweenThem(
      TimeKind kind,
      @Nullable OffsetDateTime from,
      @Nullable OffsetDateTime to,
      OffsetDateTime first,
      OffsetDateTime last) {
    RandomValues values = new RandomValues(seeded(SEED));
    OffsetDateTime least = OffsetDateTime.MAX;
    OffsetDateTime most = OffsetDateTime.MIN;
    for (int round = 0; round < 2_000; round++) {
      OffsetDateTime drawn = values.moment(kind, from, to, NOW);
      assertThat(drawn).as("seed %s", SEED).isBetween(first, last);
      least = drawn.isBefore(least) ? drawn : least;
      most = drawn.isAfter(most) ? drawn : most;
    }
    Duration span = Duration.between(first, last);
    assertThat(Duration.between(least, most)).isGreaterThan(span.multipliedBy(9).dividedBy(10));
  }

  @Test
  void moment_fewDates_reachesBothBounds() {
    RandomValues values = new RandomValues(seeded(SEED));
    TreeSet<OffsetDateTime> seen = new TreeSet<>();
    for (int round = 0; round < 500; round++) {
      seen.add(
          values.moment(
              TimeKind.DATE,
              OffsetDateTime.parse("2024-02-28T00:00Z"),
              OffsetDateTime.parse("2024-03-01T00:00Z"),
              NOW));
    }
    assertThat(seen).hasSize(3);
  }
}
