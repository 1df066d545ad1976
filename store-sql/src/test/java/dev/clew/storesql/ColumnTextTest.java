package dev.clew.storesql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnTextTest {
  private static final int[] UNITS = {
    0, 1, 2, '0', '1', 'a', 0x4000, 0xd7fe, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff
  };

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(5); length > 0; length--) {
      text.append((char) UNITS[random.nextInt(UNITS.length)]);
    }
    return text.toString();
  }

  private static byte[] utf8(String text) {
    return ColumnText.of(text).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void of_anyText_isOneOfPostgresAndIsReadBack() {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      String text = text(random);
      String stored = ColumnText.of(text);
      assertThat(stored).doesNotContain("\u0000");
      assertThat(new String(utf8(text), StandardCharsets.UTF_8)).isEqualTo(stored);
      assertThat(ColumnText.read(stored)).isEqualTo(text);
    }
  }

  @Test
  void of_twoTexts_areInTheOrderOfTheirCodePoints() {
    Random random = new Random(2);
    for (int round = 0; round < 20_000; round++) {
      String one = text(random);
      String other = text(random);
      int due = Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
      assertThat(Integer.signum(Arrays.compareUnsigned(utf8(one), utf8(other))))
          .as("%s and %s", ColumnText.of(one), ColumnText.of(other))
          .isEqualTo(Integer.signum(due));
    }
  }

  @Test
  void of_plainText_isItself() {
    for (String text : new String[] {"", "run_1", "\u00e9\u4000\ue000", "\ud83d\ude80"}) {
      assertThat(ColumnText.of(text)).isEqualTo(text);
    }
  }
}
